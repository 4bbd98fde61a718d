/** What a decision or a check lacks, asked for one thing at a time; everything is shown once more before it counts. */
import type { Button, FileRef, Result } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { CHECKED, type DecisionKind } from '../rules/decision-law.js'
import { missingKeys, readValue } from './decision-details.js'
import { draftDecision, enterDecision } from './enter-decision.js'
import { checkSince, draftCheck, enterCheck, getFailed, getOrder, setNextCheck } from './enter-recheck.js'
import { getOwnResult } from './own-result.js'

/** What it is about: a decision, a check of an order, or the day of an order's next check. */
type Form =
  | { form: 'decision'; kind: DecisionKind }
  | { form: 'check'; id: number }
  | { form: 'next'; id: number }

export type DecideDialogue = Form & {
  visit: string
  /** Answers by key; empty where nothing is to be said. 结论 is the check's outcome. */
  given: Record<string, string>
  /** Sent meanwhile, with a check. */
  files: FileRef[]
}

const text = messages.decide

/** Asks for the first thing that is missing. @throws Refusal where nothing may be entered at all */
export async function askDetails(ctx: BoundContext, state: DecideDialogue): Promise<Outcome> {
  const result = await getOwnResult(ctx, state.visit)
  const key = await nextKey(ctx, result, state)
  if (key === null && state.form === 'next') return enter(ctx, result, state)
  const { asked, choices } = key === null ? await confirmation(ctx, result, state) : questionOf(key, state)
  const buttons: Button[][] = choices.map((choice, i) => [ctx.choice(choice, String(i + 1))])
  return { reply: { text: asked, buttons }, dialogue: { state } }
}

/** Null once everything is there. @throws Refusal */
async function nextKey(ctx: BoundContext, result: Result, state: DecideDialogue): Promise<string | null> {
  const given = new Map(Object.entries(state.given))
  if (state.form === 'next') await getFailed(ctx, result, state.id)
  if (state.form === 'check') await getOrder(ctx, result, state.id)
  return (await keysOf(ctx, result, state)).find((key) => !given.has(key)) ?? null
}

async function keysOf(ctx: BoundContext, result: Result, state: DecideDialogue): Promise<string[]> {
  if (state.form === 'next') return ['复查']
  if (state.form === 'check')
    return ['结论', '日期', '备注', ...(CHECKED.get(state.given.结论 ?? '') === false ? ['复查'] : [])]
  const given = new Map(Object.entries(state.given))
  return [...missingKeys(await draftDecision(ctx, result, state.kind, given)), '日期']
}

function questionOf(key: string, { form, visit }: DecideDialogue): { asked: string; choices: string[] } {
  const choices = choicesOf(key, form)
  return { asked: text.ask(visit, key, form), choices }
}

function choicesOf(key: string, form: DecideDialogue['form']): string[] {
  if (key === '结论') return [...CHECKED.keys()]
  if (key === '日期') return [text.today, text.yesterday]
  if (key === '备注') return [text.nothing]
  return key === '复查' && form === 'check' ? [text.later] : []
}

async function confirmation(ctx: BoundContext, result: Result, state: DecideDialogue) {
  const given = new Map(Object.entries(state.given))
  const choices = [text.enter, text.leave]
  if (state.form === 'decision') {
    const decision = await draftDecision(ctx, result, state.kind, given)
    return { asked: text.confirmDecision(state.visit, { ...decision, recheck: null }), choices }
  }
  const lines = [...given].filter(([, value]) => value !== '').map(([key, value]) => `${key}：${value}`)
  return { asked: messages.recheck.confirm(state.visit, lines, state.files.length), choices }
}

/** @throws Refusal on an answer that does not fit; the question stays open */
export async function answerDetails(
  before: DecideDialogue,
  answer: string,
  ctx: BoundContext,
): Promise<Outcome> {
  if (ctx.files.length > 0 && before.form !== 'check') throw new Refusal(text.noFiles)
  const state = { ...before, files: [...before.files, ...ctx.files] }
  if (answer.trim() === '') return askDetails(ctx, state)
  const result = await getOwnResult(ctx, state.visit)
  const key = await nextKey(ctx, result, state)
  if (key !== null) {
    const value = await take(ctx, result, state, key, answer)
    return askDetails(ctx, { ...state, given: { ...state.given, [key]: value } })
  }
  const choice = choose(answer, [text.enter, text.leave])
  if (choice === null) throw new Refusal(text.badChoice([text.enter, text.leave]))
  if (choice === text.leave) return { reply: { text: text.left(state.visit) }, dialogue: null }
  return enter(ctx, result, state)
}

/** What is kept of an answer. @throws Refusal */
async function take(
  ctx: BoundContext,
  result: Result,
  state: DecideDialogue,
  key: string,
  answer: string,
): Promise<string> {
  const choices = choicesOf(key, state.form)
  const chosen = choose(answer, choices)
  if (chosen === text.nothing || chosen === text.later) return ''
  if (key === '结论') {
    if (chosen === null) throw new Refusal(text.badChoice(choices))
    if (CHECKED.get(chosen) && state.given.复查) throw new Refusal(messages.recheck.needlessNext)
    return chosen
  }
  const since =
    state.form === 'check' ? checkSince(await getOrder(ctx, result, state.id)) : result.inspectedOn
  return readValue(key, chosen ?? answer, { today: ctx.today, since })
}

/** The choice that was answered by its number or its own words; null for none of them. */
function choose(answer: string, choices: string[]): string | null {
  const typed = answer.normalize('NFKC').trim()
  const index = /^\d{1,2}$/.test(typed) ? Number(typed) - 1 : choices.indexOf(typed)
  return choices[index] ?? null
}

async function enter(ctx: BoundContext, result: Result, state: DecideDialogue): Promise<Outcome> {
  return { ...(await enterForm(ctx, result, state)), dialogue: null }
}

async function enterForm(ctx: BoundContext, result: Result, state: DecideDialogue): Promise<Outcome> {
  const said = Object.entries(state.given).filter(([key, value]) => key !== '结论' && value !== '')
  const given = new Map(said)
  if (state.form === 'decision')
    return enterDecision(ctx, result, await draftDecision(ctx, result, state.kind, given))
  if (state.form === 'next')
    return setNextCheck(ctx, result, await getFailed(ctx, result, state.id), given.get('复查')!)
  const done = CHECKED.get(state.given.结论!)!
  const check = await draftCheck(ctx, result, { id: state.id, done, given })
  return enterCheck(ctx, result, check, state.files)
}
