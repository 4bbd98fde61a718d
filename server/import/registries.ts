/** Each kind of import: where its records live in the store, and what a record refers to. */

import { asRegistered, putRegistered } from '../../commands/credit/rate-firm.js'
import { messages } from '../../commands/messages.js'
import { approvingDepartment } from '../../commands/plans/find-approvers.js'
import { type Credit, credit } from '../../commands/registries/kinds/credit.js'
import { type CreditRecord, creditRecords } from '../../commands/registries/kinds/credit-records.js'
import { departments } from '../../commands/registries/kinds/departments.js'
import { inspectors } from '../../commands/registries/kinds/inspectors.js'
import { items } from '../../commands/registries/kinds/items.js'
import type { ImportKind } from '../../commands/registries/kinds/kinds.js'
import { measures } from '../../commands/registries/kinds/measures.js'
import { people } from '../../commands/registries/kinds/people.js'
import { plans } from '../../commands/registries/kinds/plans.js'
import { recusals } from '../../commands/registries/kinds/recusals.js'
import type { Column, Fault } from '../../commands/registries/kinds/table.js'
import { responsibleFor } from '../../commands/rules/measures.js'
import { carryApproval } from '../../commands/rules/plan-approval.js'
import type {
  CalendarOverride,
  Department,
  Firm,
  Inspector,
  Item,
  Measure,
  Person,
  Plan,
  PlatformDraw,
  Recusal,
  Tx,
  View,
} from '../../db/store.js'
import { checkPlatformDraw, type RowFault } from './check-platform-draw.js'
import { enterPlatformDraw } from './enter-platform-draw.js'
import { isOpen } from './registry-news.js'
import type { Replaced } from './replace-record.js'

export type Reference = Omit<Fault, 'row' | 'sheet'>

interface Registry<R> {
  /** What the store holds under the record's key. */
  existing(view: View, record: R): Promise<R | undefined>
  put(tx: Tx, record: R, by: Replaced): Promise<void>
  /** Whether a record can only be judged among all records of its file, which are few then. */
  wholeFile?: true
  /** Columns of which `settle` knows itself what stays. */
  settled?: string[]
  /** The record as it is to be kept, where that hangs on what was there before and on who hands it in. */
  settle?(before: R | undefined, record: R, actor: string): R
  /** The first thing the record refers to that is not there; `all` are the file's records, if the whole file is needed. */
  missing?(view: View, record: R, all: R[]): Promise<Reference | undefined>
  /** What a file cannot bring about, seen from the record as it would be kept. @param inChat handed in by somebody who may speak for himself there */
  forbidden?(view: View, before: R | undefined, record: R, inChat: boolean): Promise<Reference | undefined>
  /** All that is wrong with a record of several rows, each fault under its own row. */
  faultsOf?(view: View, record: R): Promise<RowFault[]>
  /** Where a whole register can be handed in: who is in it, and what becomes of who is not in the file. */
  closing?: {
    eachOpen(view: View, open: (key: string) => void): Promise<void>
    get(view: View, key: string): Promise<R | undefined>
    close(record: R): R
    /** The column by which one is in it, where it need not be there: whom the file names is in it then. */
    openBy?: string
  }
}

function define<R>(registry: Registry<R>): Registry<R> {
  return registry
}

function absent(column: Column<unknown>, value: string, reason: string): Reference {
  return { column: column.header, value, reason }
}

async function missingDepartment(view: View, column: Column<unknown>, code: string) {
  if (await view.departments.get(code)) return undefined
  return absent(column, code, `没有代码为「${code}」的部门，请先导入部门`)
}

async function missingFirm(view: View, column: Column<unknown>, code: string) {
  if (await view.firms.get(code)) return undefined
  return absent(column, code, '名录库里没有这个市场主体，请先导入市场主体')
}

async function leadingDepartments(view: View, all: Department[]): Promise<Department[]> {
  const merged = new Map((await view.departments.all()).map((department) => [department.code, department]))
  for (const department of all) merged.set(department.code, department)
  return [...merged.values()].filter((department) => department.leading)
}

/** Another active roll entry of the same person, as the store will be after the file. */
async function otherRoll(view: View, record: Inspector, all: Inspector[]): Promise<Inspector | undefined> {
  if (!record.active) return undefined
  const stored = await view.inspectors.ofPerson(record.person)
  const replaced = all.some(({ id }) => id === stored?.id)
  return [...all, ...(stored && !replaced ? [stored] : [])].find(
    ({ id, person, active }) => active && person === record.person && id !== record.id,
  )
}

/** A roll with empty leave cells, as templates have, or with an earlier leave brings nobody back into draws: 销假 ends a leave. */
function keepLeave(before: Inspector | undefined, record: Inspector): Inspector {
  const isLater = (before?.leaveFrom ?? '') > (record.leaveTo ?? '')
  if (before === undefined || !isLater) return record
  return { ...record, leaveFrom: before.leaveFrom, leaveTo: before.leaveTo }
}

/** In the order in which they can be imported into an empty store. */
export const registries: Record<ImportKind, Registry<unknown>> = {
  departments: define<Department>({
    existing: (view, record) => view.departments.get(record.code),
    put: (tx, record) => tx.departments.put(record),
    wholeFile: true,
    missing: async (view, record, all) => {
      if (!record.leading) return undefined
      const other = (await leadingDepartments(view, all)).find(({ code }) => code !== record.code)
      return (
        other && absent(departments.columns.leading, '是', `领导小组办公室只能有一个，另有「${other.name}」`)
      )
    },
  }),
  people: define<Person>({
    existing: (view, record) => view.people.get(record.id),
    put: (tx, record) => tx.people.put(record),
    missing: (view, record) => missingDepartment(view, people.columns.department, record.department),
  }),
  inspectors: define<Inspector>({
    existing: (view, record) => view.inspectors.get(record.id),
    put: (tx, record) => tx.inspectors.put(record),
    wholeFile: true,
    settle: keepLeave,
    missing: async (view, record, all) => {
      const { person: column, department } = inspectors.columns
      const person = await view.people.get(record.person)
      if (person === undefined) return absent(column, record.person, '没有这个人员编号，请先导入人员')
      if (!person.roles.includes('inspector'))
        return absent(column, record.person, '这个人员的角色里没有「执法人员」')
      const other = await otherRoll(view, record, all)
      if (other) return absent(column, record.person, `这个人员已有在岗的执法证号「${other.id}」`)
      return missingDepartment(view, department, record.department)
    },
    closing: {
      async eachOpen(view, open) {
        const codes = (await view.departments.all()).map(({ code }) => code)
        for (const { id, active } of await view.inspectors.ofDepartments(codes)) if (active) open(id)
      },
      get: (view, id) => view.inspectors.get(id),
      close: (inspector) => ({ ...inspector, active: false }),
      openBy: 'active',
    },
  }),
  firms: define<Firm>({
    // A file is compared with what the registers said before, not with what the credit rules made of it.
    existing: async (view, record) => asRegistered(view, await view.firms.get(record.code)),
    put: putRegistered,
    closing: {
      eachOpen: (view, open) =>
        view.firms.eachInScope([], (some) => {
          for (const { code, status } of some) if (isOpen({ status })) open(code)
        }),
      get: async (view, code) => asRegistered(view, await view.firms.get(code)),
      close: (firm) => ({ ...firm, status: '移出名录' }),
    },
  }),
  items: define<Item>({
    existing: (view, record) => view.items.get(record.code),
    put: (tx, record) => tx.items.put(record),
    missing: (view, record) => missingDepartment(view, items.columns.department, record.department),
  }),
  plans: define<Plan>({
    existing: (view, record) => view.plans.get(record.no),
    put: (tx, record) => tx.plans.put(record),
    settle: carryApproval,
    settled: ['approvedBy', 'approvedAt', 'filingNo'],
    missing: async (view, record) => {
      const { leadDepartment, others, items: itemColumn, approvedBy } = plans.columns
      for (const code of record.departments) {
        const column = code === record.leadDepartment ? leadDepartment : others
        const fault = await missingDepartment(view, column, code)
        if (fault) return fault
      }
      for (const code of record.items) {
        const item = await view.items.get(code)
        if (item === undefined)
          return absent(itemColumn, code, `没有编码为「${code}」的抽查事项，请先导入事项`)
        if (!record.departments.includes(item.department))
          return absent(itemColumn, code, '这个事项的抽查主体不在计划的部门里')
      }
      if (record.approvedBy === null) return undefined
      const approver = await view.people.get(record.approvedBy)
      if (approver?.roles.includes('leader')) return undefined
      return absent(approvedBy, record.approvedBy, '批准人应是已导入的、角色为「领导」的人员')
    },
    async forbidden(view, before, record, inChat) {
      const { approvedBy: by, approvedAt: at } = record
      if (by === null || (before?.approvedBy === by && before.approvedAt === at)) return undefined
      const { approvedBy } = plans.columns
      // A clerk must not speak for a leader who can be asked.
      if (inChat) return absent(approvedBy, by, messages.imports.approvalInFile)
      const department = (await view.people.get(by))?.department
      return department === (await approvingDepartment(view, record))
        ? undefined
        : absent(approvedBy, by, messages.imports.otherApprover)
    },
  }),
  recusals: define<Recusal>({
    existing: async (view, record) =>
      (await view.recusals.ofInspectors([record.inspector])).find(({ firm }) => firm === record.firm),
    put: (tx, record) => tx.recusals.put(record),
    missing: async (view, record) => {
      const { inspector, firm } = recusals.columns
      if (await view.inspectors.get(record.inspector)) return missingFirm(view, firm, record.firm)
      return absent(inspector, record.inspector, '没有这个执法证号，请先导入执法人员')
    },
  }),
  credit: define<Credit>({
    existing: async (view, { code, weight }) => {
      const firm = await asRegistered(view, await view.firms.get(code))
      return firm && { code, creditClass: firm.creditClass, weight: weight === null ? null : firm.weight }
    },
    put: async (tx, { code, creditClass, weight }) => {
      const firm = await asRegistered(tx, await tx.firms.get(code))
      if (firm) await putRegistered(tx, { ...firm, creditClass, weight: weight ?? firm.weight })
    },
    missing: (view, { code }) => missingFirm(view, credit.columns.code, code),
  }),
  measures: define<Measure>({
    existing: (view, { no }) => view.measures.get(no),
    put: (tx, record) => tx.measures.put(record),
    missing: async (view, { departments, units }) => {
      for (const code of departments) {
        const fault = await missingDepartment(view, measures.columns.departments, code)
        if (fault) return fault
      }
      if (departments.length > 0 || responsibleFor(units, await view.departments.all()).length > 0)
        return undefined
      return absent(
        measures.columns.units,
        units,
        '认不出是哪个部门，请写部门的名称或简称，或者填写责任部门代码',
      )
    },
  }),
  'credit-records': define<CreditRecord>({
    existing: async (view, { firm, kind, documentNo }) => {
      const found = await view.creditEntries.byDocument(firm, kind, documentNo)
      return found && { firm, kind, documentNo, on: found.on, department: found.department, text: found.text }
    },
    // What stands in a file is taken back openly (/credit 撤销), never changed.
    settle: (before, record) => before ?? record,
    async put(tx, record, { at, by }) {
      await tx.creditEntries.add({ ...record, files: [], by, at, state: 'stands' })
    },
    missing: async (view, { firm, department }) =>
      (await missingFirm(view, creditRecords.columns.firm, firm)) ??
      (await missingDepartment(view, creditRecords.columns.department, department)),
  }),
  'platform-draw': define<PlatformDraw>({
    existing: async (view, { task }) => (await view.draws.ofTask(task))?.elsewhere ?? undefined,
    // What was registered stands, wherever in its file it stood this time.
    settle: (before, record) => before ?? record,
    faultsOf: checkPlatformDraw,
    put: enterPlatformDraw,
    wholeFile: true,
  }),
  holidays: define<CalendarOverride>({
    existing: async (view, record) => (await view.calendar.overrides()).find(({ day }) => day === record.day),
    put: (tx, record) => tx.calendar.put(record),
  }),
}
