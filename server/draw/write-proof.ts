/** The proof of a drawn draw: everything that a stranger needs to run it again (dr1 §9). */
import { saltOf } from '../../commands/rules/draw/freeze.js'
import { jcs } from '../../commands/rules/draw/hash.js'
import type { FileStore } from '../../db/files.js'
import type { ArrivedBeacon, Draw, LedgerEntry, Replacement, Store, View, Witness } from '../../db/store.js'
import { readRecused, readText } from './frozen-files.js'
import { listReplacements } from './list-replacements.js'

interface Parts {
  draw: Draw
  witnesses: Witness[]
  entries: LedgerEntry[]
  replacements: Replacement[]
}

/** @returns JCS and one line feed, or null when there is no such drawn draw. */
export async function writeProof(store: Store, files: FileStore, drawNo: string): Promise<string | null> {
  const parts = await store.read((view) => gatherParts(view, drawNo))
  if (!parts) return null
  const { draw, witnesses, entries, replacements } = parts
  const keys = draw.files!
  const recused = await readRecused(files, keys)
  const proof = {
    protocol: 'dr1',
    commit: draw.commit,
    files: {
      sheet: await readText(files, keys.sheet),
      excluded: await readText(files, keys.excluded),
      inspectors: await readText(files, keys.inspectors),
      seats: await readText(files, keys.seats),
    },
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
    replacements: listReplacements(ownOf(entries, drawNo), replacements),
    ledger: { entries: entries.map(toPublicEntry), bodies: bodiesOf(entries, drawNo) },
  }
  return `${jcs(proof)}\n`
}

async function gatherParts(view: View, drawNo: string): Promise<Parts | null> {
  const draw = await view.draws.byNo(drawNo)
  if (draw?.state !== 'drawn') return null
  const { registry } = draw.commit as { registry: { n: number } }
  const head = await view.ledger.head()
  const later = await view.ledger.entries(registry.n + 1, head.n)
  const own = ownOf(later, drawNo)
  const [first, last] = [own[0]!.n, own.at(-1)!.n]
  return {
    draw,
    witnesses: await view.draws.witnesses(draw.id),
    entries: later.filter((entry) => entry.n >= first && entry.n <= last),
    replacements: await view.replacements.ofDraw(drawNo),
  }
}

function ownOf(entries: LedgerEntry[], drawNo: string): LedgerEntry[] {
  return entries.filter((entry) => entry.body.draw === drawNo)
}

/** Who entered and confirmed a number stands in the ledger. */
function toPublicBeacon(beacon: ArrivedBeacon | null) {
  if (beacon?.kind !== 'number') return beacon
  const { kind, name, value } = beacon
  return { kind, name, value }
}

function toPublicEntry({ n, at, kind, actor, bodyHash, prev, hash }: LedgerEntry) {
  return { n, at, kind, actor, body: bodyHash, prev, hash }
}

/** Other draws' and other work's entries show their hash alone. */
function bodiesOf(entries: LedgerEntry[], drawNo: string): Record<string, unknown> {
  return Object.fromEntries(ownOf(entries, drawNo).map((entry) => [String(entry.n), entry.body]))
}
