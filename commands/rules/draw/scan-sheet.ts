/** Reads the usual lines of a sheet, whose firms need no escapes, byte by byte: several times faster than as JSON. */

/** For each byte, 1 when it may stand in that part of a line. */
const allowed = (characters: RegExp) =>
  Uint8Array.from({ length: 256 }, (_, byte) => (characters.test(String.fromCharCode(byte)) ? 1 : 0))

/** All of them sort behind the quote that ends a name. */
const PLAIN = allowed(/[0-9A-Za-z-]/)
const STRATUM = allowed(/[A-Za-z0-9._-]/)
const HEX = allowed(/[0-9a-f]/)
const DIGIT = allowed(/[0-9]/)
const [OPEN, NEXT, UNQUOTE, REQUOTE, CLOSE] = ['["', '","', '",', ',"', '"]\n'].map((text) =>
  Buffer.from(text),
) as [Buffer, Buffer, Buffer, Buffer, Buffer]
const ZERO = 0x30
const MOST_WEIGHT = 1_000_000

export interface SheetScanner {
  /** Whether the line that starts there is a usual one, as a freeze writes it; then the others tell what it says. */
  take(start: number): boolean
  /** Where the next line starts. */
  end(): number
  stratum(): string
  weight(): number
}

export function createSheetScanner(bytes: Uint8Array): SheetScanner {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 0
  let stratumStart = 0
  let stratumEnd = 0
  let weight = 0

  function passWord(word: Uint8Array): boolean {
    for (let i = 0; i < word.length; i++) if (bytes[at++] !== word[i]) return false
    return true
  }

  function passRun(characters: Uint8Array, most: number): boolean {
    const start = at
    while (characters[bytes[at]!] === 1) at++
    return at > start && at - start <= most
  }

  function passStratum(): boolean {
    stratumStart = at
    const passed = passRun(STRATUM, 32)
    stratumEnd = at
    return passed
  }

  function passWeight(): boolean {
    if (bytes[at] === ZERO) return false
    const start = at
    if (!passRun(DIGIT, 7)) return false
    weight = 0
    for (let i = start; i < at; i++) weight = weight * 10 + bytes[i]! - ZERO
    return weight <= MOST_WEIGHT
  }

  function passSeal(): boolean {
    const start = at
    return passRun(HEX, 64) && at - start === 64
  }

  return {
    take(start) {
      at = start
      const named = passWord(OPEN) && passRun(PLAIN, 64) && passWord(NEXT) && passStratum()
      return named && passWord(UNQUOTE) && passWeight() && passWord(REQUOTE) && passSeal() && passWord(CLOSE)
    },
    end: () => at,
    stratum: () => text.toString('latin1', stratumStart, stratumEnd),
    weight: () => weight,
  }
}

/** Whether the firm of one usual line sorts before that of another; both start there. */
export function isBefore(bytes: Uint8Array, a: number, b: number): boolean {
  const QUOTE = OPEN[1]
  let i = OPEN.length
  while (bytes[a + i] === bytes[b + i] && bytes[a + i] !== QUOTE) i++
  return bytes[a + i]! < bytes[b + i]!
}
