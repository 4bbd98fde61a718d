/** Reads canonical JSON (RFC 8785) strictly: what JSON.parse would forgive or forget is refused, and where it stands is said. */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export class NotCanonical extends Error {
  /** `cutShort`: the text ended before the value did. */
  constructor(
    reason: string,
    readonly cutShort: boolean,
  ) {
    super(reason)
  }
}

export interface CanonicalReader {
  /** The next value. @throws NotCanonical */
  value(): Json
  /** Steps over a line feed. @throws NotCanonical when there is none */
  lineFeed(): void
  atEnd(): boolean
}

const DEEPEST = 32
const PRINTABLE = /^"[ !#-[\]-~]*"$/
const ASCII = /^[\x20-\x7e]*$/

export function openCanonical(text: string): CanonicalReader {
  let at = 0

  function refuse(what: string): never {
    throw new NotCanonical(`第 ${at + 1} 个字符处${what}`, at >= text.length)
  }

  function skip(sign: string): void {
    if (text[at] !== sign) refuse(`应为“${sign === '\n' ? '换行' : sign}”`)
    at += 1
  }

  function value(depth = 0): Json {
    if (depth > DEEPEST) refuse('嵌套太深')
    switch (text.charCodeAt(at)) {
      case 0x22:
        return string()
      case 0x5b:
        return list(depth)
      case 0x7b:
        return object(depth)
      case 0x74:
        return word('true', true)
      case 0x66:
        return word('false', false)
      case 0x6e:
        return word('null', null)
      default:
        return integer()
    }
  }

  function word<T extends Json>(letters: string, meaning: T): T {
    if (!text.startsWith(letters, at)) refuse('不是规范的 JSON')
    at += letters.length
    return meaning
  }

  function integer(): number {
    let end = at + (text[at] === '-' ? 1 : 0)
    while (isDigit(text.charCodeAt(end))) end += 1
    const digits = text.slice(at, end)
    const number = Number(digits)
    // Written anew it must be the same: so no zeros in front, no minus zero, and nothing that was rounded.
    if (String(number) !== digits) refuse(digits === '' ? '不是规范的 JSON' : '的数字不是规范的整数')
    if (!Number.isSafeInteger(number)) refuse('的整数超出范围')
    at = end
    if ('.eE'.includes(text[at] ?? ' ')) refuse('的数字不是整数')
    return number
  }

  function string(): string {
    let end = at
    do end = text.indexOf('"', end + 1)
    while (end > 0 && isEscaped(text, end))
    if (end < 0) {
      at = text.length
      refuse('缺少引号，文本没有结束')
    }
    const raw = text.slice(at, end + 1)
    const words = PRINTABLE.test(raw) ? raw.slice(1, -1) : unquote(raw)
    at = end + 1
    return words
  }

  function unquote(raw: string): string {
    let words: string
    try {
      words = JSON.parse(raw) as string
    } catch {
      return refuse('的文本写法不对')
    }
    if (!words.isWellFormed()) refuse('的文本含有残缺字符')
    if (JSON.stringify(words) !== raw) refuse('的文本写法不规范')
    return words
  }

  function list(depth: number): Json[] {
    const items: Json[] = []
    at += 1
    while (text[at] !== ']') {
      if (items.length > 0) skip(',')
      items.push(value(depth + 1))
    }
    at += 1
    return items
  }

  function object(depth: number): { [key: string]: Json } {
    // Without a prototype, so that a key such as __proto__ is a key like any other.
    const found = Object.create(null) as { [key: string]: Json }
    let last: string | null = null
    at += 1
    while (text[at] !== '}') {
      if (last !== null) skip(',')
      if (text[at] !== '"') refuse('应为键名')
      const key = string()
      if (!ASCII.test(key)) refuse('的键名不是 ASCII')
      if (last !== null && key <= last) refuse(key === last ? `的键“${key}”重复` : '的键没有按顺序')
      skip(':')
      found[key] = value(depth + 1)
      last = key
    }
    at += 1
    return found
  }

  return { value, lineFeed: () => skip('\n'), atEnd: () => at === text.length }
}

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39

function isEscaped(text: string, end: number): boolean {
  let backslashes = 0
  while (text[end - 1 - backslashes] === '\\') backslashes += 1
  return backslashes % 2 === 1
}
