/** Which syllables somebody may have meant who typed pinyin without blanks. */

const SYLLABLE =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ong|ian|iao|ing|uai|uan|van|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ui|un|ue|ve|a|o|e|i|u|v)|ang|eng|ai|ei|ao|ou|an|en|er|a|o|e)$/
const LONGEST = 6
/** 方案 or 反感: real words have a handful of readings; nobody needs those of a made-up one. */
const MOST = 8

/** Ways to read `letters` as whole syllables, longer syllables first; none when they are no pinyin. */
export function splitSyllables(letters: string): string[][] {
  const found: string[][] = []
  const hopeless = new Set<number>()
  function goOn(from: number, before: string[]): boolean {
    if (from === letters.length) return found.push(before) > 0
    if (hopeless.has(from)) return false
    let led = false
    for (let end = Math.min(from + LONGEST, letters.length); end > from && found.length < MOST; end--) {
      const syllable = letters.slice(from, end)
      if (SYLLABLE.test(syllable)) led = goOn(end, [...before, syllable]) || led
    }
    if (!led && found.length < MOST) hopeless.add(from)
    return led
  }
  goOn(0, [])
  return found
}
