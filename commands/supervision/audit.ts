/** /audit 留痕: what the ledger says of a visit, a draw, a plan, a firm, a person or a department, for the supervisors. */
import type { Department, LedgerEntry, Person } from '../../db/store.js'
import { PRIVATE, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { tellEntry } from '../messages/auditing.js'
import { messages } from '../messages.js'
import { readDrawNo, readPlanNo, readVisitNo } from '../rules/numbers.js'
import { formatMoment, officeDay } from '../rules/office-time.js'
import { namesByDepartment } from '../visits/visit-cards.js'

interface AuditArgs {
  word: string
  /** Entries before this one; null for the newest. */
  before: number | null
}

/** Whom or what is asked about, and the words under which the ledger's index knows it. */
interface Subject {
  title: string
  subjects: string[]
}

const PAGE = 15
const MOST_CHOICES = 8

export const audit: Command<AuditArgs> = {
  words: ['audit', '留痕'],
  summary: '按任务、抽取、计划、企业、人员或部门查看留痕账本',
  usage: '/audit 任务编号（或抽取编号、计划编号、企业、姓名、部门）\n/audit … 第N号之前',
  example: async ({ tx }) => `/audit ${(await tx.draws.numbered(1))[0]?.no ?? 'CQ2026-001'}`,
  audience: { roles: ['supervisor'], chats: PRIVATE },
  parse(rest) {
    const text = rest.normalize('NFKC').trim()
    const [tail = '', n] = /\s*第(\d{1,12})号之前$/.exec(text) ?? []
    const word = text.slice(0, text.length - tail.length).trim()
    if (!/[\p{L}\p{N}]/u.test(word)) throw new UsageRefusal(messages.audit.needsWord)
    return { word, before: n === undefined ? null : Number(n) }
  },
  async run({ word, before }, context) {
    const ctx = withCaller(context)
    return show(ctx, word, await findSubject(ctx, word), before)
  },
}

async function show(
  { tx, office }: BoundContext,
  word: string,
  { title, subjects }: Subject,
  before: number | null,
): Promise<Outcome> {
  const found = await tx.ledger.about(subjects, before ?? Number.MAX_SAFE_INTEGER, PAGE + 1)
  const shown = found.slice(0, PAGE)
  if (shown.length === 0) return { reply: { text: messages.audit.empty(title) } }
  const names = await namesIn(tx, shown)
  const lines = shown.map((entry) => {
    const at = new Date(entry.at)
    const when = `${officeDay(at, office.zone).slice(0, 4)}年${formatMoment(at, office.zone)}`
    return messages.audit.line(entry.n, when, names(entry.actor), tellEntry(entry, names))
  })
  const send = `/audit ${word} 第${shown.at(-1)!.n}号之前`
  const more = found.length > PAGE && Buffer.byteLength(send) <= 64
  const buttons = more ? [[{ label: messages.audit.earlier, send }]] : []
  return { reply: { text: messages.audit.list(title, lines, found.length > PAGE ? send : null), buttons } }
}

/** Answers the name of a person or an inspector by id, with the department, and any other word as it is. */
async function namesIn(tx: BoundContext['tx'], entries: LedgerEntry[]): Promise<(id: string) => string> {
  const names = new Map<string, string>([['system', messages.audit.system]])
  const ids = new Set(entries.flatMap(({ actor, body }) => [actor, ...Object.values(body)]))
  for (const id of ids) {
    if (typeof id !== 'string' || names.has(id)) continue
    const person = (await tx.inspectors.get(id))?.person ?? id
    if (!(await tx.people.get(person))) continue
    const [name] = await namesByDepartment(tx, [person])
    names.set(id, name!)
  }
  return (id) => names.get(id) ?? id
}

/** @throws Refusal when nothing or more than one thing is meant */
async function findSubject(ctx: BoundContext, word: string): Promise<Subject> {
  const numbered = await byNumber(ctx, word)
  if (numbered) return numbered
  const { tx } = ctx
  const departments = await tx.departments.all()
  const department = departments.find(({ code, name, shortName }) => [code, name, shortName].includes(word))
  if (department) return aboutDepartment(ctx, department)
  const people = await tx.people.find(word)
  if (people.length > 1) throw manyPeople(people)
  if (people[0]) return aboutPerson(ctx, people[0])
  return aboutFirm(ctx, word)
}

/** What concerned it, and what its people did. */
async function aboutDepartment({ tx }: BoundContext, { code, name }: Department): Promise<Subject> {
  const people = (await tx.people.all()).filter(({ department }) => department === code)
  return { title: name, subjects: [`department:${code}`, ...people.map(({ id }) => `person:${id}`)] }
}

async function byNumber({ tx }: BoundContext, word: string): Promise<Subject | null> {
  const visitNo = readVisitNo(word)
  const visit = visitNo ? await tx.visits.get(visitNo) : undefined
  if (visit) return { title: visit.no, subjects: [`visit:${visit.no}`, `place:${visit.draw}/${visit.index}`] }
  const draw = readDrawNo(word)
  if (draw && (await tx.draws.byNo(draw))) return { title: draw, subjects: [`draw:${draw}`] }
  const plan = readPlanNo(word)
  if (!plan || !(await tx.plans.get(plan))) return null
  const draws = (await tx.draws.ofPlan(plan)).flatMap(({ no }) => (no === null ? [] : [`draw:${no}`]))
  return { title: plan, subjects: [`plan:${plan}`, ...draws] }
}

function manyPeople(people: Person[]): Refusal {
  const buttons = people
    .slice(0, MOST_CHOICES)
    .map(({ id, name }) => [{ label: `${name}（${id}）`, send: `/audit ${id}` }])
  return new Refusal(messages.audit.many(people.map(({ id, name }) => `${name}（${id}）`)), buttons)
}

async function aboutPerson({ tx }: BoundContext, { id, name }: Person): Promise<Subject> {
  const entry = await tx.inspectors.ofPerson(id)
  const roll = entry ? [`inspector:${entry.id}`, `inspectors:${entry.id}`] : []
  return { title: `${name}（${id}）`, subjects: [`person:${id}`, `people:${id}`, ...roll] }
}

async function aboutFirm({ tx }: BoundContext, word: string): Promise<Subject> {
  const exact = await tx.firms.get(word.replace(/[\s-]/gu, '').toUpperCase())
  const found = exact ? [exact] : await tx.firms.search(word.split(/\s+/u), MOST_CHOICES, 0)
  const [firm, ...others] = found
  if (!firm) throw new Refusal(messages.audit.unknown(word))
  if (others.length > 0) {
    const buttons = found.map(({ code, name }) => [{ label: name, send: `/audit ${code}` }])
    throw new Refusal(messages.audit.many(found.map(({ code, name }) => `${name}（${code}）`)), buttons)
  }
  const visits = await tx.visits.ofFirm(firm.code)
  const places = visits.flatMap(({ no, draw, index }) => [`visit:${no}`, `place:${draw}/${index}`])
  return { title: `${firm.name}（${firm.code}）`, subjects: [`firms:${firm.code}`, ...places] }
}
