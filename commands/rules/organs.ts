/** The organs of justice to which what is found may have to go (行政执法机关移送涉嫌犯罪案件的规定), and which one a name speaks of. */

export type Organ = 'police' | 'procuratorate' | 'court'

const SIGNS: [Organ, RegExp][] = [
  ['police', /公安/u],
  ['procuratorate', /检察/u],
  ['court', /法院/u],
]

/** The kind alone names nobody. */
const KIND_ALONE = /^(?:公安(?:机关|局|分局)?|(?:人民)?检察(?:院|机关)?|(?:人民)?法院)$/u

/** @returns null for what is none of the three, and for a kind without a name such as 公安机关 */
export function readOrgan(name: string): Organ | null {
  const folded = name.normalize('NFKC').replace(/\s/g, '')
  if (KIND_ALONE.test(folded)) return null
  return SIGNS.find(([, sign]) => sign.test(folded))?.[0] ?? null
}
