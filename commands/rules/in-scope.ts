/** Whether a firm is one of those that an item or a plan is for (四(一)3). */

interface Scope {
  trades: string[]
  types: string[]
  districts: string[]
  tags: string[]
  classes: string[]
}

interface ScopedFirm {
  trade: string
  type: string
  district: string
  tags: string[]
  creditClass: string
}

/** Every list that is not empty must name the firm; of the tags any one is enough. */
export function isInScope({ trades, types, districts, tags, classes }: Scope, firm: ScopedFirm): boolean {
  const names = (list: string[], ...words: string[]) =>
    list.length === 0 || words.map(fold).some((word) => list.map(fold).includes(word))
  return (
    names(trades, firm.trade) &&
    names(types, firm.type) &&
    names(districts, firm.district) &&
    names(classes, firm.creditClass) &&
    names(tags, ...firm.tags)
  )
}

/** Brackets are written in either width. */
function fold(word: string): string {
  return word.normalize('NFKC')
}
