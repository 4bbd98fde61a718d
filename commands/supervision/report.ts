/** /report 举报: a word in confidence about a colleague's conduct, which the supervisors alone see and answer (五(三)). */
import type { ConductReport, Person } from '../../db/store.js'
import { PRIVATE, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { findPerson } from '../identity/find-person.js'
import { ledgerSalt } from '../ledger-salt.js'
import { messages } from '../messages.js'
import { refuseLarge } from '../refuse-large.js'
import { hashOf } from '../rules/draw/hash.js'
import { formatDay, officeDay } from '../rules/office-time.js'

type ReportArgs =
  | { act: 'list' }
  | { act: 'view'; id: number }
  | { act: 'answer'; id: number; text: string }
  | { act: 'report'; person: string; text: string; anonymous: boolean }

const LONGEST = 2000
/** Of one person in a day: more is no help to anybody. */
const MOST_A_DAY = 5
const MOST_LISTED = 30

export const report: Command<ReportArgs> = {
  words: ['report', '举报'],
  summary: '私下向监察人员反映执法人员的违纪行为',
  usage:
    '/report 姓名 反映的情况（证据作为附件一起发）\n/report 匿名 姓名 反映的情况（监察人员也看不到您是谁）\n/report（看自己反映的和答复；监察人员看全部）\n/report 查看 编号（监察人员）\n/report 答复 编号 内容（监察人员）',
  example: async () => messages.report.example,
  audience: { roles: 'bound', chats: PRIVATE },
  parse(rest) {
    const text = rest.trim()
    if (text === '') return { act: 'list' }
    const [, verb, n = '', more = ''] = /^(查看|答复)\s*(\S*)\s*([\s\S]*)$/u.exec(text) ?? []
    if (verb !== undefined) return readAnswer(verb, n, more)
    const [, mark, person = '', told = ''] = /^(匿名\s+)?(\S+)\s*([\s\S]*)$/u.exec(text) ?? []
    if (told === '') throw new UsageRefusal(messages.report.needsText)
    if ([...told].length > LONGEST) throw new UsageRefusal(messages.report.tooLong(LONGEST))
    return { act: 'report', person, text: told, anonymous: mark !== undefined }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'report') return take(ctx, args)
    if (args.act === 'list') return list(ctx)
    const found = await getReport(ctx, args.id)
    return args.act === 'view' ? view(ctx, found) : answer(ctx, found, args.text)
  },
  // What stands in a group is not said again by the bot.
  async misplaced(rest) {
    const isTold = /\S\s+\S/u.test(rest)
    throw new Refusal(
      isTold ? messages.report.misplaced : messages.router.wrongChat(report.words, report.audience.chats),
    )
  },
}

function readAnswer(verb: string, n: string, text: string): ReportArgs {
  const id = Number(/^\d{1,9}$/.exec(n.normalize('NFKC'))?.[0] ?? Number.NaN)
  if (Number.isNaN(id)) throw new UsageRefusal(messages.report.needsId)
  if (verb === '查看') return { act: 'view', id }
  if (text === '') throw new UsageRefusal(messages.report.needsAnswer(id))
  if ([...text].length > LONGEST) throw new UsageRefusal(messages.report.tooLong(LONGEST))
  return { act: 'answer', id, text }
}

/** Supervisors whom it is not about, and who did not bring it. */
async function findReaders({ tx }: BoundContext, about: string, by: string): Promise<Person[]> {
  return (await tx.people.withRole('supervisor')).filter(({ id }) => id !== about && id !== by)
}

async function take(
  ctx: BoundContext,
  { person, text, anonymous }: Extract<ReportArgs, { act: 'report' }>,
): Promise<Outcome> {
  const { tx, caller, now, today, office, files } = ctx
  const about = await findPerson(tx, person)
  if (about.id === caller.id) throw new Refusal(messages.report.self)
  const readers = await findReaders(ctx, about.id, caller.id)
  if (readers.length === 0) throw new Refusal(messages.report.noReader)
  refuseLarge(files)
  const own = await tx.conduct.by(caller.id)
  if (own.filter(({ at }) => officeDay(new Date(at), office.zone) === today).length >= MOST_A_DAY)
    throw new Refusal(messages.report.tooMany(MOST_A_DAY))
  const at = await tx.ledger.moment(now.toISOString())
  const id = await tx.conduct.add({ about: about.id, text, files, by: caller.id, anonymous, at })
  // That something was reported cannot be undone; who, about whom and what stands nowhere but with the supervisors.
  const salt = await ledgerSalt(ctx, `conduct/${id}`)
  const content = hashOf(['ssj/conduct', salt, about.id, text, files.map(({ hash }) => hash)])
  await tx.ledger.append('conduct.reported', 'system', { report: id, content }, at)
  const content_ = { text: messages.report.told(id), buttons: viewButton(id), secret: true }
  return {
    reply: { text: messages.report.taken(id, anonymous) },
    notices: readers.map((one) => ({ to: { person: one.id }, content: content_ })),
  }
}

const viewButton = (id: number) => [[{ label: messages.report.viewLabel, send: `/report 查看 ${id}` }]]

async function list(ctx: BoundContext): Promise<Outcome> {
  const { tx, caller, office } = ctx
  const own = await tx.conduct.by(caller.id)
  const theirs = caller.roles.includes('supervisor')
    ? (await tx.conduct.all(MOST_LISTED)).filter(({ about, by }) => about !== caller.id && by !== caller.id)
    : []
  const line = ({ id, at, answer: given }: ConductReport) => ({
    id,
    day: formatDay(officeDay(new Date(at), office.zone)),
    answer: given,
  })
  const text = [
    ...(theirs.length > 0 ? [messages.report.waiting(theirs.map(line))] : []),
    ...(own.length > 0 ? [messages.report.own(own.map(line))] : []),
  ].join('\n')
  return { reply: { text: text || messages.report.none, secret: true } }
}

/** @throws Refusal to everybody but a supervisor whom it is not about; in the same words as for one that does not exist */
async function getReport({ tx, caller }: BoundContext, id: number): Promise<ConductReport> {
  const found = await tx.conduct.get(id)
  const may = caller.roles.includes('supervisor') && found?.about !== caller.id && found?.by !== caller.id
  if (!found || !may) throw new Refusal(messages.report.unknown(id))
  return found
}

async function view({ tx, office }: BoundContext, found: ConductReport): Promise<Outcome> {
  const about = await nameOf(tx, found.about)
  const by = found.anonymous ? null : await nameOf(tx, found.by)
  const day = formatDay(officeDay(new Date(found.at), office.zone))
  const text = messages.report.card(found, about, by, day)
  return { reply: { text, files: found.files, secret: true } }
}

async function nameOf(tx: BoundContext['tx'], id: string): Promise<string> {
  const person = (await tx.people.get(id))!
  const department = await tx.departments.get(person.department)
  return messages.report.person(person.name, department?.shortName ?? person.department, id)
}

async function answer(
  ctx: BoundContext,
  { id, by, answer: before }: ConductReport,
  text: string,
): Promise<Outcome> {
  const { tx, caller, now } = ctx
  if (before !== null) throw new Refusal(messages.report.answered(id))
  const answeredAt = await tx.ledger.moment(now.toISOString())
  await tx.conduct.answer(id, { answer: text, answeredBy: caller.id, answeredAt })
  const salt = await ledgerSalt(ctx, `conduct/${id}/answer`)
  const content = hashOf(['ssj/conduct-answer', salt, text])
  await tx.ledger.append('conduct.answered', caller.id, { report: id, content }, answeredAt)
  const told = { text: messages.report.tellAnswer(id, text), secret: true }
  return {
    reply: { text: messages.report.sent(id) },
    notices: [{ to: { person: by }, content: told }],
  }
}
