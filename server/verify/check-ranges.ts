/** Sorts, identifiers and limits of the frozen files (dr1 §0, §1). */
import { FILE_NAMES, type Files } from './check-files.js'
import { compareBytes, isHex32, isIdentifier, isSorted, isStratum, isWithin } from './forms.js'
import type { Proof } from './proof-shape.js'
import { countToSelect, findStrata, weightOf } from './strata.js'
import { demand } from './verdict.js'

const MOST = 1_000_000

/** @throws Mismatch ranges */
export function checkRanges({ commit }: Proof, files: Files): void {
  for (const name of ['sheet', 'excluded', 'inspectors'] as const)
    holds(isSorted(files[name].map(([id]) => id)), `${FILE_NAMES[name]}没有按序排列，或有重复`)
  for (const [i, row] of files.sheet.entries()) holdsRow(isSheetRow(row), 'sheet', i)
  for (const [i, row] of files.excluded.entries()) holdsRow(row.every(isIdentifier), 'excluded', i)
  for (const [i, row] of files.inspectors.entries()) holdsRow(isInspectorRow(row), 'inspectors', i)
  for (const [i, row] of files.seats.entries()) holdsRow(isSeatRow(row), 'seats', i)
  const excluded = new Set(files.excluded.map(([firm]) => firm))
  holds(!files.sheet.some(([firm]) => excluded.has(firm)), '有检查对象同时列在检查对象名单和排除名单里')
  holds(files.seats.length >= 1, '席位表是空的')
  holds(new Set(files.seats.map(([name]) => name)).size === files.seats.length, '席位名称有重复')
  checkStrata(commit.rules, files.sheet)
}

function holds(ok: boolean, reason: string): void {
  demand(ok, 'ranges', reason)
}

function holdsRow(ok: boolean, file: keyof Files, row: number): void {
  if (!ok) holds(false, `${FILE_NAMES[file]}第 ${row + 1} 行的内容超出允许的范围`)
}

function isSheetRow([firm, stratum, weight, seal]: Files['sheet'][number]): boolean {
  return isIdentifier(firm) && isStratum(stratum) && isWithin(weight, 1, MOST) && isHex32(seal)
}

function isInspectorRow([
  id,
  department,
  tags,
  capacity,
  load,
  reason,
]: Files['inspectors'][number]): boolean {
  const named = isIdentifier(id) && isIdentifier(department) && areTags(tags)
  const away = reason === null || (isIdentifier(reason) && capacity === 0)
  return named && away && isWithin(capacity, 0, MOST) && isWithin(load, 0, MOST)
}

function isSeatRow([name, department, tags]: Files['seats'][number]): boolean {
  return isIdentifier(name) && (department === null || isIdentifier(department)) && areTags(tags)
}

function areTags(tags: string[]): boolean {
  return tags.every(isIdentifier) && isSorted(tags)
}

function checkStrata(rules: Proof['commit']['rules'], sheet: Files['sheet']): void {
  const strata = findStrata(sheet)
  const named = Object.keys(rules).sort(compareBytes).join()
  holds(named === strata.map(({ name }) => name).join(), '抽取规则与名单里的分层不一致')
  for (const stratum of strata) {
    const rule = rules[stratum.name]!
    const product = countToSelect(rule, stratum.rows.length) * weightOf(sheet, stratum)
    holds(!rule.weighted || product < 2 ** 53, `分层 ${stratum.name} 的权重总和太大`)
  }
}
