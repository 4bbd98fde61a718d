/** /history 变更: what was changed of a firm, a person or a roll entry, by whom and when. */
import type { ChangeSource, Firm, Inspector, Person, VersionedKind } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { findPerson } from '../identity/find-person.js'
import { messages } from '../messages.js'
import { formatMoment, officeDay } from '../rules/office-time.js'
import { type FieldChange, listChanges } from '../rules/record-changes.js'
import { firms } from './kinds/firms.js'
import { inspectors } from './kinds/inspectors.js'
import { people } from './kinds/people.js'

interface HistoryArgs {
  word: string
  page: number
}

type Shown = Extract<VersionedKind, 'firms' | 'inspectors' | 'people'>

/** A record as it stands now. */
interface Subject {
  kind: Shown
  key: string
  current: Firm | Inspector | Person
}

interface Found {
  title: string
  subjects: Subject[]
}

const PAGE = 10
const TABLES = { firms, inspectors, people }
/** Told in private chats only. */
const PERSONAL = new Set(['phone', 'leaveFrom', 'leaveTo'])

export const history: Command<HistoryArgs> = {
  words: ['history', '变更'],
  summary: '查看企业或人员的变更记录',
  usage: '/history 企业名称或统一社会信用代码\n/history 姓名、人员编号或执法证号\n/history 企业或人员 第2页',
  example: async ({ tx }) => `/history ${(await tx.firms.search(['公司'], 1, 0))[0]?.code ?? '张三'}`,
  audience: { roles: ['office', 'leader', 'supervisor'], chats: BOUND_CHATS },
  parse(rest) {
    const text = rest.normalize('NFKC').trim()
    const [tail = '', page = '1'] = /\s第(\d{1,4})页$/.exec(text) ?? []
    const word = text.slice(0, text.length - tail.length).trim()
    if (!/[^\s\p{P}]/u.test(word)) throw new UsageRefusal(messages.history.needsWord)
    return { word, page: Math.max(1, Number(page)) }
  },
  async run({ word, page }, context) {
    const ctx = withCaller(context)
    return show(ctx, await find(ctx, word), word, page)
  },
}

async function find(ctx: BoundContext, word: string): Promise<Found> {
  const { tx } = ctx
  const entry = await tx.inspectors.get(word)
  if (entry) return aboutPerson(ctx, (await tx.people.get(entry.person))!, entry)
  if ((await tx.people.find(word)).length > 0) return aboutPerson(ctx, await findPerson(tx, word))
  const exact = await tx.firms.get(word.replace(/[\s-]/gu, '').toUpperCase())
  if (exact) return aboutFirm(exact)
  const found = await tx.firms.search(word.split(/\s+/u), PAGE, 0)
  if (found.length === 1) return aboutFirm(found[0]!)
  throw new Refusal(found.length === 0 ? messages.history.none(word) : messages.history.many(found))
}

function aboutFirm(firm: Firm): Found {
  return {
    title: `${firm.name}（${firm.code}）`,
    subjects: [{ kind: 'firms', key: firm.code, current: firm }],
  }
}

/** @param named the roll entry that was asked for; left out, the one that counts now. */
async function aboutPerson({ tx }: BoundContext, person: Person, named?: Inspector): Promise<Found> {
  const subjects: Subject[] = [{ kind: 'people', key: person.id, current: person }]
  const entry = named ?? (await tx.inspectors.ofPerson(person.id))
  if (entry) subjects.push({ kind: 'inspectors', key: entry.id, current: entry })
  return { title: `${person.name}（${person.id}）`, subjects }
}

async function show(ctx: BoundContext, found: Found, word: string, page: number): Promise<Outcome> {
  const { tx, office } = ctx
  const changes: { at: string; write(): Promise<string> }[] = []
  for (const { kind, key, current } of found.subjects) {
    for (const { version, fields } of listChanges(await tx.versions.of(kind, key), current)) {
      const write = async () => {
        const at = new Date(version.replacedAt)
        const when = `${officeDay(at, office.zone).slice(0, 4)}年${formatMoment(at, office.zone)}`
        const who = await nameSource(ctx, version.by, version.through)
        return messages.history.change(when, who, describe(ctx, kind, fields))
      }
      changes.push({ at: version.replacedAt, write })
    }
  }
  changes.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const shown = changes.slice((page - 1) * PAGE, page * PAGE)
  if (shown.length === 0) return { reply: { text: messages.history.empty(found.title, page) } }
  const lines: string[] = []
  for (const change of shown) lines.push(await change.write())
  const more = changes.length > page * PAGE ? `/history ${word} 第${page + 1}页` : null
  return { reply: { text: messages.history.list(found.title, changes.length, lines, more) } }
}

function describe({ chat }: BoundContext, kind: Shown, fields: FieldChange[]): string[] {
  const columns: Record<string, { header: string } | undefined> = TABLES[kind].columns
  return fields.map(({ field, from, to }) => {
    const name = columns[field]?.header ?? field
    const hidden = PERSONAL.has(field) && chat.kind !== 'private'
    return hidden ? messages.history.hidden(name) : messages.history.field(name, from, to)
  })
}

async function nameSource({ tx }: BoundContext, by: string, through: ChangeSource): Promise<string> {
  if ('webhook' in through) return messages.history.pushed(through.webhook)
  const name = (await tx.people.get(by))?.name ?? null
  return 'import' in through
    ? messages.history.imported(through.import, name)
    : messages.history.commanded(through.command, name ?? by)
}
