/** The boxes by which public results are narrowed: what there is to choose from, and the form made of it. */
import type { PublishedFilter, View } from '../../db/store.js'
import type { Html } from './html.js'
import { keepVersion } from './keep-version.js'
import { type Choice, choices } from './results-page.js'

interface ResultChoices {
  /** Of all public results. */
  total: number
  boxes(filter: PublishedFilter): Html[]
}

export const createResultChoices = () => keepVersion(gatherChoices)

async function gatherChoices(view: View): Promise<ResultChoices> {
  const counts = await view.published.counts()
  const findings = await view.published.findings()
  const names = new Map((await view.departments.all()).map(({ code, name }) => [code, name]))
  const items = await view.items.many([...new Set(findings.map(({ item }) => item))])
  const departments = [...new Set(counts.map(({ department }) => department))].sort()
  const months = [...new Set(counts.map(({ month }) => month))].reverse()
  const lists: [keyof PublishedFilter, string, string, Choice[]][] = [
    ['department', '抽查机关', '全部机关', departments.map((code) => [code, names.get(code) ?? code])],
    ['month', '检查月份', '全部月份', months.map((month) => [month, monthWords(month)])],
    ['item', '抽查事项', '全部事项', items.map(({ code, name }) => [code, name])],
  ]
  const made = new Map<string, Html>()
  const box = ([name, label, all, list]: (typeof lists)[number], asked: string | undefined) => {
    const chosen = list.some(([value]) => value === asked) ? asked! : ''
    const key = `${name}=${chosen}`
    const html = made.get(key) ?? choices(name, label, all, list, chosen)
    made.set(key, html)
    return html
  }
  return {
    total: counts.reduce((sum, { results }) => sum + results, 0),
    boxes: (filter) => lists.map((one) => box(one, filter[one[0]])),
  }
}

/** 2026-03 → 2026年3月 */
export const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
