/** How one cell of an office's table becomes a value: every reader takes trimmed, non-empty text and refuses in plain Chinese. */
import { isSocialCreditCode } from 'util-helpers'
import { CellFault } from './table.js'

type Read<V> = (cell: string) => V

/** Full-width and half-width forms count as the same. */
function plain(cell: string): string {
  return cell.normalize('NFKC').trim()
}

/** Codes and numbers are written in groups, or with a blank that came along. */
function closed(cell: string): string {
  return plain(cell).replace(/\s+/gu, '')
}

/** Text as it was written, line breaks and runs of blanks folded to one blank; at most `longest` characters. */
export function text(longest: number): Read<string> {
  return (cell) => {
    const folded = cell.replace(/\s+/gu, ' ')
    if (/[\p{Cc}\p{Cs}\ufffd]/u.test(folded)) throw new CellFault('含有无法显示的字符，请重新填写')
    if (folded.length > longest && [...folded].length > longest) throw new CellFault(`超过 ${longest} 个字`)
    return folded
  }
}

/** An identifier that a draw can carry (dr1 §0). */
export function identifier(cell: string): string {
  const id = plain(cell)
  if ([...id].length > 64) throw new CellFault('超过 64 个字')
  if (/[\u0000-\u0020\u007f,\ufffd]/u.test(id)) throw new CellFault('不能含有空格、逗号或控制字符')
  return id
}

/** A unified social credit code with a right check character (GB 32100-2015). */
export function creditCode(cell: string): string {
  const code = closed(cell).toUpperCase()
  if (/^\d(\.\d+)?E\+?\d+$/u.test(code))
    throw new CellFault('代码被表格软件改成了科学计数法，请把该列设为文本后重新填写')
  if (code.length !== 18) throw new CellFault('统一社会信用代码应为 18 位')
  if (isSocialCreditCode(code)) return code
  throw new CellFault(
    isSocialCreditCode(code, { checkCode: false })
      ? '统一社会信用代码的校验位不对，请核对'
      : '统一社会信用代码含有不允许的字符（不使用 I、O、S、V、Z）',
  )
}

/** Days since the end of 1899 by which spreadsheets keep a date, for 1970 to 2099. */
const SERIALS = { first: 25_569, last: 73_050 }

function serialDay(word: string): string | undefined {
  const serial = /^\d{5}$/u.test(word) ? Number(word) : 0
  if (serial < SERIALS.first || serial > SERIALS.last) return undefined
  return new Date((serial - SERIALS.first) * 86_400_000).toISOString().slice(0, 10)
}

/**
 * A calendar day: 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301 or a spreadsheet's serial number; a time of
 * day behind it is passed over.
 */
export function day(cell: string): string {
  const word = plain(cell)
    .replace(/[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/u, '')
    .replace(/\s+/gu, '')
  const serial = serialDay(word)
  if (serial) return serial
  const match =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/u.exec(word)?.toSpliced(2, 1) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/u.exec(word) ??
    /^(\d{4})(\d{2})(\d{2})$/u.exec(word) ??
    null
  if (match === null) throw new CellFault('日期请写成 2026-03-01、2026/3/1、2026年3月1日 或 20260301')
  const [, year = '', month = '', date = ''] = match
  const found = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const instant = new Date(`${found}T00:00:00Z`)
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== found)
    throw new CellFault('没有这一天，请核对日期')
  return found
}

/** A moment at the office's place (UTC+8): a day, and after a blank HH:MM when it matters. */
export function moment(cell: string): string {
  const [date = '', time = '00:00', ...rest] = plain(cell).split(/[ T]+/u)
  if (!/^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/u.test(time) || rest.length > 0)
    throw new CellFault('时间请写成 2026-03-01 或 2026-03-01 09:30')
  return new Date(
    `${day(date)}T${time.split(':').slice(0, 2).join(':').padStart(5, '0')}:00+08:00`,
  ).toISOString()
}

/** `5%` or `3/100` as numerator and denominator, at most the whole (dr1 §2). */
export function ratio(cell: string): [number, number] {
  const word = plain(cell).replace('⁄', '/')
  const percent = /^(\d{1,3})(?:\.(\d{1,3}))?%$/u.exec(word)
  const fraction = /^(\d{1,7})\/(\d{1,7})$/u.exec(word)
  if (percent === null && fraction === null) throw new CellFault('比例请写成 5% 或 3/100')
  const decimals = percent?.[2] ?? ''
  const [p, q] =
    percent === null
      ? [Number(fraction?.[1]), Number(fraction?.[2])]
      : [Number(`${percent[1]}${decimals}`), 100 * 10 ** decimals.length]
  if (q < 1 || q > 1_000_000 || p > q) throw new CellFault('比例应在 0 和 100% 之间')
  return [p, q]
}

export function integer(least: number, most: number): Read<number> {
  return (cell) => {
    const word = closed(cell)
    const value = /^\d{1,7}$/u.test(word) ? Number(word) : Number.NaN
    if (!(value >= least && value <= most)) throw new CellFault(`应为 ${least} 到 ${most} 之间的整数`)
    return value
  }
}

/** One of a closed list of words; each may have other spellings. */
export function oneOf<const V extends string | boolean>(
  words: readonly (readonly [V, ...string[]])[],
): Read<V> {
  const values = new Map<string, V>()
  for (const [value, ...spellings] of words)
    for (const word of [...(typeof value === 'string' ? [value] : []), ...spellings])
      values.set(plain(word).toUpperCase(), value)
  // A clerk is told the words that the office uses, not the names inside the program.
  const isOwn = (value: string | boolean) => typeof value === 'string' && /\p{Script=Han}/u.test(value)
  const shown = words.map(([value, first]) => (isOwn(value) ? value : (first ?? value))).join('、')
  return (cell) => {
    // Most cells are written as the office writes them.
    const value = values.get(cell) ?? values.get(plain(cell).toUpperCase())
    if (value === undefined) throw new CellFault(`只能填写：${shown}`)
    return value
  }
}

export const yesNo = oneOf([
  [true, '是', '1'],
  [false, '否', '0'],
])

/** Whether somebody is still at the post, as rolls say it. */
export const atPost = oneOf([
  [true, '是', '1', '在岗', '在职', '在编在岗'],
  [false, '否', '0', '不在岗', '离岗', '不在职', '离职', '退休', '调离', '调出'],
])

export const creditClass = oneOf([
  ['A', 'A级', 'A类', '信用风险低', '低风险'],
  ['B', 'B级', 'B类', '信用风险一般', '一般风险'],
  ['C', 'C级', 'C类', '信用风险较高', '较高风险'],
  ['D', 'D级', 'D类', '信用风险高', '高风险'],
])

/** Entries separated by 、 ; or , in either width, without repetition, in their own order. */
export function list<V>(read: Read<V>): Read<V[]> {
  return (cell) => {
    const parts = cell.split(/[、､;；,，]/u).map((part) => part.trim())
    const entries = parts.filter((part) => part !== '').map(read)
    if (entries.length === 0) throw new CellFault('不能只有分隔符')
    return [...new Set(entries)]
  }
}

export function phone(cell: string): string {
  const number = closed(cell)
  if (!/^\+?\d[\d-]{4,19}$/u.test(number)) throw new CellFault('电话号码只能由数字和短横线组成，5 到 20 位')
  return number
}
