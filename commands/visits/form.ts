/** /form 表格: the notice and the record form of visits, to be printed; an office may bring its own templates. */
import type { Visit } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { refuseElsewhere } from '../draws/draw-sight.js'
import { messages } from '../messages.js'
import { readDrawNo, readVisitNo } from '../rules/numbers.js'
import { type FormKind, readFormKind } from './forms.js'
import { openVisits } from './own-visits.js'

type FormArgs =
  | { act: 'own' }
  | { act: 'visit'; no: string }
  | { act: 'draw'; no: string }
  | { act: 'template'; kind: FormKind }

/** A file of more forms is no use to anybody who has to carry it. */
const MOST = 200
const MOST_MB = 5

export const form: Command<FormArgs> = {
  words: ['form', '表格'],
  summary: '打印检查通知书和检查记录表（Word 文件）',
  usage:
    '/form（自己未完成的任务）\n/form 任务编号\n/form 抽取编号（本部门参加的全部任务）\n/form 模板 通知书（附上改好的 Word 文件；或 记录表）',
  example: async (ctx) => `/form ${(await openVisits(ctx))[0]?.no ?? ''}`.trim(),
  audience: { roles: ['inspector', 'office', 'leader'], chats: BOUND_CHATS },
  parse(rest) {
    const [word, kindWord, ...more] = rest.split(/\s+/u).filter((one) => one !== '')
    if (word === undefined) return { act: 'own' }
    if (word === '模板' || word === '模版') {
      const kind = readFormKind(kindWord ?? '')
      if (!kind || more.length > 0) throw new UsageRefusal(messages.form.needsKind)
      return { act: 'template', kind }
    }
    const visit = readVisitNo(word)
    const draw = readDrawNo(word)
    if (kindWord !== undefined || (!visit && !draw)) throw new UsageRefusal(messages.form.needsNumber)
    return visit ? { act: 'visit', no: visit } : { act: 'draw', no: draw! }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'template') return takeTemplate(ctx, args.kind)
    if (args.act === 'own') return print(ctx, ctx.caller.name, await openVisits(ctx), messages.form.noneOwn)
    if (args.act === 'draw')
      return print(ctx, args.no, await visitsOfDraw(ctx, args.no), messages.form.noneYours(args.no))
    const visit = await ctx.tx.visits.get(args.no)
    if (!visit || !(await mayPrint(ctx, visit))) throw new Refusal(messages.form.notYours(args.no))
    return print(ctx, visit.no, [visit], messages.form.notYours(args.no))
  },
}

/** Whoever goes there, and the clerks and leaders of the departments that take part. */
async function mayPrint({ tx, caller }: BoundContext, visit: Visit): Promise<boolean> {
  const seats = await tx.visits.assignments(visit.no)
  if (seats.some(({ person }) => person === caller.id)) return true
  if (!caller.roles.includes('office') && !caller.roles.includes('leader')) return false
  const items = await tx.items.many(visit.items)
  return items.some(({ department }) => department === caller.department)
}

/** Those still to be done, which the caller may print. */
async function visitsOfDraw(ctx: BoundContext, no: string): Promise<Visit[]> {
  const printable: Visit[] = []
  for (const visit of await ctx.tx.visits.ofDraw(no)) {
    if (visit.state === 'pending' && (await mayPrint(ctx, visit))) printable.push(visit)
  }
  return printable
}

async function print(ctx: BoundContext, about: string, visits: Visit[], none: string): Promise<Outcome> {
  if (visits.length === 0) throw new Refusal(none)
  await refuseElsewhere(
    ctx,
    visits.map(({ no }) => no),
  )
  if (visits.length > MOST) throw new Refusal(messages.form.tooMany(visits.length, MOST))
  const { platform, chat } = ctx.chat
  const payload = { chat: { platform, chat }, visits: visits.map(({ no }) => no) }
  await ctx.startJob('form', about, payload)
  return {}
}

/** @throws Refusal unless one Word file came with it, from somebody of the leading department */
async function takeTemplate(ctx: BoundContext, kind: FormKind): Promise<Outcome> {
  const { tx, caller, files } = ctx
  const department = await tx.departments.get(caller.department)
  if (!department?.leading || caller.roles.every((role) => role === 'inspector'))
    throw new Refusal(messages.form.notLeading)
  const [file, ...more] = files
  if (!file || more.length > 0) throw new Refusal(messages.form.needsFile)
  if (!/\.docx$/i.test(file.name)) throw new Refusal(messages.form.needsDocx(file.name))
  if (file.size > MOST_MB * 1024 * 1024) throw new Refusal(messages.form.tooLarge(MOST_MB))
  const { platform, chat } = ctx.chat
  await ctx.startJob('form-template', kind, { chat: { platform, chat }, file, by: caller.id })
  return {}
}
