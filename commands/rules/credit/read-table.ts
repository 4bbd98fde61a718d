/** Reads a table of credit rules as an office writes it, a line each, and names every hole, overlap and missing line. */
import { type ClassRange, type CreditClass, type CreditTable, FACT_KINDS, type FactKind } from './rate.js'

const CLASSES = ['A', 'B', 'C', 'D'] as const
const HIGHEST = 100
export const MOST_WEIGHT = 1_000_000

/** What the house proposes; it holds nowhere before an office has taken it. */
export const PROPOSED_TABLE = `起始分 A=95 B=80 C=65 D=45
年限 3
未发现问题 +3
发现问题 -8
不配合检查 -30
投诉属实 -5
行政处罚 -15
列入经营异常名录 -20
列入严重违法名单 -50
列入黑名单 -100
表彰 +5
A级 90-100 权重 1
B级 75-89 权重 2
C级 60-74 权重 4
D级 0-59 权重 8`

/** @returns the table, or what has to be mended, in sentences */
export function readCreditTable(text: string): { table: CreditTable } | { faults: string[] } {
  const faults: string[] = []
  const lines = new Map<string, string>()
  for (const line of text.normalize('NFKC').split(/\r\n|[\r\n]/u)) {
    const [, head = '', tail = ''] = /^\s*(\S+?)(?:\s+|[:=]\s*)(.*?)\s*$/u.exec(line) ?? []
    if (head === '') continue
    if (lines.has(head)) faults.push(`“${head}”写了不止一次。`)
    else lines.set(head, tail)
  }
  const take = (name: string) => {
    const found = lines.get(name)
    lines.delete(name)
    if (found === undefined) faults.push(`缺少“${name}”一行。`)
    return found ?? ''
  }
  const table: CreditTable = {
    starts: readStarts(take('起始分'), faults),
    years: readYears(take('年限'), faults),
    points: readPoints(take, faults),
    classes: CLASSES.map((one) => readRange(one, take(`${one}级`), faults)),
  }
  for (const name of lines.keys()) faults.push(`不认识“${name.slice(0, 20)}”这一行。`)
  if (faults.length === 0) faults.push(...findGaps(table.classes))
  return faults.length > 0 ? { faults } : { table }
}

/** The lines that `readCreditTable` reads as the same table. */
export function writeCreditTable({ starts, years, points, classes }: CreditTable): string {
  const signed = (n: number) => (n > 0 ? `+${n}` : String(n))
  return [
    `起始分 ${CLASSES.map((one) => `${one}=${starts[one]}`).join(' ')}`,
    `年限 ${years}`,
    ...(Object.keys(FACT_KINDS) as FactKind[]).map((kind) => `${FACT_KINDS[kind]} ${signed(points[kind])}`),
    ...classes.map((one) => `${one.class}级 ${one.from}-${one.to} 权重 ${one.weight}`),
  ].join('\n')
}

function readStarts(text: string, faults: string[]): CreditTable['starts'] {
  const starts = { A: 0, B: 0, C: 0, D: 0 }
  for (const one of CLASSES) {
    const found = new RegExp(`(?:^|\\s)${one}=(\\d{1,3})(?=\\s|$)`).exec(text)?.[1]
    if (found === undefined || Number(found) > 100)
      faults.push(`“起始分”里要写明 ${one}=0 到 100 之间的分数。`)
    else starts[one] = Number(found)
  }
  return starts
}

function readYears(text: string, faults: string[]): number {
  const years = Number(/^(\d{1,2})年?$/.exec(text)?.[1] ?? Number.NaN)
  if (years >= 1 && years <= 20) return years
  faults.push('“年限”要写 1 到 20 之间的整数。')
  return 1
}

function readPoints(take: (name: string) => string, faults: string[]): CreditTable['points'] {
  const entries = (Object.entries(FACT_KINDS) as [FactKind, string][]).map(([kind, name]) => {
    const points = Number(/^[+-]?\d{1,3}$/.exec(take(name))?.[0] ?? Number.NaN)
    if (Number.isNaN(points)) faults.push(`“${name}”要写整数的分值，例如 -5。`)
    return [kind, points]
  })
  return Object.fromEntries(entries) as CreditTable['points']
}

function readRange(name: CreditClass, text: string, faults: string[]): ClassRange {
  const [, from, to, weight] = /^(\d{1,3})\s*[-~]\s*(\d{1,3})\s*(?:权重\s*=?\s*(\d{1,7}))$/u.exec(text) ?? []
  const range = { class: name, from: Number(from), to: Number(to), weight: Number(weight) }
  const isRight =
    range.from <= range.to && range.to <= HIGHEST && range.weight >= 1 && range.weight <= MOST_WEIGHT
  if (!isRight) faults.push(`“${name}级”要写成“60-74 权重 4”这样：分数从小到大、不超过 100，权重至少是 1。`)
  return range
}

/** So many faults are said one by one; who reads them mends the first ones anyway. */
const SHOWN = 3

/**
 * Every score from 0 to 100 must belong to one class, a better class to higher scores.
 * @param nameOf where a class stands, in words
 * @returns holes and overlaps, each in a sentence
 */
export function findGaps(
  classes: ClassRange[],
  nameOf = (one: ClassRange): string => `${one.class}级`,
): string[] {
  const faults = runsOf(classes).flatMap(({ from, to, owners }) => {
    const scores = from === to ? `${from} 分` : `${from} 至 ${to} 分`
    if (owners.length > 1) return [`${scores}同时属于 ${owners.map(nameOf).join('和')}。`]
    return owners.length === 1 ? [] : [`${scores}不属于任何等级${besides(classes, from, to, nameOf)}。`]
  })
  if (faults.length > SHOWN) return [...faults.slice(0, SHOWN), `……共 ${faults.length} 处。`]
  const isFalling = classes.every((one, i) => i === 0 || one.to < classes[i - 1]!.from)
  return faults.length > 0 || isFalling ? faults : ['等级要从 A 级到 D 级，分数由高到低。']
}

interface Run {
  from: number
  to: number
  owners: ClassRange[]
}

/** Scores one after another that belong to the same classes. */
function runsOf(classes: ClassRange[]): Run[] {
  const runs: Run[] = []
  for (let score = 0; score <= HIGHEST; score++) {
    const owners = classes.filter(({ from, to }) => score >= from && score <= to)
    const last = runs.at(-1)
    if (last && last.owners.length === owners.length && last.owners.every((one, i) => one === owners[i]))
      last.to = score
    else runs.push({ from: score, to: score, owners })
  }
  return runs
}

/** Which classes a hole lies between. */
function besides(classes: ClassRange[], from: number, to: number, nameOf: (one: ClassRange) => string) {
  const above = classes.find((one) => one.from === to + 1)
  const below = classes.find((one) => one.to === from - 1)
  const named = [above, below].flatMap((one) => (one ? [nameOf(one)] : []))
  return named.length === 0 ? '' : `（紧挨着 ${named.join('和')}）`
}
