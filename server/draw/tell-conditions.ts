/** What a commit's message adds where the draw waits for a public value, or its proof opens later. */
import { BEACON_ENDS_AFTER } from '../../commands/draws/draw-beacon.js'
import { messages } from '../../commands/messages.js'
import type { CommitDocument } from '../../commands/rules/draw/commit.js'
import { formatMoment } from '../../commands/rules/office-time.js'

/** One line each; none for a draw that depends on its witnesses alone and is open at once. */
export function tellConditions({ beacon, opens }: CommitDocument, zone: string): string[] {
  const lines: string[] = []
  if (beacon?.kind === 'drand') lines.push(messages.beacon.announcedDrand(beacon.delay))
  if (beacon?.kind === 'number') {
    const expected = new Date(beacon.expected)
    const until = new Date(expected.getTime() + BEACON_ENDS_AFTER)
    lines.push(
      messages.beacon.announcedNumber(beacon, formatMoment(expected, zone), formatMoment(until, zone)),
    )
  }
  if (opens !== null) lines.push(messages.beacon.opens(opens))
  return lines
}
