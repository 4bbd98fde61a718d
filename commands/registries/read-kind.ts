/** Which kind of register a word names, and the kinds as buttons. */
import type { Button } from '../../db/store.js'
import { UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { foldWord } from '../rules/command-line.js'
import { type ImportKind, type TemplateKind, tables, templates } from './kinds/kinds.js'

const KINDS = Object.keys(templates) as TemplateKind[]
const BUTTONS_A_ROW = 3

/** Words that are no part of the kind's own title. */
const OTHER_WORDS = new Map<string, ImportKind>([
  ['企业', 'firms'],
  ['单位', 'departments'],
  ['检查人员', 'inspectors'],
  ['事项清单', 'items'],
])

/** By its title, or a part that no other title has. @throws UsageRefusal */
export function readTemplateKind(word: string): TemplateKind {
  const folded = foldWord(word)
  const named =
    KINDS.find((kind) => [kind, templates[kind].title].includes(folded)) ?? OTHER_WORDS.get(folded)
  if (named) return named
  const [found, second] = KINDS.filter((kind) => folded.length > 1 && templates[kind].title.includes(folded))
  if (found && !second) return found
  const titles = KINDS.map((kind) => templates[kind].title)
  throw new UsageRefusal(messages.template.unknownKind(word, titles))
}

/** The same among what an import takes. @throws UsageRefusal */
export function readKind(word: string): ImportKind {
  const kind = readTemplateKind(word)
  if (!isImport(kind)) throw new UsageRefusal(messages.creditRules.notImported)
  return kind
}

const isImport = (kind: TemplateKind): kind is ImportKind => Object.hasOwn(tables, kind)

/** A button for each kind. @param button with the kind's title */
export function kindButtons(kinds: object, button: (title: string) => Button): Button[][] {
  const rows: Button[][] = []
  for (const [i, kind] of KINDS.filter((one) => Object.hasOwn(kinds, one)).entries()) {
    if (i % BUTTONS_A_ROW === 0) rows.push([])
    rows.at(-1)!.push(button(templates[kind].title))
  }
  return rows
}
