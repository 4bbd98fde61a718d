/** The tables of what is known before any draw: departments, people, the roll, firms, items, plans, recusals. */

import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CreditClass, Role, Scope, StratumRule } from '../../store.js'
import { flag, json, oneOf, runningId, strings } from './columns.js'

const FIRM_STATUSES = ['存续', '停业', '注销', '吊销', '迁出', '移出名录'] as const
const CREDIT_CLASSES = ['A', 'B', 'C', 'D'] as const
const BEACONS = ['drand', 'number'] as const
const ITEM_KINDS = ['一般', '重点'] as const

export const departments = sqliteTable('departments', {
  code: text().primaryKey(),
  name: text().notNull(),
  shortName: text().notNull(),
  leading: flag(),
})

export const people = sqliteTable(
  'people',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    department: text()
      .notNull()
      .references(() => departments.code),
    roles: json().$type<Role[]>().notNull(),
    phone: text(),
    active: flag(),
  },
  (t) => [index('people_by_name').on(t.name), index('people_by_department').on(t.department)],
)

export const inspectors = sqliteTable(
  'inspectors',
  {
    id: text().primaryKey(),
    person: text()
      .notNull()
      .references(() => people.id),
    department: text()
      .notNull()
      .references(() => departments.code),
    tags: strings(),
    certifiedUntil: text().notNull(),
    leaveFrom: text(),
    leaveTo: text(),
    active: flag(),
  },
  (t) => [index('inspectors_by_person').on(t.person), index('inspectors_by_department').on(t.department)],
)

export const firms = sqliteTable(
  'firms',
  {
    code: text().primaryKey(),
    name: text().notNull(),
    type: text().notNull(),
    trade: text().notNull(),
    district: text().notNull(),
    address: text().notNull(),
    phone: text(),
    status: text({ enum: FIRM_STATUSES }).notNull(),
    creditClass: text({ enum: CREDIT_CLASSES }).notNull(),
    tags: strings(),
    weight: integer().notNull(),
  },
  (t) => [
    index('firms_by_trade').on(t.trade, t.code),
    oneOf('firms_status', 'status', FIRM_STATUSES),
    oneOf('firms_credit_class', 'creditClass', CREDIT_CLASSES),
  ],
)

export const items = sqliteTable(
  'items',
  {
    code: text().primaryKey(),
    name: text().notNull(),
    legalBasis: text().notNull(),
    department: text()
      .notNull()
      .references(() => departments.code),
    scope: json().$type<Scope>().notNull(),
    content: text().notNull(),
    method: text().notNull(),
    ratioCap: json().$type<[number, number]>().notNull(),
    yearlyCap: integer().notNull(),
    capSetBy: text().notNull().default('本部门'),
    kind: text({ enum: ITEM_KINDS }).notNull(),
    materials: text().notNull(),
    publishedOn: text(),
  },
  () => [oneOf('items_kind', 'kind', ITEM_KINDS)],
)

export const plans = sqliteTable('plans', {
  no: text().primaryKey(),
  name: text().notNull(),
  year: integer().notNull(),
  leadDepartment: text()
    .notNull()
    .references(() => departments.code),
  departments: strings(),
  items: strings(),
  scope: json().$type<Scope>().notNull(),
  rules: json().$type<Partial<Record<CreditClass, StratumRule>>>().notNull(),
  inspectorsPerVisit: integer().notNull(),
  inspectorTags: strings(),
  maxVisits: integer().notNull(),
  frequency: integer().notNull(),
  from: text().notNull(),
  to: text().notNull(),
  workingDays: integer().notNull(),
  witnesses: integer().notNull(),
  beacon: text({ enum: BEACONS }),
  unannounced: flag().default(false),
  approvedBy: text(),
  approvedAt: text(),
  filingNo: text(),
  importedBy: text(),
  approvalLapsed: text(),
})

const REQUEST_STATES = ['asked', 'granted', 'refused'] as const

export const recusalRequests = sqliteTable(
  'recusal_requests',
  {
    id: runningId(),
    inspector: text()
      .notNull()
      .references(() => inspectors.id),
    firm: text()
      .notNull()
      .references(() => firms.code),
    reason: text().notNull(),
    explanation: text().notNull(),
    askedBy: text()
      .notNull()
      .references(() => people.id),
    askedAt: text().notNull(),
    state: text({ enum: REQUEST_STATES }).notNull(),
    decidedBy: text().references(() => people.id),
  },
  () => [oneOf('recusal_requests_state', 'state', REQUEST_STATES)],
)

export const recusals = sqliteTable(
  'recusals',
  {
    inspector: text()
      .notNull()
      .references(() => inspectors.id),
    firm: text()
      .notNull()
      .references(() => firms.code),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.inspector, t.firm] })],
)
