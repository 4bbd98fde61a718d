/** The printed forms of a visit: which there are, and where an office's own template of one is kept. */
export type FormKind = 'notice' | 'record'

export const FORM_NAMES: Record<FormKind, string> = { notice: '检查通知书', record: '检查记录表' }

/** The setting that holds the hash of the office's own template. */
export const formSetting = (kind: FormKind) => `form.${kind}`

const WORDS: Record<FormKind, string[]> = {
  notice: ['检查通知书', '通知书'],
  record: ['检查记录表', '记录表'],
}

export function readFormKind(word: string): FormKind | null {
  const kinds = Object.keys(WORDS) as FormKind[]
  return kinds.find((kind) => WORDS[kind].includes(word)) ?? null
}
