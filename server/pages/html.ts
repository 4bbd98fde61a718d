/** HTML that cannot be broken out of: every value is escaped unless it is itself made by `html`. */

const markup = Symbol('markup')

/** Only `html` makes these: the key is known to this module alone. */
export interface Html {
  readonly [markup]: string
}

export type Value = string | number | Html | readonly Html[] | null

/** A template whose values are escaped for text and for quoted attributes; null is nothing. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  let text = parts[0]!
  for (let i = 0; i < values.length; i++) text += toMarkup(values[i]!) + parts[i + 1]!
  return { [markup]: text }
}

export function toMarkup(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value))
  if (!isList(value)) return value[markup]
  let text = ''
  for (const one of value) text += one[markup]
  return text
}

const isList = (value: Html | readonly Html[]): value is readonly Html[] => Array.isArray(value)

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const SPECIAL = /[&<>"']/

/** Most texts have nothing to escape, and looking costs less than replacing. */
const escapeText = (text: string) =>
  SPECIAL.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character] ?? character) : text
