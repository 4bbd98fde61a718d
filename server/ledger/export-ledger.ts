/** Writes the whole ledger as lines of JSON that anybody can check, with the bodies that are public. */
import { isOpen } from '../../commands/rules/draw/opening.js'
import type { Day, LedgerEntry, Store, View } from '../../db/store.js'

const PIECE = 1_000

/** Bodies of these kinds hold what proofs and pages show; all others show their hash alone. */
const PUBLIC_KINDS =
  /^(draw\.|platform\.drawn$|plan\.(approved|filed|redraw-decided)$|visit\.(leaving|replaced)$|backup\.restored$)/

/** What was asked in vain is nobody's business; a seat that was opened is, with its secret. */
function isPublic({ kind, body }: LedgerEntry): boolean {
  return PUBLIC_KINDS.test(kind) || (kind === 'replacement.ended' && 'secret' in body)
}

/** Lines in pieces of at most a thousand, in the order of the ledger. @param today at the office */
export async function* exportLedger(store: Store, today: Day): AsyncGenerator<string> {
  const end = (await store.read((view) => view.ledger.head())).n
  for (let from = 1; from <= end; from += PIECE) {
    const to = Math.min(from + PIECE - 1, end)
    yield await store.read((view) => writePiece(view, from, to, today))
  }
}

async function writePiece(view: View, from: number, to: number, today: Day): Promise<string> {
  const open = new Map<string, boolean>()
  let text = ''
  for (const entry of await view.ledger.entries(from, to)) {
    const shown = isPublic(entry) && (await isDrawOpen(view, entry, today, open))
    text += `${JSON.stringify(lineOf(entry, shown))}\n`
  }
  return text
}

function lineOf({ n, at, kind, actor, bodyHash, prev, hash, body }: LedgerEntry, shown: boolean) {
  return { n, at, kind, actor, body: bodyHash, prev, hash, ...(shown ? { content: body } : {}) }
}

/** A body about no draw hides nothing of one. */
async function isDrawOpen(
  view: View,
  { body }: LedgerEntry,
  today: Day,
  known: Map<string, boolean>,
): Promise<boolean> {
  const no = typeof body.draw === 'string' ? body.draw : null
  if (no === null) return true
  const open =
    known.get(no) ?? isOpen(((await view.draws.byNo(no))?.commit?.opens ?? null) as Day | null, today)
  known.set(no, open)
  return open
}
