/** The worker's part of a draw's run: seed, firms and inspectors; nothing is entered here. */
import { awaitsBeacon } from '../../commands/draws/draw-beacon.js'
import { readInspectors, readSeats, type SeatRow } from '../../commands/rules/draw/freeze.js'
import { drawRoster, type RosterRefusal } from '../../commands/rules/draw/roster.js'
import { type BeaconPart, seedOf } from '../../commands/rules/draw/seed.js'
import { type Rule, selectFromColumns } from '../../commands/rules/draw/select.js'
import type { FileStore } from '../../db/files.js'
import type { Draw, RosterRow, SelectedRow, Store, Witness } from '../../db/store.js'
import { readRecused, readSheet, readText } from './frozen-files.js'

export interface RunInput {
  drawId: number
}

export interface RunResult {
  seed: string
  selected: SelectedRow[]
  roster: RosterRow[] | null
  refusal: RosterRefusal | null
  seats: SeatRow[]
}

export async function runDraw(store: Store, files: FileStore, { drawId }: RunInput): Promise<RunResult> {
  const { draw, witnesses } = await store.read(async (view) => ({
    draw: (await view.draws.get(drawId))!,
    witnesses: await view.draws.witnesses(drawId),
  }))
  return computeOutcome(files, draw, witnesses)
}

async function computeOutcome(files: FileStore, draw: Draw, witnesses: Witness[]): Promise<RunResult> {
  const keys = draw.files!
  const seed = seedOf(
    draw.commitHash!,
    draw.secret!,
    witnesses.map((one) => one.line),
    beaconPart(draw),
  )
  const commit = draw.commit as { sheet: string; rules: Record<string, Rule> }
  const sheet = await readSheet(files, keys.sheet, commit.sheet)
  const selected = selectFromColumns(seed, sheet, commit.rules)
  const recused = await readRecused(files, keys)
  const visits = selected.map(([, , , firm]) => ({ firm, recused: recused.get(firm) ?? [] }))
  const seats = readSeats(await readText(files, keys.seats))
  const inspectors = readInspectors(await readText(files, keys.inspectors))
  const answer = drawRoster(seed, visits, seats, inspectors)
  return 'roster' in answer
    ? { seed, selected, roster: answer.roster, refusal: null, seats }
    : { seed, selected, roster: null, refusal: answer.refusal, seats }
}

/** @throws while the value that the commit names is still to come */
function beaconPart(draw: Draw): BeaconPart | null {
  if (awaitsBeacon(draw)) throw new Error(`draw ${draw.no} still waits for its beacon`)
  const { beacon } = draw
  if (beacon === null) return null
  return beacon.kind === 'drand'
    ? ['drand', beacon.chain, beacon.round, beacon.value]
    : ['number', beacon.name, null, beacon.value]
}
