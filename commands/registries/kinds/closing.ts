/** What names a firm or a roll entry that is to be closed; nothing is ever deleted. */
import type { Firm } from '../../../db/store.js'
import { firms } from './firms.js'
import { inspectors } from './inspectors.js'
import { CellFault, defineTable, optional } from './table.js'

type Closed = Exclude<Firm['status'], '存续'>

const { code, status } = firms.columns

function readClosed(cell: string): Closed {
  const read = status.read(cell)
  if (read === '存续') throw new CellFault('关闭时只能填写：停业、注销、吊销、迁出')
  return read
}

export const closedFirms = defineTable({
  title: '市场主体',
  columns: {
    code,
    status: optional(status.header, [...status.also], readClosed, '注销' as const, {
      example: '注销',
    }),
  },
  toRecord: (values): { code: string; status: Closed } => values,
  key: (firm) => firm.code,
})

export const closedInspectors = defineTable({
  title: '执法人员',
  columns: { id: inspectors.columns.id },
  toRecord: (values): { id: string } => values,
  key: (inspector) => inspector.id,
})
