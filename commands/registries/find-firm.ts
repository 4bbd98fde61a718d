/** Finds the one firm that a word means, or shows which it may be. */
import type { Button, Firm, View } from '../../db/store.js'
import { Refusal } from '../command.js'
import { messages } from '../messages.js'
import { nearNames, piecesOf } from '../rules/near-names.js'
import { creditCode } from './kinds/cells.js'
import { CellFault } from './kinds/table.js'

const MOST_CHOICES = 8
const MOST_NEAR = 5
/** Names that one piece of a mistyped one may bring. */
const MOST_OFFERED = 30
/** Longer is no name. */
const LONGEST = 120

/** @param send what is sent when one of several is chosen. @throws Refusal when none or more than one is meant */
export async function findFirm(view: View, word: string, send: (code: string) => string): Promise<Firm> {
  const folded = word.normalize('NFKC').trim()
  const exact = await view.firms.get(folded.replace(/[\s-]/gu, '').toUpperCase())
  if (exact) return exact
  const code = readCode(folded)
  const words = code === null ? folded.split(/\s+/u).filter((one) => one !== '') : [code]
  const found = words.length === 0 ? [] : await view.firms.search(words, MOST_CHOICES, 0)
  const named = found.filter(({ name }) => name === folded)
  const [only, ...others] = named.length === 1 ? named : found
  if (!only) throw await refuseUnknown(view, word, code, send)
  if (others.length === 0) return only
  throw new Refusal(messages.credit.whichFirm(found), buttonsFor(found, send))
}

/** What begins as a credit code does, with blanks and hyphens taken out. */
function readCode(word: string): string | null {
  const code = word.replace(/[\s-]/gu, '').toUpperCase()
  return /^[0-9A-Z]{2}\d{6}[0-9A-Z]{4,12}$/.test(code) ? code : null
}

async function refuseUnknown(
  view: View,
  word: string,
  code: string | null,
  send: (code: string) => string,
): Promise<Refusal> {
  if (code !== null) return new Refusal(explainCode(code))
  const near = await findNear(view, word.slice(0, LONGEST))
  if (near.length === 0) return new Refusal(messages.firm.none(word))
  return new Refusal(messages.credit.nearFirms(word, near), buttonsFor(near, send))
}

function explainCode(code: string): string {
  try {
    return messages.firm.unknownCode(creditCode(code))
  } catch (error) {
    if (error instanceof CellFault) return messages.firm.wrongCode(code, error.message)
    throw error
  }
}

async function findNear(view: View, word: string): Promise<Firm[]> {
  const offered = new Map<string, Firm>()
  for (const piece of piecesOf(word))
    for (const firm of await view.firms.search([piece], MOST_OFFERED, 0)) offered.set(firm.code, firm)
  return nearNames(word, [...offered.values()], MOST_NEAR)
}

function buttonsFor(firms: Firm[], send: (code: string) => string): Button[][] {
  return firms
    .map(({ name, code }) => [{ label: name, send: send(code) }])
    .filter(([button]) => Buffer.byteLength(button!.send) <= 64)
}
