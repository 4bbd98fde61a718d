/** 抽查类型 as the national publicity system knows it: drawn among all firms, or among those of certain features. */

export const SAMPLING_KINDS = ['不定向抽查', '定向抽查'] as const
export type SamplingKind = (typeof SAMPLING_KINDS)[number]

/** @param scopes of the plan and of its items: each a set of lists, of which one that is not empty narrows it */
export function samplingKind(scopes: object[]): SamplingKind {
  const narrowed = scopes.some((scope) =>
    Object.values(scope).some((list) => Array.isArray(list) && list.length > 0),
  )
  return narrowed ? '定向抽查' : '不定向抽查'
}
