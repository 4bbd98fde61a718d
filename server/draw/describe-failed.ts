/** What a failed draw leaves to the public (dr1 §3): all that the result would have followed from, in the words of a proof. */
import type { View } from '../../db/store.js'
import { publishCourse, readCourse } from './public-course.js'

/**
 * The lists are named by their fingerprints, as in a proof too big for one file. The seals stay closed: nobody was selected.
 * @returns null when there is no such failed draw
 */
export async function describeFailed(view: View, drawNo: string): Promise<Record<string, unknown> | null> {
  const draw = await view.draws.byNo(drawNo)
  if (draw?.state !== 'failed') return null
  const { commit, secret, cause } = draw
  const { sheet, excluded, inspectors, seats } = commit as Record<string, string>
  const witnesses = await view.draws.witnesses(draw.id)
  return {
    ...{ protocol: 'dr1', commit, secret, cause },
    files: {
      ...{ sheet: { sha256: sheet }, excluded: { sha256: excluded } },
      ...{ inspectors: { sha256: inspectors }, seats: { sha256: seats } },
    },
    witnesses: witnesses.map(({ person, text, line }) => ({ person, text, line })),
    ledger: publishCourse(await readCourse(view, draw)),
  }
}
