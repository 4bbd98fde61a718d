/** The worker's part of a replacement: who takes each seat that has its witness, by the frozen files and the seats now held. */
import { readInspectors, readSeats } from '../../commands/rules/draw/freeze.js'
import { hashOf } from '../../commands/rules/draw/hash.js'
import { replaceHolder } from '../../commands/rules/draw/replace.js'
import { type Board, giveSeat, setBoard } from '../../commands/rules/draw/roster-board.js'
import type { FileStore } from '../../db/files.js'
import type { Assignment, Draw, Replacement, Store, View, Visit } from '../../db/store.js'
import { readRecused, readText } from './frozen-files.js'

export interface ReplaceInput {
  drawId: number
}

export interface ReplaceResult {
  /** Of the seats held, as `seatsHash` gives it. */
  seen: string
  /** In the order in which they are to be entered: each stands on the one before. */
  picks: { id: number; version: number; seatName: string; inspector: string | null }[]
  /** Of visits that were recorded meanwhile: nobody takes their seats. */
  needless: { id: number; version: number }[]
}

interface Parts {
  draw: Draw
  visits: Visit[]
  held: Assignment[]
  waiting: Replacement[]
  needless: Replacement[]
}

export async function replaceInspectors(
  store: Store,
  files: FileStore,
  { drawId }: ReplaceInput,
): Promise<ReplaceResult> {
  const parts = await store.read((view) => gatherParts(view, drawId))
  const { draw, visits, held, waiting, needless } = parts
  const keys = draw.files!
  const inspectors = readInspectors(await readText(files, keys.inspectors))
  const seats = readSeats(await readText(files, keys.seats))
  const recused = await readRecused(files, keys)
  const firms = visits.map(({ firm }) => ({ firm, recused: recused.get(firm) ?? [] }))
  const board = setBoard(firms, seats, inspectors)
  const indexes = new Map(inspectors.map(({ id }, i) => [id, i]))
  const places = new Map(visits.map(({ no, index }) => [no, index * seats.length]))
  for (const { visit, seat, inspector } of held) {
    giveSeat(board, places.get(visit)! + seat, indexes.get(inspector)!)
  }
  const picks = waiting.map((one) => {
    const taken = pick(board, places.get(one.visit)! + one.seat, draw, one)
    const inspector = taken === null ? null : inspectors[taken]!.id
    return { id: one.id, version: one.version, seatName: seats[one.seat]!.name, inspector }
  })
  const ended = needless.map(({ id, version }) => ({ id, version }))
  return { seen: seatsHash(held), picks, needless: ended }
}

/** Two rosters with the same hash give the same menus. */
export function seatsHash(held: Assignment[]): string {
  return hashOf(held.map(({ visit, seat, inspector }) => [visit, seat, inspector]))
}

async function gatherParts(view: View, drawId: number): Promise<Parts> {
  const draw = (await view.draws.get(drawId))!
  const visits = await view.visits.ofDraw(draw.no!)
  const pending = new Set(visits.filter(({ state }) => state === 'pending').map(({ no }) => no))
  const all = await view.replacements.ofDraw(draw.no!)
  const witnessed = all.filter((one) => one.state === 'witnessed')
  witnessed.sort((a, b) => a.entry!.n - b.entry!.n)
  return {
    draw,
    visits,
    held: await view.visits.assignmentsOfDraw(draw.no!),
    waiting: witnessed.filter((one) => pending.has(one.visit)),
    needless: witnessed.filter((one) => !pending.has(one.visit)),
  }
}

function pick(board: Board, q: number, draw: Draw, { entry, secret, witness }: Replacement): number | null {
  const lot = { seed: draw.seed!, entry: entry!.hash, secret: secret!, line: witness!.line }
  return replaceHolder(board, q, lot)
}
