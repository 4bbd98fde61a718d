/** The form in which names and the words that look for them are compared. */

/** Office documents write brackets and quotation marks in any width, set blanks for looks, and leave dots out of names. */
const IGNORED = /[\s\p{C}\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'·•‧・]/gu

/** NFKC, lower case, without blanks, brackets, quotation marks and middle dots; may be empty. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(IGNORED, '')
}
