/** What the bot knows while it answers: the commands by word, the calendar's source and the installation's settings. */
import type { Command, OfficeSettings } from '../commands/command.js'
import type { CalendarSource } from './calendar-source.js'

export interface Desk {
  commands: readonly Command[]
  /** Every command by each of its words, lower-case. */
  words: ReadonlyMap<string, Command>
  office: OfficeSettings
  calendar: CalendarSource
  randomHex(bytes: number): string
}
