/** The numbers under which plans, draws, visits and receipts are spoken of, and how people's spellings of them are read. */

/** 'JH2026-01'; `n` counts from 1 within the year. */
export function planNo(year: number, n: number): string {
  return `JH${year}-${pad(n, 2)}`
}

/** 'CQ2026-003'; `n` counts from 1 within the year. */
export function drawNo(year: number, n: number): string {
  return `CQ${year}-${pad(n, 3)}`
}

/** 'RW2026-003-07' for the draw 'CQ2026-003'; `index` from 0, all numbers of one draw as wide as its `total` needs. */
export function visitNo(draw: string, index: number, total: number): string {
  return `RW${draw.slice('CQ'.length)}-${pad(index + 1, Math.max(2, String(total).length))}`
}

/** 'HZ20261123-0017'; `n` counts from 1 within the day 'YYYY-MM-DD'. */
export function receiptNo(day: string, n: number): string {
  return `HZ${day.replaceAll('-', '')}-${pad(n, 4)}`
}

/** A plan's number in its proper form, from any case and width, with or without dash and zeros; null for anything else. */
export function readPlanNo(text: string): string | null {
  const [, year, n] = /^JH-?(\d{4})-?(\d{1,6})$/.exec(fold(text)) ?? []
  return year && Number(n) > 0 ? planNo(Number(year), Number(n)) : null
}

/** A draw's number in its proper form, from any case and width, with or without dash and zeros; null for anything else. */
export function readDrawNo(text: string): string | null {
  const [, year, n] = /^CQ-?(\d{4})-?(\d{1,6})$/.exec(fold(text)) ?? []
  return year && Number(n) > 0 ? drawNo(Number(year), Number(n)) : null
}

/**
 * A visit's number in its proper form: 'rw2026-3-7' is 'RW2026-003-07'. Zeros in front of the visit are kept as typed,
 * since only the draw knows how wide its numbers are. Without the dash before the visit the draw must have its three
 * digits, and what could be cut in two places is refused.
 */
export function readVisitNo(text: string): string | null {
  const folded = fold(text)
  const [, year, draw, visit = ''] =
    /^RW-?(\d{4})-?(\d{1,6})-(\d{1,6})$/.exec(folded) ??
    /^RW-?(\d{4})-?(\d{3})(\d{2})$/.exec(folded) ??
    /^RW-?(\d{4})-?(0\d{2})(\d{3,6})$/.exec(folded) ??
    []
  if (!year || Number(draw) === 0 || Number(visit) === 0) return null
  return `RW${year}-${pad(Number(draw), 3)}-${visit.padStart(2, '0')}`
}

/** What a visit's number may be, however many zeros were typed before the visit; [] for anything else. */
export function visitSpellings(text: string): string[] {
  const no = readVisitNo(text)
  if (no === null) return []
  const cut = no.lastIndexOf('-') + 1
  const visit = String(Number(no.slice(cut)))
  const wider = [2, 3, 4, 5, 6].map((width) => no.slice(0, cut) + visit.padStart(width, '0'))
  return [...new Set([no, ...wider])]
}

/** The first visit's number that a text names, in its proper form; null for none. */
export function findVisitNo(text: string): string | null {
  for (const [word] of fold(text).matchAll(/RW[\d-]+/g)) {
    const no = readVisitNo(word.replace(/-+$/, ''))
    if (no) return no
  }
  return null
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0')
}

/** Upper case and half width, with every kind of dash or space as one '-'. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[\s\p{Pd}_−]+/gu, '-')
}
