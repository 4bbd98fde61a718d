/** Every kind of table that an office can hand in, in the order in which an empty store takes them. */
import { credit } from './credit.js'
import { creditRecords } from './credit-records.js'
import { creditRules } from './credit-rules.js'
import { departments } from './departments.js'
import { firms } from './firms.js'
import { holidays } from './holidays.js'
import { inspectors } from './inspectors.js'
import { items } from './items.js'
import { measures } from './measures.js'
import { people } from './people.js'
import { plans } from './plans.js'
import { platformDraws } from './platform-draws.js'
import { recusals } from './recusals.js'

export const tables = {
  ...{ departments, people, inspectors, firms, items, plans, recusals, holidays, credit, measures },
  'credit-records': creditRecords,
  'platform-draw': platformDraws,
}

export type ImportKind = keyof typeof tables

/** With the table of credit rules, which no import takes in: a leader approves it (/credit 规则). */
export const templates = { ...tables, 'credit-rules': creditRules }

export type TemplateKind = keyof typeof templates
