/** Section 4 of the check: the rows are in order and hold what dr1 §1 allows, and the rules fit the strata. */
import { compareBytes, isHash, isIdentifier, isSorted, isStratum } from './forms.js'
import type { Proof } from './proof.js'
import { FILE_NAMES, type Files, type InspectorRow, type SeatRow, type SheetRow } from './read-files.js'
import { countWanted, groupByStratum } from './strata.js'
import { must } from './verdict.js'

const MOST = 1_000_000

/** @throws Mismatch */
export function checkRanges({ commit }: Proof, files: Files): void {
  const { sheet, excluded, inspectors, seats } = files
  for (const name of ['sheet', 'excluded', 'inspectors'] as const) checkOrder(files[name], FILE_NAMES[name])
  sheet.forEach(checkFirm)
  for (const [firm, reason] of excluded) must(isIdentifier(reason), `${firm} 的剔除原因写法不对`)
  checkDisjoint(sheet, excluded)
  inspectors.forEach(checkInspector)
  checkSeats(seats)
  checkStrata(commit.rules, sheet)
}

const isWithin = (least: number, value: number) => least <= value && value <= MOST

function checkOrder(rows: readonly [string, ...unknown[]][], file: string): void {
  for (let i = 0; i < rows.length; i += 1) {
    const id = rows[i]![0]
    must(isIdentifier(id), `${file}第 ${i + 1} 行的编码写法不对`)
    must(i === 0 || compareBytes(rows[i - 1]![0], id) < 0, `${file}第 ${i + 1} 行没有按顺序，或重复`)
  }
}

function checkFirm([firm, stratum, weight, seal]: SheetRow): void {
  must(isStratum(stratum) && isHash(seal), `${firm} 的层级或封存值写法不对`)
  must(isWithin(1, weight), `${firm} 的权重不在 1 到 ${MOST} 之间`)
}

/** Both lists are sorted. */
function checkDisjoint(sheet: Files['sheet'], excluded: Files['excluded']): void {
  let i = 0
  for (const [firm] of excluded) {
    while (i < sheet.length && compareBytes(sheet[i]![0], firm) < 0) i += 1
    must(sheet[i]?.[0] !== firm, `${firm} 同时在企业名单和未列入名单中`)
  }
}

function checkInspector([id, department, tags, capacity, priorLoad, reason]: InspectorRow): void {
  must(isIdentifier(department) && areTags(tags), `检查人员 ${id} 的部门或标签不对`)
  must(isWithin(0, capacity) && isWithin(0, priorLoad), `检查人员 ${id} 的上限或已有任务数不对`)
  if (reason === null) return
  must(isIdentifier(reason) && capacity === 0, `检查人员 ${id} 写有不能参加的原因，上限应为 0`)
}

const areTags = (tags: string[]) => tags.every(isIdentifier) && isSorted(tags)

function checkSeats(seats: SeatRow[]): void {
  must(seats.length > 0, '席位表是空的')
  must(new Set(seats.map(([name]) => name)).size === seats.length, '席位名称重复')
  for (const [name, department, tags] of seats) {
    must(isIdentifier(name) && (department === null || isIdentifier(department)), '席位或部门的写法不对')
    must(areTags(tags), `席位 ${name} 的标签不对`)
  }
}

function checkStrata(rules: Proof['commit']['rules'], sheet: SheetRow[]): void {
  const groups = groupByStratum(sheet)
  must(Object.keys(rules).length === groups.size, '抽取规则与企业名单的层级不一致')
  for (const [stratum, rows] of groups) {
    const rule = rules[stratum]
    must(rule !== undefined, `层级 ${stratum} 没有抽取规则`)
    if (!rule.weighted) continue
    const total = rows.reduce((sum, index) => sum + sheet[index]![2], 0)
    must(Number.isSafeInteger(countWanted(rule, rows.length) * total), `层级 ${stratum} 的权重总和太大`)
  }
}
