/** Who takes a seat after its holder has left it: by lot among the least loaded who may hold it (dr1 §7). */
import { hashOf } from './hash.js'
import { type Board, emptySeat, giveSeat, mayHold, seatBeside } from './roster-board.js'
import { stream } from './seed.js'

/** What a replacement's seed S′ is made of: the draw's S, the hash of its `visit.leaving` entry, its secret and its witness's line. */
export type ReplacementLot = { seed: string; entry: string; secret: string; line: string }

/** S′. */
export function replacementSeed({ seed, entry, secret, line }: ReplacementLot): string {
  return hashOf(['dr1/replace', seed, entry, secret, line])
}

/**
 * Opens seat q and gives it to whom the lot names; the board is left as it then stands.
 * @returns the index of the inspector who takes it, or null when nobody may: the seat stays empty.
 */
export function replaceHolder(board: Board, q: number, lot: ReplacementLot): number | null {
  const leaver = board.holder[q] as number
  emptySeat(board, q)
  const menu = leastLoaded(board, q, leaver)
  const next = stream(replacementSeed(lot), 'replace')
  const taken = menu[Math.floor(next() * menu.length)]
  if (taken === undefined) return null
  giveSeat(board, q, taken)
  return taken
}

/** The menu of the empty seat q, ascending; the leaver is barred, and whoever is full, unfit, recused, or sits in that visit already. */
export function leastLoaded(board: Board, q: number, leaver: number): number[] {
  let least = Number.POSITIVE_INFINITY
  let menu: number[] = []
  for (const [i, load] of board.load.entries()) {
    if (i === leaver || load > least || board.room[i]! <= 0) continue
    if (!mayHold(board, q, i) || seatBeside(board, q, i) >= 0) continue
    if (load < least) menu = []
    least = load
    menu.push(i)
  }
  return menu
}
