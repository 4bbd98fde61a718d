/** Finds the one firm that a word means, or shows which it may be. */
import type { Firm, View } from '../db/store.js'
import { Refusal } from './command.js'
import { messages } from './messages.js'

const MOST_CHOICES = 8

/** @param send what is sent when one of several is chosen. @throws Refusal when none or more than one is meant */
export async function findFirm(view: View, word: string, send: (code: string) => string): Promise<Firm> {
  const folded = word.normalize('NFKC').trim()
  const exact = await view.firms.get(folded.replace(/[\s-]/gu, '').toUpperCase())
  if (exact) return exact
  const words = folded.split(/\s+/u).filter((one) => one !== '')
  const found = words.length === 0 ? [] : await view.firms.search(words, MOST_CHOICES, 0)
  const named = found.filter(({ name }) => name === folded)
  const [only, ...others] = named.length === 1 ? named : found
  if (!only) throw new Refusal(messages.firm.none(word))
  if (others.length === 0) return only
  const buttons = found
    .map(({ name, code }) => [{ label: name, send: send(code) }])
    .filter(([button]) => Buffer.byteLength(button!.send) <= 64)
  throw new Refusal(messages.credit.whichFirm(found), buttons)
}
