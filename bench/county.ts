/** A county of any size: the sample's firms again and again, each under a name and a valid credit code of its own. */
import { firms as table } from '../commands/registry/firms.js'
import { readTable } from '../commands/registry/table.js'
import type { Firm, Store } from '../db/store.js'
import { createFirms, firmRows } from '../sample/source/firms.js'

const CHUNK = 5000

/** Adds firms until the store has `total`. */
export async function growCounty(store: Store, total: number): Promise<void> {
  const sample = readSample()
  for (let next = await store.read((view) => view.firms.count()); next < total; ) {
    const end = Math.min(next + CHUNK, total)
    await store.write(async (tx) => {
      for (; next < end; next++) await tx.firms.put(branchOf(sample[next % sample.length]!, next))
    })
  }
}

function readSample(): Firm[] {
  const [header = [], ...rows] = firmRows(createFirms())
  return readTable(table, header, rows).records.map(({ record }) => record)
}

function branchOf(firm: Firm, serial: number): Firm {
  return { ...firm, code: codeOf(firm.code.slice(0, 8), serial), name: `${firm.name}第${serial}分店` }
}

/** GB 32100-2015 and GB 11714-1997: authority and district, an organisation code in no real use, check character. */
function codeOf(head: string, serial: number): string {
  const body = `BE${String(serial).padStart(6, '0')}`
  const rest = (11 - (weigh(body, [3, 7, 9, 10, 5, 8, 4, 2], (c) => Number.parseInt(c, 36)) % 11)) % 11
  const code = `${head}${body}${rest === 10 ? 'X' : rest}`
  const powers = Array.from(code, (_, i) => 3 ** i % 31)
  return code + ALPHABET[(31 - (weigh(code, powers, (c) => ALPHABET.indexOf(c)) % 31)) % 31]
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function weigh(text: string, weights: number[], valueOf: (character: string) => number): number {
  return [...text].reduce((sum, character, i) => sum + valueOf(character) * weights[i]!, 0)
}
