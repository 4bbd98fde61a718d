/** The record by questions and answers: one question at a time, then everything shown once more before it counts. */
import type { Button, FileRef, Visit } from '../../db/store.js'
import { type BoundContext, type Content, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { completeRecord } from '../rules/record-form.js'
import { getOwnVisit, openVisits } from './own-visits.js'
import { askWithOffer, choicesFor, readOffer } from './record-offer.js'
import { returnReason } from './returned-visits.js'
import { itemNames, type RecordSubject, subjectOf, submitRecord } from './submit-record.js'

/** What is asked; `result` goes through the items one by one when they differ. */
type Step =
  | 'visit'
  | 'resume'
  | 'correction'
  | 'result'
  | 'signed'
  | 'reason'
  | 'witness'
  | 'day'
  | 'note'
  | 'confirm'

export interface RecordDialogue {
  step: Step
  visit: string
  /** The item asked about, from 0; null while one result holds for all. */
  item: number | null
  /** Answers by the record's field names. */
  fields: Record<string, string>
  /** Sent meanwhile: attached when the record is submitted. */
  files: FileRef[]
  /** Where a draft goes on, while it is asked whether it shall. */
  goOnAt?: Step
}

interface Question {
  text: string
  /** What can be chosen; empty when free text is expected. */
  choices: string[]
}

const text = messages.record

/** What the caller has answered so far about the visit, in this chat or another, today or before. */
export async function openRecord(
  { tx, caller }: BoundContext,
  visit: string,
): Promise<RecordDialogue | undefined> {
  return (await tx.drafts.get(visit, caller.id))?.state as RecordDialogue | undefined
}

/** Kept until it is submitted or begun anew, however long the questions stay open. */
export async function keepDraft({ tx, caller, now }: BoundContext, state: RecordDialogue): Promise<void> {
  const { goOnAt, ...rest } = state
  const kept = goOnAt ? { ...rest, step: goOnAt } : rest
  const { visit, fields, files } = kept
  if (visit === '' || Object.keys(fields).length + files.length === 0) return
  await tx.drafts.put({ visit, person: caller.id, state: kept, at: now.toISOString() })
}

export async function askForVisit(ctx: BoundContext): Promise<Outcome> {
  return begin(ctx, { step: 'visit', visit: '', item: null, fields: {}, files: [] })
}

/** @param files sent before it was clear which visit they belong to */
export async function startQuestions(
  ctx: BoundContext,
  visit: Visit,
  files: FileRef[] = [],
): Promise<Outcome> {
  // Whoever mends what was given back has its reason already.
  const mends = (await returnReason(ctx.tx, visit.no)) !== null
  const step = visit.state === 'recorded' && !mends ? 'correction' : 'result'
  return begin(ctx, { step, visit: visit.no, item: null, fields: {}, files })
}

/** Asks for whatever a record typed in a line lacks, its answers kept. @param words said first */
export async function askFurther(ctx: BoundContext, state: RecordDialogue, words: string): Promise<Outcome> {
  return sayFirst(words, await ask(ctx, state))
}

/** A draft may be gone on with. */
async function begin(ctx: BoundContext, state: RecordDialogue): Promise<Outcome> {
  const draft = await openRecord(ctx, state.visit)
  if (!draft) return ask(ctx, state)
  const files = [...draft.files, ...state.files]
  // Of files alone there is nothing to be asked.
  if (Object.keys(draft.fields).length === 0) return ask(ctx, { ...state, files })
  return ask(ctx, { ...draft, files, step: 'resume', goOnAt: draft.step })
}

function sayFirst(words: string, outcome: Outcome): Outcome {
  const { reply = { text: '' } } = outcome
  return { ...outcome, reply: { ...reply, text: `${words}\n${reply.text}` } }
}

/**
 * Files may come with an answer or alone; they are kept with whatever was answered so far.
 * @throws Refusal on an answer that does not fit; the question stays open
 */
export async function answerRecord(
  before: RecordDialogue,
  answer: string,
  ctx: BoundContext,
): Promise<Outcome> {
  if (ctx.files.length === 0) return takeAnswer(before, answer, ctx)
  const state = { ...before, files: [...before.files, ...ctx.files] }
  const kept = text.filesKept(state.files.length, state.visit)
  const waiting = { state, sameQuestion: true } as const
  await keepDraft(ctx, state)
  if (answer === '') return { reply: { text: kept }, dialogue: waiting }
  try {
    const outcome = await takeAnswer(state, answer, ctx)
    return outcome.dialogue ? sayFirst(kept, outcome) : outcome
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { reply: { text: `${kept}\n${error.message}`, buttons: error.buttons }, dialogue: waiting }
  }
}

async function takeAnswer(state: RecordDialogue, answer: string, ctx: BoundContext): Promise<Outcome> {
  if (state.step === 'visit') return chooseVisit(ctx, state, answer)
  const visit = await getOwnVisit(ctx, state.visit)
  if (state.step === 'resume') return resume(ctx, state, visit, pick(answer, [text.goOn, text.beginAnew]))
  const subject = await subjectOf(ctx, visit)
  if (state.step !== 'confirm') return ask(ctx, take(state, answer, subject))
  const choice = pick(answer, [text.submit, text.leave])
  if (choice === 1) return { reply: { text: text.left(visit.no) }, dialogue: null }
  const done = completeRecord(new Map(Object.entries(state.fields)), subject)
  if ('faults' in done) throw new Refusal(text.faults(visit.no, done.faults))
  return { ...(await submitRecord(ctx, visit, done.ok, state.files)), dialogue: null }
}

async function resume(
  ctx: BoundContext,
  { goOnAt, ...draft }: RecordDialogue,
  visit: Visit,
  choice: number,
): Promise<Outcome> {
  if (choice === 0) return ask(ctx, { ...draft, step: goOnAt! })
  await ctx.tx.drafts.remove(visit.no, ctx.caller.id)
  return startQuestions(ctx, visit)
}

async function chooseVisit(ctx: BoundContext, { files }: RecordDialogue, answer: string): Promise<Outcome> {
  const open = await openVisits(ctx)
  const chosen =
    open[
      pick(
        answer,
        open.map((visit) => visit.no),
      )
    ]!
  return startQuestions(ctx, chosen, files)
}

/** The state after an answer. */
function take(state: RecordDialogue, answer: string, subject: RecordSubject): RecordDialogue {
  const { step, fields } = state
  // An empty answer takes away what was there.
  const with_ = (more: Record<string, string>, next: Step): RecordDialogue => {
    const all = Object.entries({ ...fields, ...more }).filter(([, value]) => value !== '')
    return { ...state, step: next, fields: Object.fromEntries(all) }
  }
  switch (step) {
    case 'result':
      return takeResult(state, answer, subject)
    case 'signed':
      return pick(answer, [text.yes, text.no]) === 0
        ? with_({ 签字: '是', 未签原因: '' }, 'day')
        : with_({ 签字: '否' }, 'reason')
    case 'reason':
      return with_({ 未签原因: readOffer(answer, '未签原因', fields, subject) }, 'witness')
    case 'witness':
      return with_({ 见证人: readOffer(answer, '见证人', fields, subject) }, 'day')
    case 'day':
      return with_({ 日期: readDay(answer, subject, fields) }, 'note')
    case 'note':
      return with_({ 备注: readOffer(answer, '备注', fields, subject) }, 'confirm')
    case 'correction':
      return with_({ 更正原因: given(answer) }, 'result')
    default:
      throw new Error(`no answer is taken at ${step}`)
  }
}

function takeResult(state: RecordDialogue, answer: string, subject: RecordSubject): RecordDialogue {
  const names = subject.vocabulary.results.map((result) => result.name)
  const several = subject.visitItems.length > 1
  const choice = pick(answer, state.item === null && several ? [...names, text.different] : names)
  if (choice === names.length) return { ...state, item: 0 }
  const field = state.item === null ? '结果' : `结果${state.item + 1}`
  const fields = { ...state.fields, [field]: names[choice]! }
  const next = state.item === null ? null : state.item + 1
  if (next !== null && next < subject.visitItems.length) return { ...state, fields, item: next }
  return { ...state, fields, item: null, step: 'signed' }
}

/** The index of the choice that was answered by number or by its own words. @throws Refusal */
function pick(answer: string, choices: string[]): number {
  const typed = answer.normalize('NFKC').trim()
  const index = /^\d{1,3}$/.test(typed)
    ? Number(typed) - 1
    : choices.findIndex((choice) => choice.normalize('NFKC') === typed)
  if (index < 0 || index >= choices.length) throw new Refusal(text.badChoice(choices.length))
  return index
}

function given(answer: string): string {
  if (answer.trim() === '') throw new Refusal(text.usageFault)
  return answer.trim()
}

/** Checked at once, so that a wrong day is asked for again; kept as a date, since a draft's 今天 is another day tomorrow. */
function readDay(answer: string, subject: RecordSubject, fields: Record<string, string>): string {
  const typed = readOffer(answer, '日期', fields, subject)
  const tried = completeRecord(new Map(Object.entries({ ...fields, 日期: typed })), subject)
  if ('faults' in tried) throw new Refusal(tried.faults.join('\n'))
  return tried.ok.inspectedOn
}

async function ask(ctx: BoundContext, state: RecordDialogue): Promise<Outcome> {
  await keepDraft(ctx, state)
  const { text: asked, choices } = await questionFor(ctx, state)
  const buttons: Button[][] = choices.map((choice, i) => [ctx.choice(choice, String(i + 1))])
  const reply: Content = { text: asked, buttons }
  return { reply, dialogue: { state } }
}

async function questionFor(ctx: BoundContext, state: RecordDialogue): Promise<Question> {
  if (state.step === 'visit') return questionOfVisit(ctx)
  const visit = await getOwnVisit(ctx, state.visit)
  const firm = (await ctx.tx.firms.get(visit.firm))?.name ?? visit.firm
  switch (state.step) {
    case 'resume':
      return {
        text: text.askResume(visit.no, firm, draftLines(ctx, state), state.files.length),
        choices: [text.goOn, text.beginAnew],
      }
    case 'correction': {
      const last = (await ctx.tx.records.ofVisit(visit.no)).at(-1)
      return { text: text.askCorrection(visit.no, last?.receipt ?? ''), choices: [] }
    }
    case 'result':
      return questionOfResult(ctx, state, visit, firm)
    case 'signed':
      return { text: text.askSigned, choices: [text.yes, text.no] }
    case 'reason':
      return offering(ctx, state, visit, '未签原因', text.askReason)
    case 'witness':
      return offering(ctx, state, visit, '见证人', text.askWitness)
    case 'day':
      return offering(ctx, state, visit, '日期', text.askDay)
    case 'note':
      return offering(ctx, state, visit, '备注', text.askNote)
    case 'confirm': {
      return { text: text.confirm(visit.no, firm, linesOf(state)), choices: [text.submit, text.leave] }
    }
  }
}

/** A question with what the draft or the version before says. */
async function offering(
  ctx: BoundContext,
  { fields }: RecordDialogue,
  visit: Visit,
  field: Parameters<typeof choicesFor>[0],
  asked: string,
): Promise<Question> {
  const subject = await subjectOf(ctx, visit)
  const isOpen = ctx.chat.kind !== 'private'
  return {
    text: askWithOffer(asked, field, fields, subject, isOpen),
    choices: choicesFor(field, fields, subject),
  }
}

/** In a group others read along who have no business with what is not submitted. */
function draftLines({ chat }: BoundContext, state: RecordDialogue): string[] {
  return chat.kind === 'private' ? linesOf(state) : [text.draftFields(Object.keys(state.fields).length)]
}

export function linesOf({ fields }: Pick<RecordDialogue, 'fields'>): string[] {
  return Object.entries(fields).map(([field, value]) => `${field}：${value}`)
}

async function questionOfVisit(ctx: BoundContext): Promise<Question> {
  const choices: string[] = []
  for (const visit of await openVisits(ctx)) {
    choices.push(`${visit.no} ${(await ctx.tx.firms.get(visit.firm))?.name ?? ''}`)
  }
  return { text: text.askVisit, choices }
}

async function questionOfResult(
  ctx: BoundContext,
  state: RecordDialogue,
  visit: Visit,
  firm: string,
): Promise<Question> {
  const results = ctx.office.vocabulary.results.map((result) => result.name)
  const names = [...(await itemNames(ctx, visit)).values()]
  const choices = state.item === null && names.length > 1 ? [...results, text.different] : results
  const item = state.item === null ? null : (names[state.item] ?? null)
  return { text: text.askResult(visit.no, firm, item), choices }
}
