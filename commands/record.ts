/** /record 填报: the inspection record, in one line, in several, or by questions and answers. */
import type { Visit } from '../db/store.js'
import { attachFiles, attachToLast } from './attach-files.js'
import { BOUND_CHATS, withCaller } from './audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from './command.js'
import { refuseElsewhere } from './draw-sight.js'
import { messages } from './messages.js'
import { exampleVisit, getOwnVisit, openVisits } from './own-visits.js'
import {
  answerRecord,
  askForVisit,
  openRecord,
  type RecordDialogue,
  startQuestions,
} from './record-dialogue.js'
import { readVisitNo } from './rules/numbers.js'
import { type RecordDraft, readRecord } from './rules/record-form.js'
import { subjectOf, submitRecord } from './submit-record.js'

/** Far above what a record can lawfully hold; longer texts are not read at all. */
const LONGEST = 8000

interface RecordArgs {
  visit: string | null
  /** What follows the number. */
  rest: string
}

export const record: Command<RecordArgs> = {
  words: ['record', '记录', '填报'],
  summary: '填报检查记录',
  usage:
    '/record（逐项提问）\n/record 任务编号 结果=… 签字=是\n/record 任务编号 结果=… 签字=否 未签原因=… 见证人=… 方式=… 日期=… 备注=…\n/record 任务编号 …… 专家=…（委托的机构或专家，结论作为附件） 采用=…（采用的其他部门结果）\n/record 任务编号 …… 更正=理由（更正已填报的记录）',
  example: async (ctx) => messages.record.example(await exampleVisit(ctx)),
  audience: { roles: ['inspector'], chats: BOUND_CHATS },
  parse(rest) {
    const text = rest.trim()
    if (text.length > LONGEST) throw new UsageRefusal(messages.record.tooLong)
    const [word = ''] = text.split(/[\s,，、:：]/, 1)
    const visit = readVisitNo(word)
    if (visit) return { visit, rest: text.slice(word.length).replace(/^[\s,，、:：]+/, '') }
    if (/^(RW|ＲＷ)/i.test(word)) throw new UsageRefusal(messages.record.badNumber(word))
    return { visit: null, rest: text }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.visit === null && args.rest === '' && ctx.files.length > 0) return attachToLast(ctx)
    const no = args.visit ?? (await onlyOpenVisit(ctx, args.rest))
    if (no === null) {
      const open = await openVisits(ctx)
      await refuseElsewhere(
        ctx,
        open.map((visit) => visit.no),
      )
      return askForVisit(ctx)
    }
    const visit = await getOwnVisit(ctx, no)
    await refuseElsewhere(ctx, [no])
    if (ctx.files.length > 0 && /^(附件|照片|材料)?$/.test(args.rest)) return attachFiles(ctx, visit)
    if (args.rest === '') return startQuestions(ctx, visit)
    const read = readRecord(args.rest, await subjectOf(ctx, visit))
    if ('faults' in read) throw new UsageRefusal(messages.record.faults(visit.no, read.faults))
    return submitLine(ctx, visit, read.ok)
  },
  answer: (state, text, context) => answerRecord(state as RecordDialogue, text, withCaller(context)),
}

/** A line about the visit that is being asked about ends the questions; its files are attached as well. */
async function submitLine(ctx: BoundContext, visit: Visit, draft: RecordDraft): Promise<Outcome> {
  const open = await openRecord(ctx)
  if (open?.visit !== visit.no) return submitRecord(ctx, visit, draft, ctx.files)
  const outcome = await submitRecord(ctx, visit, draft, [...open.files, ...ctx.files])
  return { ...outcome, dialogue: null }
}

/** Without a number the only open visit is meant; null asks which one. */
async function onlyOpenVisit(ctx: BoundContext, rest: string): Promise<string | null> {
  const open = await openVisits(ctx)
  if (open.length === 0) throw new Refusal(messages.record.noTasks)
  if (rest === '') return null
  if (open.length > 1) throw new UsageRefusal(messages.record.whichVisit(open.map((visit) => visit.no)))
  return open[0]!.no
}
