/** The leads that a department has sent or is to receive: what is open, and one of them whole, for both sides and nobody else. */
import type { Transfer } from '../../db/store.js'
import { type BoundContext, type Content, type Outcome, Refusal } from '../command.js'
import type { OpenTransfer } from '../messages/transferring.js'
import { messages } from '../messages.js'
import { officeDay } from '../rules/office-time.js'

const MOST_BUTTONS = 10

/** @throws Refusal where others than the caller's department read along */
export function refuseOtherGroups({ chat, caller }: BoundContext): void {
  if (chat.kind === 'department' && chat.department !== caller.department)
    throw new Refusal(messages.transfer.notHere)
}

/** @throws Refusal when there is none, or the caller's department is neither its sender nor its receiver */
export async function getTransfer({ tx, caller }: BoundContext, id: number): Promise<Transfer> {
  const one = await tx.transfers.get(id)
  if (!one) throw new Refusal(messages.transfer.unknown(id))
  if (caller.department !== one.from && caller.department !== one.to)
    throw new Refusal(messages.transfer.notOurs(id))
  return one
}

export async function listTransfers(ctx: BoundContext): Promise<Outcome> {
  const { tx, caller } = ctx
  const lines: OpenTransfer[] = []
  for (const transfer of await tx.transfers.open(caller.department)) {
    const sender = (await tx.departments.get(transfer.from))?.name ?? transfer.from
    lines.push({
      transfer,
      sender,
      isOurs: transfer.from === caller.department,
      days: daysOpen(ctx, transfer),
    })
  }
  if (lines.length === 0) return { reply: { text: messages.transfer.none } }
  const buttons = lines
    .slice(0, MOST_BUTTONS)
    .map(({ transfer: { id } }) => [{ label: messages.transfer.viewLabel(id), send: `/transfer ${id}` }])
  return { reply: { text: messages.transfer.list(lines), buttons } }
}

/** Working days since it was sent, or since it came back. */
function daysOpen({ calendar, today, office }: BoundContext, { at, returnedAt }: Transfer): number {
  return calendar.between(officeDay(new Date(returnedAt ?? at), office.zone), today)
}

export async function viewTransfer(ctx: BoundContext, id: number): Promise<Outcome> {
  const one = await getTransfer(ctx, id)
  const { text, files } = await transferCard(ctx, one)
  const isSender = one.from === ctx.caller.department
  const papers = isSender ? [...(files ?? []), ...one.ackFiles] : files
  const buttons = nextSteps(one, ctx.caller.department)
  return {
    reply: { text: `${text}\n${messages.transfer.course(one, isSender)}`, files: papers ?? [], buttons },
  }
}

/** What the receiver's group reads; nobody but both sides does. */
export async function transferCard({ tx }: BoundContext, one: Transfer): Promise<Content> {
  const visit = (await tx.visits.get(one.visit))!
  const firm = (await tx.firms.get(visit.firm))?.name ?? visit.firm
  const from = (await tx.departments.get(one.from))?.name ?? one.from
  return { text: messages.transfer.card(one, from, firm), files: one.files }
}

/** What the department may tap now: the receiver acknowledges or gives back, the sender enters an organ's receipt. */
export function nextSteps(one: Transfer, department: string): NonNullable<Content['buttons']> {
  if (one.remindOn === null || one.returnedAt !== null || department !== (one.to ?? one.from)) return []
  const confirm = { label: messages.transfer.acknowledgeLabel, send: `/transfer 收到 ${one.id}` }
  if (one.to === null) return [[confirm]]
  const reason = messages.transfer.notOurDuty
  return [[confirm], [{ label: messages.transfer.returnLabel, send: `/transfer 退回 ${one.id} ${reason}` }]]
}
