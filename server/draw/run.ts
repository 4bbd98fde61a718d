/** The worker's part of a draw's run: seed, firms, inspectors, and the papers; nothing is entered here. */
import { awaitsBeacon } from '../../commands/draw-beacon.js'
import { messages } from '../../commands/messages.js'
import { readInspectors, readSeats, type SeatRow } from '../../commands/rules/draw/freeze.js'
import { drawRoster, type RosterRefusal } from '../../commands/rules/draw/roster.js'
import { type BeaconPart, seedOf } from '../../commands/rules/draw/seed.js'
import { type Rule, selectFromColumns } from '../../commands/rules/draw/select.js'
import { readColumns } from '../../commands/rules/draw/sheet.js'
import type { FileStore } from '../../db/files.js'
import type { Draw, FileRef, RosterRow, SelectedRow, Store, Witness } from '../../db/store.js'
import { writeDrawList } from '../documents/draw-list.js'
import { writeDrawRecord } from '../documents/draw-record.js'
import { type DrawPictures, keepPictures } from './draw-pictures.js'
import { readBytes, readRecused, readText } from './frozen-files.js'
import { gatherPapers } from './gather-papers.js'

export interface RunInput {
  drawId: number
  /** The moment that the result will carry. */
  now: string
  zone: string
  /** As in the office's settings. */
  publicUrl: string | null
}

export interface RunResult {
  seed: string
  selected: SelectedRow[]
  roster: RosterRow[] | null
  refusal: RosterRefusal | null
  seats: SeatRow[]
  papers: FileRef[]
  pictures: DrawPictures
}

export async function runDraw(store: Store, files: FileStore, input: RunInput): Promise<RunResult> {
  const { draw, witnesses } = await store.read(async (view) => ({
    draw: (await view.draws.get(input.drawId))!,
    witnesses: await view.draws.witnesses(input.drawId),
  }))
  const outcome = await computeOutcome(files, draw, witnesses)
  return { ...outcome, ...(await writePapers(store, files, draw, outcome, input)) }
}

type Outcome = Omit<RunResult, 'papers' | 'pictures'>

async function computeOutcome(files: FileStore, draw: Draw, witnesses: Witness[]): Promise<Outcome> {
  const keys = draw.files!
  const seed = seedOf(
    draw.commitHash!,
    draw.secret!,
    witnesses.map((one) => one.line),
    beaconPart(draw),
  )
  const sheet = readColumns(await readBytes(files, keys.sheet))
  const selected = selectFromColumns(seed, sheet, draw.commit!.rules as Record<string, Rule>)
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

async function writePapers(
  store: Store,
  files: FileStore,
  draw: Draw,
  outcome: Outcome,
  input: RunInput,
): Promise<Pick<RunResult, 'papers' | 'pictures'>> {
  const data = await store.read((view) => gatherPapers(view, draw, outcome, input))
  const papers = [
    await keepPaper(files, await writeDrawRecord(data), messages.papers.record(data.drawNo), 'docx'),
    await keepPaper(files, await writeDrawList(data), messages.papers.list(data.drawNo), 'xlsx'),
  ]
  return { papers, pictures: await keepPictures(files, data, input.publicUrl) }
}

const MIME = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

async function keepPaper(
  files: FileStore,
  bytes: Buffer,
  name: string,
  type: keyof typeof MIME,
): Promise<FileRef> {
  return { hash: await files.put(bytes), name: `${name}.${type}`, mime: MIME[type], size: bytes.length }
}
