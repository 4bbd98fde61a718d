/** The sheet of firms, written as the rows come, made for a million of them (dr1 §1). */
import { compareBytes, hashOfText, isAscending, isIdentifier } from './hash.js'

/** `recused`: ids of the inspectors file, sorted; it is sealed, and opened later, as it stands here. */
export type SheetRow = { firm: string; stratum: string; weight: number; recused: string[] }

export const hex64 = /^[0-9a-f]{64}$/
export const stratumName = /^[A-Za-z0-9._-]{1,32}$/
/** An identifier that needs no escapes in JSON; almost every firm's code is one. */
const plainName = /^[0-9A-Za-z-]{1,64}$/

export const isWeight = (x: unknown) => Number.isInteger(x) && Number(x) >= 1 && Number(x) <= 1_000_000

/** The salt of a firm's seal: 32 hex characters. */
export function saltOf(saltKey: string, firm: string): string {
  return saltOfQuoted(saltKey, JSON.stringify(firm))
}

/** The seal of a firm's recusals; `recused` sorted, hashed as it stands. */
export function sealOf(drawNo: string, firm: string, salt: string, recused: string[]): string {
  return sealOfQuoted(JSON.stringify(drawNo), JSON.stringify(firm), salt, recused)
}

/**
 * Answers the lines of the rows that it is given; all together are the sheet's text.
 * @throws Error for no identifiers, numbers out of range, unsorted recusals, and a firm that is not behind the one before.
 */
export function createSheetWriter(drawNo: string, saltKey: string): (rows: SheetRow[]) => string {
  if (!isIdentifier(drawNo) || !hex64.test(saltKey)) throw new Error(`${drawNo} or its key is malformed`)
  const no = JSON.stringify(drawNo)
  let last = ''
  return (rows) => {
    let text = ''
    for (const { firm, stratum, weight, recused } of rows) {
      if (compareBytes(last, firm) >= 0) throw new Error(`${firm} is out of order or stands there twice`)
      if (!stratumName.test(stratum)) throw new Error(`${stratum} cannot name a stratum`)
      if (!isWeight(weight)) throw new Error(`${firm} cannot weigh ${weight}`)
      if (!isAscending(recused)) throw new Error(`The recusals of ${firm} are not sorted`)
      const quoted = quote(firm)
      const seal = sealOfQuoted(no, quoted, saltOfQuoted(saltKey, quoted), recused)
      text += `[${quoted},"${stratum}",${weight},"${seal}"]\n`
      last = firm
    }
    return text
  }
}

/** H of what JSON.stringify writes as RFC 8785 wants it, several times faster. */
function saltOfQuoted(saltKey: string, firm: string): string {
  return hashOfText(`["dr1/salt","${saltKey}",${firm}]`).slice(0, 32)
}

function sealOfQuoted(drawNo: string, firm: string, salt: string, recused: string[]): string {
  const names = recused.length === 0 ? '[]' : JSON.stringify(recused)
  return hashOfText(`["dr1/seal",${drawNo},${firm},"${salt}",${names}]`)
}

function quote(firm: string): string {
  if (plainName.test(firm)) return `"${firm}"`
  if (!isIdentifier(firm)) throw new Error(`${firm} is not an identifier`)
  return JSON.stringify(firm)
}
