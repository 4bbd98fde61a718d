/** The one list of commands, and the table of their words. */

import type { Command } from './command.js'
import { complaint } from './credit/complaint.js'
import { credit } from './credit/credit.js'
import { list } from './credit/list.js'
import { beacon } from './draws/beacon.js'
import { draw } from './draws/draw.js'
import { preview } from './draws/preview.js'
import { proof } from './draws/proof.js'
import { verify } from './draws/verify.js'
import { voidDraw } from './draws/void.js'
import { witness } from './draws/witness.js'
import { bind } from './identity/bind.js'
import { code } from './identity/code.js'
import { here } from './identity/here.js'
import { prefer } from './identity/prefer.js'
import { unbind } from './identity/unbind.js'
import { who } from './identity/who.js'
import { approve } from './plans/approve.js'
import { plans } from './plans/plans.js'
import { firm } from './registries/firm.js'
import { history } from './registries/history.js'
import { importRegister } from './registries/import.js'
import { items } from './registries/items.js'
import { leave } from './registries/leave.js'
import { template } from './registries/template.js'
import { correct } from './results/correct.js'
import { decide } from './results/decide.js'
import { publish } from './results/publish.js'
import { review } from './results/review.js'
import { transfer } from './results/transfer.js'
import { foldWord } from './rules/command-line.js'
import { recuse } from './seats/recuse.js'
import { replace } from './seats/replace.js'
import { cancel } from './service/cancel.js'
import { health } from './service/health.js'
import { createHelp } from './service/help.js'
import { settings } from './service/settings.js'
import { audit } from './supervision/audit.js'
import { board } from './supervision/board.js'
import { bulletin } from './supervision/bulletin.js'
import { digest } from './supervision/digest.js'
import { measure } from './supervision/measure.js'
import { report } from './supervision/report.js'
import { share } from './supervision/share.js'
import { ack } from './visits/ack.js'
import { extend } from './visits/extend.js'
import { form } from './visits/form.js'
import { progress } from './visits/progress.js'
import { record } from './visits/record.js'
import { tasks } from './visits/tasks.js'

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
