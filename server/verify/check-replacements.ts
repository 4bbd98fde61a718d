/** The replacements (dr1 §7): each one's entries, its witness, and the pick among those with the least load. */
import type { Files } from './check-files.js'
import { isHex32, isIdentifier, isWitnessText } from './forms.js'
import { hashOf } from './hash.js'
import { readBody } from './ledger-bodies.js'
import { findOwnEntries, findStarter, type OwnEntry } from './own-entries.js'
import type { Proof, Replacement } from './proof-shape.js'
import { openStream } from './random.js'
import { createRosterRules, type RosterRules } from './roster-rules.js'
import { createRosterState, NONE, type RosterState } from './roster-state.js'
import { demand } from './verdict.js'

/** @throws Mismatch replacements */
export function checkReplacements(proof: Proof, files: Files): void {
  const own = findOwnEntries(proof)
  const ends = own.filter(({ kind }) => kind === 'visit.replaced')
  holds(ends.length === proof.replacements.length, '更换人员的次数与留痕账本不一致')
  const starts = proof.replacements.map((replacement, i) => checkEntries(replacement, own, ends[i]!))
  holds(new Set(starts).size === starts.length, '同一条离任登记更换了两次')
  const waiting = own.filter(({ kind }) => kind === 'visit.leaving').length - starts.length
  const spare =
    own.filter(({ kind }) => kind === 'draw.witnessed').length - proof.witnesses.length - starts.length
  holds(spare >= 0 && spare <= waiting, '更换人员的见证与离任登记对不上')

  const rules = createRosterRules(proof, files)
  const state = createFirstState(proof, rules)
  for (const [i, replacement] of proof.replacements.entries()) {
    checkWitness(proof, replacement, starts[i]!, own)
    replay(proof.seed, replacement, starts[i]!, rules, state)
  }
}

function holds(ok: boolean, reason: string): void {
  demand(ok, 'replacements', reason)
}

/** @returns the entry with which the replacement began */
function checkEntries(claimed: Replacement, own: OwnEntry[], end: OwnEntry): OwnEntry {
  const { entry, secret, inspector } = readBody(end, 'visit.replaced')
  const same = entry === claimed.entry && secret === claimed.secret && inspector === claimed.inspector
  holds(same, `更换人员与留痕账本第 ${end.n} 条不符`)
  const start = own.find(({ n, kind }) => n === entry && kind === 'visit.leaving')
  holds(start !== undefined && start.n < end.n, `留痕账本第 ${end.n} 条没有对应的离任登记`)
  const body = readBody(start, 'visit.leaving')
  const { visit, seat, leaver } = claimed
  const asEntered = body.visit === visit && body.seat === seat && body.leaver === leaver
  holds(asEntered && isIdentifier(body.reason), `更换人员与留痕账本第 ${entry} 条的离任登记不符`)
  const promised = isHex32(secret) && hashOf('dr1/secret', secret) === body.secret
  holds(promised, `留痕账本第 ${entry} 条更换的秘密与承诺不符`)
  return start!
}

function checkWitness(proof: Proof, { witness, entry }: Replacement, start: OwnEntry, own: OwnEntry[]): void {
  const { person, text, line } = witness
  holds(isIdentifier(person) && person !== 'system', `留痕账本第 ${entry} 条更换的见证人编号不合规`)
  holds(person !== findStarter(proof), `留痕账本第 ${entry} 条更换的见证人就是抽取的发起人`)
  holds(isWitnessText(text), `留痕账本第 ${entry} 条更换的见证人的话不在 1–500 字之间`)
  const expected = hashOf('dr1/witness', start.hash, person, text)
  holds(line === expected, `留痕账本第 ${entry} 条更换的见证人的话与其哈希不符`)
  const end = own.find(({ kind, shown }) => kind === 'visit.replaced' && shown.entry === entry)!
  const between = own.filter(({ n, kind }) => kind === 'draw.witnessed' && n > start.n && n < end.n)
  const spoken = between.some(({ actor, shown }) => shown.line === line && actor === person)
  holds(spoken, `留痕账本第 ${entry} 条更换的见证没有记入`)
}

/** The roster as first drawn; without one every seat is empty. */
function createFirstState({ roster }: Proof, rules: RosterRules): RosterState {
  const state = createRosterState(rules)
  const index = new Map(rules.inspectors.map(([id], i) => [id, i]))
  if (roster) state.move(roster.map(([, , id], seat) => [seat, index.get(id)!]))
  return state
}

function replay(
  seed: string,
  replacement: Replacement,
  { hash }: OwnEntry,
  rules: RosterRules,
  state: RosterState,
): void {
  const { visit, seat: row, entry, leaver, secret, witness } = replacement
  holds(visit < rules.visits && row < rules.seatsPerVisit, `留痕账本第 ${entry} 条更换的席位不存在`)
  const seat = visit * rules.seatsPerVisit + row
  const before = state.holder(seat)
  const holder = before === NONE ? null : rules.inspectors[before]![0]
  holds(leaver === holder, `留痕账本第 ${entry} 条的离任人员当时并不担任这个席位`)
  const { pick } = pickSuccessor(hashOf('dr1/replace', seed, hash, secret, witness.line), rules, state, seat)
  const id = pick === undefined ? null : rules.inspectors[pick]![0]
  holds(replacement.inspector === id, `留痕账本第 ${entry} 条应由 ${id ?? '空缺'} 接替`)
  if (pick !== undefined) state.move([[seat, pick]])
}

/** Opens the seat and draws its next holder under S′; nobody where the menu is empty. */
export function pickSuccessor(
  seed: string,
  rules: RosterRules,
  state: RosterState,
  seat: number,
): { menu: number[]; pick: number | undefined } {
  const before = state.holder(seat)
  state.empty(seat)
  const menu = findLeastLoaded(rules, state, seat, before)
  const next = openStream(seed, 'replace')
  return { menu, pick: menu[Math.floor(next() * menu.length)] }
}

/** Of all who may lawfully take the seat. */
function findLeastLoaded(rules: RosterRules, state: RosterState, seat: number, barred: number): number[] {
  const lawful = [...rules.inspectors.keys()].filter(
    (inspector) =>
      inspector !== barred &&
      rules.fits(inspector, seat) &&
      state.hasRoom(inspector) &&
      state.seatIn(inspector, rules.visitOf(seat)) === NONE,
  )
  const least = lawful.reduce(
    (min, inspector) => Math.min(min, state.load(inspector)),
    Number.POSITIVE_INFINITY,
  )
  return lawful.filter((inspector) => state.load(inspector) === least)
}
