/** Whether a text that others will read holds a number by which a person is known or reached (个人信息保护法 第四条). */

/** A mobile phone; a resident's identity number (GB 11643-1999), which has a birthday in it, unlike a credit code; an address of e-mail. */
const PERSONAL = [
  /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/,
  /(?<![\dA-Z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![\dA-Z])/i,
  /(?<!\d)0\d{2,3}\d{7,8}(?!\d)/,
  /[\w.+]+@[\w.]+\.\w+/,
]

export function holdsPersonalNumber(text: string): boolean {
  const folded = text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')
  return PERSONAL.some((one) => one.test(folded))
}
