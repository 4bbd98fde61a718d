/** /record 填报: the inspection record, in one line, in several, or by questions and answers. */
import type { Visit } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { refuseElsewhere } from '../draws/draw-sight.js'
import { messages } from '../messages.js'
import { readVisitNo } from '../rules/numbers.js'
import { type RecordDraft, readRecord } from '../rules/record-form.js'
import { attachFiles, attachToLast } from './attach-files.js'
import { exampleVisit, getOwnVisit, openVisits } from './own-visits.js'
import {
  answerRecord,
  askForVisit,
  askFurther,
  openRecord,
  type RecordDialogue,
  startQuestions,
} from './record-dialogue.js'
import { draftOf, listDrafts, saveDraft } from './record-draft.js'
import { findMissingEvidence } from './record-evidence.js'
import { subjectOf, submitRecord } from './submit-record.js'

/** Far above what a record can lawfully hold; longer texts are not read at all. */
const LONGEST = 8000

interface RecordArgs {
  visit: string | null
  /** What follows the number. */
  rest: string
  /** Whether it is only to be kept for oneself. */
  draft: boolean
}

export const record: Command<RecordArgs> = {
  words: ['record', '记录', '填报'],
  summary: '填报检查记录',
  usage:
    '/record（逐项提问）\n/record 任务编号 结果=… 签字=是\n/record 任务编号 结果=… 签字=否 未签原因=… 见证人=… 方式=… 日期=… 备注=…\n/record 任务编号 …… 专家=…（委托的机构或专家，结论作为附件） 采用=…（采用的其他部门结果：它的任务编号，或作为附件）\n/record 任务编号 …… 更正=理由（更正已填报的记录）\n/record 草稿 任务编号 结果=… 备注=…（先存着，以后接着填；只发 /record 草稿，列出存下的）',
  example: async (ctx) => messages.record.example(await exampleVisit(ctx)),
  audience: { roles: ['inspector'], chats: BOUND_CHATS },
  parse(rest) {
    const text = rest.trim()
    if (text.length > LONGEST) throw new UsageRefusal(messages.record.tooLong)
    const [head = ''] = /^草稿(?:[\s,，、:：]+|$)/u.exec(text) ?? []
    const rest_ = text.slice(head.length)
    const draft = head !== ''
    const [word = ''] = rest_.split(/[\s,，、:：]/, 1)
    const visit = readVisitNo(word)
    if (visit) return { visit, rest: rest_.slice(word.length).replace(/^[\s,，、:：]+/, ''), draft }
    if (/^(RW|ＲＷ)/i.test(word)) throw new UsageRefusal(messages.record.badNumber(word))
    return { visit: null, rest: rest_, draft }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.draft && args.visit === null && args.rest === '' && ctx.files.length === 0)
      return listDrafts(ctx)
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
    if (args.draft) return saveDraft(ctx, visit, args.rest)
    if (ctx.files.length > 0 && /^(附件|照片|材料)?$/.test(args.rest)) return attachFiles(ctx, visit)
    if (args.rest === '') return startQuestions(ctx, visit)
    const read = readRecord(args.rest, await subjectOf(ctx, visit))
    if ('faults' in read) throw new UsageRefusal(messages.record.faults(visit.no, read.faults))
    return submitLine(ctx, visit, read.ok, args.rest)
  },
  answer: (state, text, context) => answerRecord(state as RecordDialogue, text, withCaller(context)),
}

/** A line ends the questions about its visit, and takes the files of its draft along; what it lacks is asked for. */
async function submitLine(
  ctx: BoundContext,
  visit: Visit,
  record: RecordDraft,
  line: string,
): Promise<Outcome> {
  const files = [...((await openRecord(ctx, visit.no))?.files ?? []), ...ctx.files]
  const missing = await findMissingEvidence(ctx, visit, record, files)
  if (missing !== null) {
    const draft = await draftOf(ctx, visit, line)
    return askFurther(ctx, { ...draft, step: 'confirm', item: null }, missing)
  }
  const outcome = await submitRecord(ctx, visit, record, files)
  const asked = (await ctx.tx.dialogues.get(ctx.chat, ctx.account))?.state as RecordDialogue | undefined
  return asked?.visit === visit.no ? { ...outcome, dialogue: null } : outcome
}

/** Without a number the only open visit is meant; null asks which one. */
async function onlyOpenVisit(ctx: BoundContext, rest: string): Promise<string | null> {
  const open = await openVisits(ctx)
  if (open.length === 0) throw new Refusal(messages.record.noTasks)
  if (rest === '') return null
  if (open.length > 1) throw new UsageRefusal(messages.record.whichVisit(open.map((visit) => visit.no)))
  return open[0]!.no
}
