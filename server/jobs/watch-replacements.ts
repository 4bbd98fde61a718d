/** Replacements that wait: for a witness remembered to the group, after ten minutes and then daily; for a leader, daily. */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { numberToWrite } from '../../commands/draws/waiting-draws.js'
import { messages } from '../../commands/messages.js'
import { askAgain } from '../../commands/seats/ask-replacement.js'
import type { Replacement, ReplacementState, Tx } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'

const REMEMBER_AFTER = 10 * 60_000
const DAY = 24 * 60 * 60_000
const WAITING: ReplacementState[] = ['asked', 'leaving']

export const watchReplacements: PeriodicJob = async ({ store, platforms }, now) => {
  const waiting = await store.read((view) => view.replacements.inStates(WAITING))
  if (!waiting.some((one) => isDue(one, now))) return
  await store.write(async (tx) => {
    const due = (await tx.replacements.inStates(WAITING)).filter((one) => isDue(one, now))
    const remindedAt = now.toISOString()
    for (const one of due) await tx.replacements.advance(one.id, one.version, { remindedAt })
    await deliver(tx, platforms, [...(await remindGroups(tx, due)), ...(await askLeaders(tx, due, now))], now)
  })
}

/** A reminder before the seat was opened was another one. */
function isDue({ state, askedAt, enteredAt, remindedAt }: Replacement, now: Date): boolean {
  const since = (at: string) => now.getTime() - Date.parse(at)
  if (state === 'asked') return since(remindedAt ?? askedAt) >= DAY
  if (remindedAt !== null && remindedAt > enteredAt!) return since(remindedAt) >= DAY
  return since(enteredAt!) >= REMEMBER_AFTER
}

async function remindGroups(tx: Tx, due: Replacement[]): Promise<Notice[]> {
  const visits = new Map<string, string[]>()
  for (const { state, draw, visit } of due) {
    if (state === 'leaving') visits.set(draw, [...(visits.get(draw) ?? []), visit])
  }
  const notices: Notice[] = []
  for (const [no, nos] of visits) {
    const draw = (await tx.draws.byNo(no))!
    const text = messages.replace.reminder(no, [...new Set(nos)], await numberToWrite(tx, draw))
    notices.push({ to: { chat: draw.chat }, content: { text }, quiet: true })
  }
  return notices
}

async function askLeaders(tx: Tx, due: Replacement[], now: Date): Promise<Notice[]> {
  const notices: Notice[] = []
  for (const one of due) if (one.state === 'asked') notices.push(...(await askAgain(tx, one, now)))
  return notices
}
