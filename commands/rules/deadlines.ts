/** When a visit's inspectors are reminded: 5, 3, 1 and 0 working days before the due day, then daily with a card. */
import type { Calendar } from './calendar.js'
import { addDays } from './office-time.js'

const DAYS_BEFORE = [5, 3, 1, 0] as const
/** The working day of delay on which the yellow card turns red and the leader hears of it. */
const RED_FROM = 3

/** `days` are working days left until, or gone since, the due day. A red card also tells the leader. */
export type Stage =
  | { kind: 'before'; days: (typeof DAYS_BEFORE)[number] }
  | { kind: 'overdue'; days: number; card: 'yellow' | 'red' }

/**
 * The day on which a stage begins. When the due day is no working day, the last working day before it takes its place
 * for the reminders, so that something can still be done, and the first one after it is the first of delay.
 */
export function stageDay(stage: Stage, due: string, calendar: Calendar): string {
  if (stage.kind === 'overdue') return calendar.add(due, stage.days).day
  return calendar.add(addDays(due, 1), -(stage.days + 1)).day
}

/** The newest stage that has begun by `today`; null when none has. */
export function stageOn(today: string, due: string, calendar: Calendar): Stage | null {
  const delay = today > due ? calendar.between(due, today) : 0
  if (delay > 0) return { kind: 'overdue', days: delay, card: delay >= RED_FROM ? 'red' : 'yellow' }
  const begun = beforeStages().filter((stage) => stageDay(stage, due, calendar) <= today)
  return begun.at(-1) ?? null
}

/** The first day after `today` on which a new stage begins; there always is one, as a delay grows daily. */
export function nextStageDay(today: string, due: string, calendar: Calendar): string {
  const days = beforeStages().map((stage) => stageDay(stage, due, calendar))
  return days.find((day) => day > today) ?? calendar.add(today > due ? today : due, 1).day
}

/** The day of the first reminder of a new visit: stages that began by the draw's day are told by the draw itself. */
export function firstStageDay(drawn: string, due: string, calendar: Calendar): string {
  return nextStageDay(drawn, due, calendar)
}

/** In the order in which they begin. */
function beforeStages(): Stage[] {
  return DAYS_BEFORE.map((days) => ({ kind: 'before', days }))
}
