/** The table that changes the credit class 信用等级, and where it is given the weight, of firms that are known already. */
import type { Firm } from '../../../db/store.js'
import { creditClass, creditCode, integer } from './cells.js'
import {
  creditClassHeaders,
  creditClassNotes,
  firmCodeHeaders,
  firmCodeNotes,
  weightHeaders,
  weightNotes,
} from './firm-headers.js'
import { defineTable, optional, required } from './table.js'

/** No weight leaves the firm's own. */
export type Credit = Pick<Firm, 'code' | 'creditClass'> & { weight: number | null }

export const credit = defineTable({
  title: '信用等级',
  columns: {
    code: required('统一社会信用代码', firmCodeHeaders, creditCode, firmCodeNotes),
    creditClass: required('信用等级', creditClassHeaders, creditClass, creditClassNotes),
    weight: optional('权重', weightHeaders, integer(1, 1_000_000), null, {
      ...weightNotes,
      hint: `${weightNotes.hint}；不填不改`,
    }),
  },
  toRecord: (values): Credit => values,
  key: ({ code }) => code,
})
