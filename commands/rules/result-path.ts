/** Where a public result stands on the public site. */
import type { PublishedResult } from '../../db/store.js'

export const resultPath = ({ visit, department }: Pick<PublishedResult, 'visit' | 'department'>): string =>
  `/results/${encodeURIComponent(visit)}/${encodeURIComponent(department)}`
