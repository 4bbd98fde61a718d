/** How a name is read: one syllable of pinyin for each character, without tones, ü as v. */
import { createRequire } from 'node:module'

type Library = typeof import('pinyin-pro')

/** Trades and places that the library's dictionary reads otherwise than those who live by or in them. */
const HOUSES = [...'车茶米药粮油布鱼果木电货饰器金料材商']
const PLACES = { 浚县: 'xùn xiàn', 乐清: 'yuè qīng', 都江: 'dū jiāng', 单县: 'shàn xiàn', 参茸: 'shēn róng' }

let library: Library | undefined

// Its dictionary costs a start 100 ms and 30 MB, and most processes read no name aloud.
function loadLibrary(): Library {
  const loaded = createRequire(import.meta.url)('pinyin-pro') as Library
  const read = (character: string) => loaded.pinyin(character)
  const houses = HOUSES.map((house) => [`${house}行`, `${read(house)} háng`])
  loaded.customPinyin({ ...Object.fromEntries(houses), ...PLACES })
  return loaded
}

/** A character's only reading, or its readings by the characters before and behind it. */
const readings = new Map<string, string | Map<string, string>>()
/** The neighbours kept for one character: enough for a province, and a bound for what others may import. */
const MOST_NEIGHBOURS = 10_000

/**
 * The syllables of a folded name; what is no Chinese character stands for itself. A character with several readings is
 * read by its two neighbours alone, so that names in their millions need few looks into the dictionary.
 */
export function readAloud(characters: string[]): string[] {
  return characters.map((character, i) => {
    const known = readings.get(character) ?? readAlone(character)
    if (typeof known === 'string') return known
    return readBetween(known, characters[i - 1] ?? '', character, characters[i + 1] ?? '')
  })
}

function readAlone(character: string): string | Map<string, string> {
  library ??= loadLibrary()
  const several = new Set(library.polyphonic(character, { toneType: 'none', type: 'array' })[0])
  const reading = several.size > 1 ? new Map<string, string>() : (syllables(character)[0] ?? character)
  readings.set(character, reading)
  return reading
}

function readBetween(known: Map<string, string>, before: string, character: string, behind: string): string {
  const neighbours = `${before} ${behind}`
  const kept = known.get(neighbours)
  if (kept !== undefined) return kept
  const read = syllables(before + character + behind)[before === '' ? 0 : 1]!
  if (known.size < MOST_NEIGHBOURS) known.set(neighbours, read)
  return read
}

function syllables(text: string): string[] {
  library ??= loadLibrary()
  return library.pinyin(text, { toneType: 'none', type: 'array', v: true })
}
