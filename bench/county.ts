/** A county of any size: the sample's firms again and again, each under a name and a valid credit code of its own. */
import type { Firm, Store } from '../db/store.js'

const CHUNK = 5000

/** Adds firms until the store has `total`. */
export async function growCounty(store: Store, total: number): Promise<void> {
  const sample: Firm[] = []
  await store.read((view) => view.firms.eachInScope([], (firm) => sample.push(firm)))
  for (let next = sample.length; next < total; ) {
    const end = Math.min(next + CHUNK, total)
    await store.write(async (tx) => {
      for (; next < end; next++) await tx.firms.put(branchOf(sample[next % sample.length]!, next))
    })
  }
}

export function branchOf(firm: Firm, serial: number): Firm {
  return { ...firm, code: codeOf(firm.code.slice(0, 8), serial), name: `${firm.name}第${serial}分店` }
}

/** Authority and district, an organisation code in no real use (GB 11714-1997), a check character (GB 32100-2015). */
function codeOf(head: string, serial: number): string {
  const body = `BE${String(serial).padStart(6, '0')}`
  const sum = weigh(body, [3, 7, 9, 10, 5, 8, 4, 2], (character) => Number.parseInt(character, 36))
  const code = `${head}${body}${'0123456789X'[(11 - (sum % 11)) % 11]}`
  const powers = Array.from(code, (_, i) => 3 ** i % 31)
  const check = (31 - (weigh(code, powers, (character) => ALPHABET.indexOf(character)) % 31)) % 31
  return code + ALPHABET[check]
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function weigh(text: string, weights: number[], worth: (character: string) => number): number {
  return [...text].reduce((sum, character, i) => sum + worth(character) * weights[i]!, 0)
}
