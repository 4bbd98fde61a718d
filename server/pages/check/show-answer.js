/** Shows what a checked proof says about one firm. */
import { element } from './element.js'

/** By the reason codes of the excluded file. */
const EXCLUSION_NAMES = {
  'not-active': '已停业、注销、吊销、迁出或移出名录',
  'frequency-cap': '本年度检查次数已达上限',
  'recent-visit': '有其他计划未完成或近期的检查',
}

/** Offers the selected firms, in visit order. */
export function showChosen(firms) {
  const options = firms.map((firm) => new Option(firm, firm))
  document.getElementById('chosen').replaceChildren(new Option(`抽中的 ${firms.length} 家`, ''), ...options)
  document.getElementById('firm').value = ''
  document.getElementById('answer').replaceChildren()
}

export function showAnswer(answer) {
  const nodes = { sheet: tellRow, excluded: tellExcluded, nowhere: tellNowhere, 'no-code': tellNoCode }[
    answer.found
  ](answer)
  document.getElementById('answer').replaceChildren(...nodes)
}

function tellRow({ firm, row }) {
  const where = `层级 ${row.stratum} 共 ${row.rows} 家，抽取 ${row.drawn} 家`
  const rank = row.key === null ? '' : `，它排第 ${row.rank}`
  return [
    element('h3', row.selected ? 'yes' : '', row.selected ? '抽中' : '没有抽中'),
    element('p', '', `${firm}：${where}${rank}。${tellRule(row)}`),
    numbers([
      ['名单中的行', `第 ${row.index + 1} 行`],
      ['权重', row.weighted ? String(row.weight) : null],
      ['抽签号', row.ticket],
      ['排序值', row.weighted ? (row.key ?? '无') : null],
      ['抽中的界线', row.threshold],
    ]),
    ...tellTeam(row.team),
  ]
}

function tellRule({ drawn, rows, weighted }) {
  if (drawn === 0) return '这一层级不抽取。'
  if (drawn === rows) return '这一层级全部抽取。'
  return weighted
    ? '按权重由抽签号算出排序值，从小到大取；界线是抽中的最后一家的排序值。'
    : '抽签号由种子算出，从小到大取；界线是抽中的最后一家的抽签号。'
}

const numbers = (rows) =>
  element(
    'dl',
    'counts',
    ...rows
      .filter(([, value]) => value !== null)
      .map(([name, value]) => element('div', '', element('dt', '', name), element('dd', '', value))),
  )

function tellTeam(team) {
  if (team.length === 0) return []
  const rows = team.map(({ seat, inspector }) => [seat, inspector ?? '尚无人选'])
  return [element('p', '', '检查人员：'), numbers(rows)]
}

const tellExcluded = ({ firm, reason }) => [
  element('h3', '', '不列入抽取'),
  element('p', '', `${firm} 在抽查范围内，但不列入抽取：${EXCLUSION_NAMES[reason] ?? reason}（${reason}）。`),
]

const tellNowhere = ({ firm }) => [
  element('h3', '', '不在抽查范围内'),
  element('p', '', `这次抽取的两份企业名单中都没有 ${firm}。请核对编码。`),
]

function tellNoCode({ firm }) {
  return [
    element('h3', '', '请填统一社会信用代码'),
    element('p', '', `证明里只有代码，没有名称：“${firm}”不是 18 位的统一社会信用代码。`),
  ]
}
