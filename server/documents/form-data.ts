/** Gathers what the printed forms of visits say. */
import { namesByDepartment } from '../../commands/visits/visit-cards.js'
import type { Item, View, Visit } from '../../db/store.js'
import type { FormVisit } from './fill-form.js'

export async function formData(view: View, visits: string[]): Promise<FormVisit[]> {
  const found: FormVisit[] = []
  for (const [i, no] of visits.entries()) {
    found.push(await oneVisit(view, (await view.visits.get(no))!, i === visits.length - 1))
  }
  return found
}

async function oneVisit(view: View, visit: Visit, last: boolean): Promise<FormVisit> {
  const firm = await view.firms.get(visit.firm)
  const plan = (await view.draws.byNo(visit.draw))?.frozenPlan
  const items = await view.items.many(visit.items)
  const materials = [...new Set(items.map(({ materials }) => materials).filter((text) => text !== ''))]
  return {
    任务编号: visit.no,
    检查对象: firm?.name ?? visit.firm,
    信用代码: visit.firm,
    住所: firm?.address ?? '',
    抽取编号: visit.draw,
    计划名称: plan?.name ?? visit.plan,
    计划编号: visit.plan,
    检查机关: (await departmentNames(view, items)).join('、'),
    检查期限: chineseDay(visit.due),
    所需材料: materials.join('；') || '营业执照、与检查事项有关的资料',
    不事先告知: plan?.unannounced ?? false,
    检查人员: await inspectorsOf(view, visit),
    事项: await itemsOf(view, items),
    末位: last,
  }
}

async function departmentNames(view: View, items: Item[]): Promise<string[]> {
  const names: string[] = []
  for (const code of new Set(items.map(({ department }) => department))) {
    names.push((await view.departments.get(code))?.name ?? code)
  }
  return names
}

async function inspectorsOf(view: View, visit: Visit): Promise<FormVisit['检查人员']> {
  const seats = await view.visits.assignments(visit.no)
  const rows: FormVisit['检查人员'] = []
  for (const [i, { person, inspector }] of seats.entries()) {
    const named = (await namesByDepartment(view, [person]))[0] ?? person
    const [, name = named, department = ''] = /^(.*)（(.*)）$/.exec(named) ?? []
    rows.push({ 姓名: name, 部门: department, 执法证号: inspector, 末位: i === seats.length - 1 })
  }
  return rows
}

async function itemsOf(view: View, items: Item[]): Promise<FormVisit['事项']> {
  const rows: FormVisit['事项'] = []
  for (const [i, item] of items.entries()) {
    rows.push({
      序号: i + 1,
      事项编码: item.code,
      事项名称: item.name,
      部门: (await view.departments.get(item.department))?.shortName ?? item.department,
      检查依据: item.legalBasis,
      检查内容: item.content,
      检查方式: item.method,
    })
  }
  return rows
}

/** 2026年4月8日 */
function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
