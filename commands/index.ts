/** The one list of commands, and the table of their words. */
import { ack } from './ack.js'
import { approve } from './approve.js'
import { audit } from './audit.js'
import { beacon } from './beacon.js'
import { bind } from './bind.js'
import { board } from './board.js'
import { bulletin } from './bulletin.js'
import { cancel } from './cancel.js'
import { code } from './code.js'
import type { Command } from './command.js'
import { complaint } from './complaint.js'
import { correct } from './correct.js'
import { credit } from './credit.js'
import { decide } from './decide.js'
import { digest } from './digest.js'
import { draw } from './draw.js'
import { extend } from './extend.js'
import { firm } from './firm.js'
import { form } from './form.js'
import { health } from './health.js'
import { createHelp } from './help.js'
import { here } from './here.js'
import { history } from './history.js'
import { importRegister } from './import.js'
import { items } from './items.js'
import { leave } from './leave.js'
import { list } from './list.js'
import { measure } from './measure.js'
import { plans } from './plans.js'
import { prefer } from './prefer.js'
import { preview } from './preview.js'
import { progress } from './progress.js'
import { proof } from './proof.js'
import { publish } from './publish.js'
import { record } from './record.js'
import { recuse } from './recuse.js'
import { replace } from './replace.js'
import { report } from './report.js'
import { review } from './review.js'
import { foldWord } from './rules/command-line.js'
import { settings } from './settings.js'
import { share } from './share.js'
import { tasks } from './tasks.js'
import { template } from './template.js'
import { transfer } from './transfer.js'
import { unbind } from './unbind.js'
import { verify } from './verify.js'
import { voidDraw } from './void.js'
import { who } from './who.js'
import { witness } from './witness.js'

/** In the order in which help shows them. */
export const commands: readonly Command[] = [
  preview,
  draw,
  witness,
  beacon,
  voidDraw,
  proof,
  verify,
  plans,
  approve,
  items,
  tasks,
  form,
  ack,
  record,
  review,
  decide,
  transfer,
  publish,
  correct,
  extend,
  recuse,
  replace,
  leave,
  progress,
  digest,
  measure,
  bulletin,
  share,
  board,
  firm,
  credit,
  complaint,
  list,
  history,
  audit,
  report,
  template,
  importRegister,
  who,
  bind,
  unbind,
  prefer,
  settings,
  health,
  here,
  code,
  cancel,
  createHelp(() => commands),
]

/** @throws when two commands answer to one word. */
export function indexWords(list: readonly Command[]): ReadonlyMap<string, Command> {
  const table = new Map<string, Command>()
  for (const command of list) {
    for (const word of command.words.map(foldWord)) {
      const other = table.get(word)
      if (other) throw new Error(`both ${other.words[0]} and ${command.words[0]} answer to ${word}`)
      table.set(word, command)
    }
  }
  return table
}
