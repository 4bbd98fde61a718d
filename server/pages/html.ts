/** HTML that cannot be broken out of: every value is escaped unless it is itself made by `html`. */

const markup = Symbol('markup')

/** Only `html` makes these: the key is known to this module alone. */
export interface Html {
  readonly [markup]: string
}

export type Value = string | number | Html | readonly Html[] | null

/** A template whose values are escaped for text and for quoted attributes; null is nothing. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { [markup]: String.raw({ raw: parts }, ...values.map(toMarkup)) }
}

export function toMarkup(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value))
  return isList(value) ? value.map(toMarkup).join('') : value[markup]
}

const isList = (value: Html | readonly Html[]): value is readonly Html[] => Array.isArray(value)

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
