/** Section 12 of the check: each replacement was announced, witnessed, and gave the seat to the one drawn by lot (dr1 §7). */
import { checkSaid } from './check-witnesses.js'
import { isHash } from './forms.js'
import { labelled } from './hash.js'
import { type Own, ownEntries } from './ledger-bodies.js'
import type { Proof, Replacement } from './proof.js'
import type { Seating } from './seating.js'
import { openStream } from './stream.js'
import { must } from './verdict.js'

/**
 * `holders` is the roster as first drawn, by seat.
 * @returns the holders after all replacements
 * @throws Mismatch
 */
export function checkReplacements(proof: Proof, seating: Seating, holders: (number | null)[]) {
  const now = [...holders]
  const ends = ownEntries(proof, 'visit.replaced')
  const { replacements } = proof
  must(
    ends.length === replacements.length,
    `留痕账本中有 ${ends.length} 次更换，证明中有 ${replacements.length} 次`,
  )
  const starts = new Map(ownEntries(proof, 'visit.leaving').map((entry) => [entry.n, entry]))
  const testimony = ownEntries(proof, 'draw.witnessed').slice(proof.commit.witnesses)
  replacements.forEach((replacement, i) => {
    const what = `第 ${i + 1} 次更换`
    const start = starts.get(replacement.entry)
    must(start !== undefined, `${what}没有对应的留痕账本记录，或与别的更换重复`)
    starts.delete(start.n)
    checkEntries(proof, { replacement, start, end: ends[i]!, testimony, what })
    fillSeat(proof, seating, now, { replacement, start, what })
  })
  checkUnfinished([...starts.values()], testimony)
  return now
}

interface Course {
  replacement: Replacement
  start: Own<'visit.leaving'>
  end: Own<'visit.replaced'>
  /** Witness entries that no replacement has used yet; the one used is taken out. */
  testimony: Own<'draw.witnessed'>[]
  what: string
}

function checkEntries(proof: Proof, { replacement, start, end, testimony, what }: Course): void {
  const { visit, seat, leaver, entry, secret, witness, inspector } = replacement
  const { content } = start
  const isAnnounced = content.visit === visit && content.seat === seat && content.leaver === leaver
  must(isAnnounced, `${what}的任务、席位或离开的人与留痕账本不同`)
  must(isHash(secret) && labelled('dr1/secret', secret) === content.secret, `${what}的秘密值与事先的指纹不符`)
  checkSaid(witness, { about: start.hash, starter: proof.ledger.entries[0]!.actor, what: `${what}的见证人` })
  const place = testimony.findIndex((one) => one.content.line === witness.line)
  const [heard] = place < 0 ? [] : testimony.splice(place, 1)
  must(heard?.actor === witness.person && heard.content.last, `${what}的见证与留痕账本不符`)
  must(start.n < heard.n && heard.n < end.n, `${what}的记录先后不对`)
  const isEnded =
    end.content.entry === entry && end.content.secret === secret && end.content.inspector === inspector
  must(isEnded, `${what}的结果与留痕账本不同`)
}

function fillSeat(
  proof: Proof,
  seating: Seating,
  now: (number | null)[],
  { replacement, start, what }: Pick<Course, 'replacement' | 'start' | 'what'>,
): void {
  const { visit, seat, leaver, secret, witness, inspector } = replacement
  must(visit < seating.visits && seat < seating.seatsPerVisit, `${what}的席位不存在`)
  const place = visit * seating.seatsPerVisit + seat
  const holder = now[place]!
  must((holder === null ? null : seating.ids[holder]) === leaver, `${what}离开的人不在这个席位上`)
  now[place] = null
  const seed = labelled('dr1/replace', proof.seed, start.hash, secret, witness.line)
  const { pick } = pickSuccessor(seed, seating, now, { place, leaver: holder })
  const expected = pick === null ? null : seating.ids[pick]
  must(inspector === expected, `${what}应由 ${expected ?? '无人'} 接替，证明中是 ${inspector ?? '无人'}`)
  now[place] = pick
}

/** `holders` by seat, the open one's null; answers numbers of inspectors, and null where the menu is empty. */
export function pickSuccessor(
  seed: string,
  seating: Seating,
  holders: (number | null)[],
  { place, leaver }: { place: number; leaver: number | null },
): { menu: number[]; pick: number | null } {
  const menu = listMenu(seating, holders, place, leaver)
  return { menu, pick: menu[Math.floor(openStream(seed, 'replace')() * menu.length)] ?? null }
}

/** Everyone lawful for the open seat who has the least load, ascending. */
function listMenu(seating: Seating, now: (number | null)[], place: number, leaver: number | null): number[] {
  const { seatsPerVisit, capacity, priorLoad } = seating
  const first = place - (place % seatsPerVisit)
  const team = now.slice(first, first + seatsPerVisit)
  const held = capacity.map(() => 0)
  for (const holder of now) if (holder !== null) held[holder]! += 1
  const lawful = seating.suited[place]!.filter(
    (one) => one !== leaver && !team.includes(one) && held[one]! < capacity[one]!,
  )
  const load = (one: number) => priorLoad[one]! + held[one]!
  const least = lawful.reduce((low, one) => Math.min(low, load(one)), Number.POSITIVE_INFINITY)
  return lawful.filter((one) => load(one) === least)
}

/** A replacement under way has perhaps been witnessed, but its words are not shown before its end. */
function checkUnfinished(open: Own<'visit.leaving'>[], testimony: Own<'draw.witnessed'>[]): void {
  for (const heard of testimony) {
    const place = open.findIndex((start) => start.n < heard.n)
    must(place >= 0 && heard.content.last, `留痕账本第 ${heard.n} 条的见证不属于任何更换`)
    open.splice(place, 1)
  }
}
