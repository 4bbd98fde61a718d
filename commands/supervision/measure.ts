/** /measure 工作任务: what the policy's timetable asks of the departments, how far they are, and what is done (附件2, 五(四)). */
import type { Department, Measure, View } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import type { MeasureState } from '../messages/measuring.js'
import { messages } from '../messages.js'
import { refuseLarge } from '../refuse-large.js'
import { hashOf } from '../rules/draw/hash.js'
import { responsibleFor } from '../rules/measures.js'

type MeasureArgs =
  | { act: 'list'; all: boolean }
  | { act: 'view'; no: string }
  | { act: 'report'; no: string; percent: number; note: string }
  | { act: 'confirm'; no: string; department: string }

const LONGEST = 500

export const measure: Command<MeasureArgs> = {
  words: ['measure', '工作任务'],
  summary: '查看方案规定的工作任务，报告进展，确认办结',
  usage:
    '/measure（本部门的）\n/measure 全部\n/measure 序号\n/measure 序号 进展 50% 说明（材料作为附件一起发）\n/measure 办结 序号 部门（领导小组办公室）',
  example: async () => messages.measure.example,
  audience: { roles: ['office', 'leader', 'supervisor'], chats: BOUND_CHATS },
  parse(rest) {
    const words = rest.trim().split(/\s+/u)
    const [first = '', second = '', third = '', ...more] = words
    if (first === '' || first === '全部') return { act: 'list', all: first !== '' }
    if (first === '办结') {
      if (third === '' || more.length > 0) throw new UsageRefusal(messages.measure.needsDepartment)
      return { act: 'confirm', no: fold(second), department: third }
    }
    if (second === '') return { act: 'view', no: fold(first) }
    const percent = Number(/^(\d{1,3})%?$/.exec(fold(third))?.[1] ?? Number.NaN)
    if (second !== '进展' || !(percent <= 100)) throw new UsageRefusal(messages.measure.needsPercent(first))
    const note = more.join(' ')
    if ([...note].length > LONGEST) throw new UsageRefusal(messages.measure.tooLong(LONGEST))
    return { act: 'report', no: fold(first), percent, note }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'list') return listMeasures(ctx, args.all)
    const state = await getMeasure(ctx.tx, args.no)
    if (args.act === 'view') return { reply: { text: messages.measure.card(state, ctx.today) } }
    return args.act === 'report' ? enter(ctx, state, args) : confirm(ctx, state, args.department)
  },
}

const fold = (word: string) => word.normalize('NFKC')

export async function loadMeasures(view: View): Promise<MeasureState[]> {
  const departments = await view.departments.all()
  const states: MeasureState[] = []
  for (const one of await view.measures.all()) states.push(await stateOf(view, one, departments))
  return states
}

async function stateOf(view: View, one: Measure, all: Department[]): Promise<MeasureState> {
  const own = all.filter(({ code }) => one.departments.includes(code))
  const reports = await view.measures.progress(one.no)
  const departments = (own.length > 0 ? own : responsibleFor(one.units, all)).map((department) => ({
    department,
    progress: reports.find((report) => report.department === department.code),
  }))
  return { measure: one, departments }
}

/** Those who have not had it confirmed that they are done. */
export function openOf({ departments }: MeasureState): MeasureState['departments'] {
  return departments.filter(({ progress }) => !progress?.confirmedBy)
}

/** @throws Refusal */
async function getMeasure(view: View, no: string): Promise<MeasureState> {
  const found = await view.measures.get(no)
  if (!found) throw new Refusal(messages.measure.unknown(no))
  return stateOf(view, found, await view.departments.all())
}

async function listMeasures({ tx, caller, today }: BoundContext, all: boolean): Promise<Outcome> {
  const states = await loadMeasures(tx)
  const own = states.filter(({ departments }) =>
    departments.some(({ department }) => department.code === caller.department),
  )
  const shown = all ? states : own
  if (shown.length === 0) return { reply: { text: messages.measure.none(states.length) } }
  return { reply: { text: messages.measure.list(shown, all ? null : caller.department, today) } }
}

async function enter(
  ctx: BoundContext,
  { measure: { no }, departments }: MeasureState,
  { percent, note }: Extract<MeasureArgs, { act: 'report' }>,
): Promise<Outcome> {
  const { tx, caller, now, files } = ctx
  const own = departments.find(({ department }) => department.code === caller.department)
  if (!own) throw new Refusal(messages.measure.notYours(no))
  if (own.progress?.confirmedBy) throw new Refusal(messages.measure.doneAlready(no))
  refuseLarge(files)
  const at = await tx.ledger.moment(now.toISOString())
  const row = { measure: no, department: caller.department, percent, note, files, by: caller.id, at }
  await tx.measures.report(row)
  const content = hashOf(['ssj/measure', note, files.map(({ hash }) => hash)])
  const body = { measure: no, department: caller.department, percent, content }
  await tx.ledger.append('measure.reported', caller.id, body, at)
  const text = messages.measure.reported(no, own.department.shortName, percent, note)
  const buttons =
    percent === 100
      ? [[{ label: messages.measure.confirmLabel, send: `/measure 办结 ${no} ${caller.department}` }]]
      : []
  return {
    reply: { text: messages.measure.thanks(no, percent) },
    notices: [{ to: { group: 'office' }, content: { text, buttons, files }, quiet: true }],
  }
}

async function confirm(
  ctx: BoundContext,
  { measure: { no }, departments }: MeasureState,
  word: string,
): Promise<Outcome> {
  const { tx, caller, now } = ctx
  if (!(await tx.departments.get(caller.department))?.leading) throw new Refusal(messages.measure.notLeading)
  const found = departments.find(({ department: { code, name, shortName } }) =>
    [code, name, shortName].includes(fold(word)),
  )
  if (!found) throw new Refusal(messages.measure.notResponsible(no, word))
  const { code, shortName } = found.department
  if (found.progress?.confirmedBy) throw new Refusal(messages.measure.doneAlready(no))
  if (found.progress?.percent !== 100) throw new Refusal(messages.measure.notReported(no, shortName))
  if (found.progress.by === caller.id) throw new Refusal(messages.measure.ownReport)
  await tx.measures.confirm(no, code, caller.id)
  await tx.ledger.append('measure.confirmed', caller.id, { measure: no, department: code }, now.toISOString())
  const text = messages.measure.confirmed(no, shortName)
  return { reply: { text }, notices: [{ to: { department: code }, content: { text }, quiet: true }] }
}
