/** /beacon 信标: a clerk enters the public number that a draw waits for, a supervisor confirms it (dr1 §3). */
import type { Draw, View } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import type { WaitingNumber } from '../messages/beacon.js'
import { messages } from '../messages.js'
import { readDigits } from '../rules/draw/public-number.js'
import { readDrawNo } from '../rules/numbers.js'
import { formatMoment } from '../rules/office-time.js'
import { decideNumber } from './decide-number.js'
import { announcedBeacon, awaitsBeacon, BEACON_ENDS_AFTER, beaconDueAt } from './draw-beacon.js'
import { isOwnDraw } from './drawable.js'

type BeaconArgs =
  | { act: 'enter'; draw: string | null; typed: string }
  | { act: 'confirm' | 'decline'; draw: string | null; typed: string }

const DECISIONS: Record<string, 'confirm' | 'decline'> = { 确认: 'confirm', 不符: 'decline' }

export const beacon: Command<BeaconArgs> = {
  words: ['beacon', '信标'],
  summary: '录入抽取所等的公开号码，由监察人员确认',
  usage:
    '/beacon 号码\n/beacon 抽取编号 号码\n/beacon 确认 抽取编号（监察人员）\n/beacon 不符 抽取编号（监察人员）',
  async example({ tx }) {
    const draw = (await waitingNumbers(tx))[0]
    return messages.beacon.example(draw ? toWaiting(draw) : { draw: 'CQ2026-003', name: '', digits: 7 })
  },
  audience: { roles: ['office', 'supervisor'], chats: BOUND_CHATS },
  parse(rest) {
    const text = rest.normalize('NFKC').trim()
    const [, decision, about = ''] = /^(确认|不符)(?:\s+(.*))?$/s.exec(text) ?? []
    const words = decision ? about : text
    const [first = ''] = words.split(/\s/, 1)
    const draw = readDrawNo(first)
    const typed = draw ? words.slice(first.length).trim() : words
    if (decision) return { act: DECISIONS[decision]!, draw, typed }
    if (typed === '') throw new UsageRefusal(messages.beacon.usage)
    return { act: 'enter', draw, typed }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    const role = args.act === 'enter' ? 'office' : 'supervisor'
    if (!ctx.caller.roles.includes(role)) {
      throw new Refusal(role === 'office' ? messages.beacon.onlyOffice : messages.beacon.onlySupervisor)
    }
    const found = await findDraw(ctx, args.draw)
    return args.act === 'enter'
      ? enter(ctx, found, args.typed)
      : decideNumber(ctx, found, args.act, args.typed)
  },
}

async function waitingNumbers(view: View): Promise<Draw[]> {
  const closed = await view.draws.inStates(['closed'])
  return closed.filter((draw) => awaitsBeacon(draw) && announcedBeacon(draw)?.kind === 'number')
}

/** The draw meant; its number is needed only where several wait. */
async function findDraw({ tx }: BoundContext, no: string | null): Promise<Draw> {
  const waiting = await waitingNumbers(tx)
  if (waiting.length === 0) throw new Refusal(messages.beacon.none)
  if (no === null && waiting.length > 1) {
    throw new Refusal(messages.beacon.several(waiting.map(toWaiting)))
  }
  const found = no === null ? waiting[0] : waiting.find((one) => one.no === no)
  if (!found) throw new Refusal(messages.beacon.notWaiting(no!))
  return found
}

async function enter(ctx: BoundContext, found: Draw, typed: string): Promise<Outcome> {
  const { tx, caller } = ctx
  const waiting = toWaiting(found)
  if (!(await isOwnDraw(tx, caller, found))) throw new Refusal(messages.beacon.notYours(waiting.draw))
  checkTime(ctx, found, waiting)
  if (found.beacon) throw new Refusal(messages.beacon.alreadyEntered(waiting.draw, found.beacon.value))
  const value = readDigits(typed, waiting.digits)
  if (value === null) throw new Refusal(messages.beacon.wrongDigits(waiting))
  const { name } = waiting
  const entered = { kind: 'number', name, value, enteredBy: caller.id, confirmedBy: null } as const
  await tx.draws.advance(found.id, found.version, { beacon: entered })
  return askSupervisors(ctx, waiting, value)
}

function checkTime({ now, office }: BoundContext, found: Draw, { draw, name }: WaitingNumber): void {
  const late = now.getTime() - beaconDueAt(found)
  const expected = formatMoment(new Date(beaconDueAt(found)), office.zone)
  if (late < 0) throw new Refusal(messages.beacon.tooEarly(draw, name, expected))
  if (late >= BEACON_ENDS_AFTER) throw new Refusal(messages.beacon.tooLate(draw))
}

async function askSupervisors(
  { tx, caller }: BoundContext,
  waiting: WaitingNumber,
  value: string,
): Promise<Outcome> {
  const about = `${waiting.draw} ${value}`
  const text = messages.beacon.confirmRequest(waiting, value, caller.name)
  const buttons = [
    [
      { label: '确认', send: `/beacon 确认 ${about}` },
      { label: '不符', send: `/beacon 不符 ${about}` },
    ],
  ]
  const supervisors = (await tx.people.withRole('supervisor')).filter(({ id }) => id !== caller.id)
  return {
    reply: { text: messages.beacon.entered(waiting.draw, value) },
    notices: supervisors.map(({ id }) => ({ to: { person: id }, content: { text, buttons } })),
  }
}

/** @param draw waits for a public number */
function toWaiting(draw: Draw): WaitingNumber {
  const announced = announcedBeacon(draw)
  if (announced?.kind !== 'number') throw new Error(`draw ${draw.id} waits for no number`)
  return { draw: draw.no!, name: announced.name, digits: announced.digits }
}
