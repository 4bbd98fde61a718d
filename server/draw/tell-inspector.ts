/** The private message by which an inspector learns of visits, with all that is needed to go there. */
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { loadCards } from '../../commands/visits/visit-cards.js'
import type { Button, Day, Draw, View, Visit } from '../../db/store.js'

/** More buttons than this are no help on a phone. */
const MOST_BUTTONS = 8

/** @param visits of the draw, in which the person holds a seat. */
export async function tellInspector(
  view: View,
  draw: Draw,
  person: string,
  visits: Visit[],
  { today, calendar }: { today: Day; calendar: Calendar },
): Promise<Notice> {
  const cards = await loadCards(view, visits, { reader: person, today, calendar, phones: true })
  const text = messages.assignment(draw.no!, draw.frozenPlan!.name, cards)
  const buttons: Button[][] = [
    [{ label: '收到', send: `/ack ${draw.no}` }],
    ...visits
      .slice(0, MOST_BUTTONS)
      .map((visit) => [{ label: `填报 ${visit.no}`, send: `/record ${visit.no}` }]),
  ]
  return { to: { person }, content: { text, buttons } }
}
