/** Shows the sections as they pass, and the verdict at the end. */
import { element } from './element.js'
import { SECTION_NAMES, SECTIONS } from './verdict.ts'

const list = document.getElementById('sections')
const rows = new Map()

export function beginSections() {
  rows.clear()
  for (const section of SECTIONS) rows.set(section, element('li', '', SECTION_NAMES[section]))
  list.replaceChildren(...rows.values())
  document.getElementById('progress').hidden = false
}

export function enterSection(section) {
  tickNow()
  rows.get(section).className = 'now'
}

/** Without a proof nothing was checked, so there is nothing to tick. */
export function endSections(verdict) {
  if (verdict.result === 'match') tickNow()
  if (verdict.result === 'mismatch') rows.get(verdict.section).className = 'wrong'
  document.getElementById('progress').hidden = verdict.result === 'unreadable'
}

function tickNow() {
  for (const row of rows.values()) if (row.className === 'now') row.className = 'done'
}

export function showVerdict(verdict, summary) {
  const { sign, title, why } = wordsOf(verdict, summary)
  const section = document.getElementById('verdict')
  section.className = `verdict ${verdict.result}`
  section.querySelector('.sign').textContent = sign
  section.querySelector('h2').textContent = title
  section.querySelector('.why').textContent = why
  const warnings = verdict.warnings ?? []
  const notes = section.querySelector('.warnings')
  notes.replaceChildren(...warnings.map((warning) => element('li', '', `注意：${warning}`)))
  notes.hidden = warnings.length === 0
  showPrints(summary)
  section.hidden = false
}

/** What a file cannot show by itself: that it is the same draw which was announced. */
function showPrints(summary) {
  document.getElementById('prints').hidden = summary === null
  if (summary === null) return
  document.getElementById('commit').textContent = summary.commit
  document.getElementById('head-number').textContent = summary.head.n
  document.getElementById('head-hash').textContent = summary.head.hash
}

function wordsOf(verdict, summary) {
  if (verdict.result === 'match') {
    const team = summary.seats > 0 ? `，${summary.seats} 个检查席位` : ''
    const nth = summary.nth > 1 ? `（第 ${summary.nth} 次抽取）` : ''
    return {
      sign: '✓',
      title: '核验一致',
      why: `${summary.no}${nth}：从 ${summary.firms} 家企业中抽取 ${summary.selected.length} 家${team}，从头重算，与公布的结果逐项一致。`,
    }
  }
  if (verdict.result === 'mismatch') {
    const where = `第 ${SECTIONS.indexOf(verdict.section) + 1} 项“${SECTION_NAMES[verdict.section]}”`
    return { sign: '×', title: '核验不一致', why: `最先不符的是${where}：${verdict.reason}。` }
  }
  return { sign: '!', title: verdict.missing ? '还缺名单文件' : '没有可以核验的证明', why: verdict.reason }
}
