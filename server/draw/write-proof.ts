/** The proof of a drawn draw: everything that a stranger needs to run it again (dr1 §9). */
import { saltOf } from '../../commands/rules/draw/freeze.js'
import { jcs } from '../../commands/rules/draw/hash.js'
import type { FileStore } from '../../db/files.js'
import type { ArrivedBeacon, Draw, Replacement, Store, View, Witness } from '../../db/store.js'
import { readChunks, readRecused } from './frozen-files.js'
import { listReplacements } from './list-replacements.js'
import { type Course, publishCourse, readCourse } from './public-course.js'

interface Parts {
  draw: Draw
  witnesses: Witness[]
  course: Course
  replacements: Replacement[]
}

/** In the order of canonical keys. */
const FILES = ['excluded', 'inspectors', 'seats', 'sheet'] as const
/** Rows of the sheet up to which a proof holds the frozen files' texts; beyond, it names them by hash. */
const MOST_ROWS = 1_000_000

/** @returns JCS and one line feed, in parts, or null when there is no such drawn draw. */
export async function writeProof(
  store: Store,
  files: FileStore,
  drawNo: string,
  mostRows = MOST_ROWS,
): Promise<AsyncIterable<string> | null> {
  const parts = await store.read((view) => gatherParts(view, drawNo))
  if (!parts) return null
  const { draw, witnesses, course, replacements } = parts
  const keys = draw.files!
  const recused = await readRecused(files, keys)
  const proof = {
    protocol: 'dr1',
    commit: draw.commit,
    witnesses: witnesses.map(({ person, text, line }) => ({ person, text, line })),
    beacon: toPublicBeacon(draw.beacon),
    secret: draw.secret,
    seed: draw.seed,
    selected: draw.selected,
    openings: draw.selected!.map(([, , , firm]) => [
      firm,
      saltOf(draw.saltKey!, firm),
      recused.get(firm) ?? [],
    ]),
    roster: draw.roster,
    refusal: draw.refusal,
    replacements: listReplacements(course.own, replacements),
    ledger: publishCourse(course),
  }
  const rows = draw.summary!.strata.reduce((sum, { firms }) => sum + firms, 0)
  return spell(proof, rows > mostRows ? spellHashes(draw) : spellTexts(draw, files))
}

/** Canonical keys are sorted: two stand before `files`, all others behind. */
async function* spell(
  { beacon, commit, ...others }: Record<string, unknown>,
  files: AsyncIterable<string>,
): AsyncGenerator<string> {
  yield `${jcs({ beacon, commit }).slice(0, -1)},"files":`
  yield* files
  yield `,${jcs(others).slice(1)}\n`
}

async function* spellHashes({ commit }: Draw): AsyncGenerator<string> {
  const named = FILES.map((name) => [name, { sha256: commit![name] }])
  yield jcs(Object.fromEntries(named))
}

/** A sheet can be longer than a string may be once it stands in one with everything else. */
async function* spellTexts(draw: Draw, files: FileStore): AsyncGenerator<string> {
  for (const [i, name] of FILES.entries()) {
    yield `${i === 0 ? '{' : ','}"${name}":"`
    for await (const chunk of readChunks(files, draw.files![name], draw.commit![name] as string)) {
      yield JSON.stringify(chunk).slice(1, -1)
    }
    yield '"'
  }
  yield '}'
}

async function gatherParts(view: View, drawNo: string): Promise<Parts | null> {
  const draw = await view.draws.byNo(drawNo)
  if (draw?.state !== 'drawn') return null
  return {
    draw,
    witnesses: await view.draws.witnesses(draw.id),
    course: await readCourse(view, draw),
    replacements: await view.replacements.ofDraw(drawNo),
  }
}

/** Who entered and confirmed a number stands in the ledger. */
function toPublicBeacon(beacon: ArrivedBeacon | null) {
  if (beacon?.kind !== 'number') return beacon
  const { kind, name, value } = beacon
  return { kind, name, value }
}
