/** Whether one visit that the upper platform drew is lawful: its firm, its day, and who goes there. */
import { messages } from '../../commands/messages.js'
import { platformDraws } from '../../commands/registries/kinds/platform-draws.js'
import type { Column } from '../../commands/registries/kinds/table.js'
import { isInScope } from '../../commands/rules/in-scope.js'
import { foldName } from '../../db/fold-name.js'
import type {
  Department,
  Firm,
  Inspector,
  Item,
  Plan,
  PlatformDraw,
  PlatformVisit,
  View,
} from '../../db/store.js'
import type { RowFault } from './check-platform-draw.js'
import { findInspector } from './find-inspector.js'
import { isOpen } from './registry-news.js'

const { columns } = platformDraws
const { platform } = messages

type Note = (column: Column<unknown>, value: string, reason: string) => void

/** 行政处罚法第四十二条. */
const FEWEST = 2

/** Faults under the first row of the visit. */
export async function checkPlatformVisit(
  view: View,
  { drawnOn }: PlatformDraw,
  visit: PlatformVisit,
  plan: Plan,
  items: Item[],
): Promise<RowFault[]> {
  const faults: RowFault[] = []
  const note: Note = ({ header }, value, reason) =>
    faults.push({ row: visit.rows[0]!, column: header, value, reason })
  const firm = await view.firms.get(visit.firm)
  if (firm === undefined) note(columns.firm, visit.firm, platform.unknownFirm)
  else checkFirm(firm, visit, [plan, ...items], note)
  if (visit.due < plan.from || visit.due > plan.to)
    note(columns.due, visit.due, platform.outside(plan.from, plan.to))
  if (drawnOn !== null && visit.due < drawnOn) note(columns.due, visit.due, platform.dueBeforeDraw)
  await checkTeam(view, visit, plan, drawnOn ?? plan.from, note)
  return faults
}

function checkFirm(firm: Firm, visit: PlatformVisit, scoped: Pick<Plan, 'scope'>[], note: Note): void {
  if (!isOpen(firm)) note(columns.firm, firm.code, platform.closedFirm(firm.status))
  if (visit.firmName !== '' && foldName(visit.firmName) !== foldName(firm.name))
    note(columns.firmName, visit.firmName, platform.otherName(firm.name))
  if (!scoped.every(({ scope }) => isInScope(scope, firm))) note(columns.firm, firm.code, platform.outOfScope)
}

async function checkTeam(
  view: View,
  visit: PlatformVisit,
  plan: Plan,
  since: string,
  note: Note,
): Promise<void> {
  const theirs: Department[] = []
  for (const code of plan.departments) theirs.push((await view.departments.get(code))!)
  const named = readDepartments(visit, theirs, note)
  const team = new Map<string, Inspector>()
  let unknown = false
  for (const word of visit.inspectors) {
    const found = await findInspector(view, word, plan.departments)
    if ('why' in found) {
      note(columns.inspectors, word, found.why)
      unknown = true
    } else if (!team.has(found.id)) {
      team.set(found.id, found)
      const why = await findHindrance(view, found, visit, named, since)
      if (why !== null) note(columns.inspectors, word, why)
    }
  }
  // Who cannot be told may be the one that is missing.
  if (unknown) return
  if (team.size < FEWEST) note(columns.inspectors, visit.inspectors.join('、'), platform.fewInspectors)
  for (const { code, name } of theirs)
    if (![...team.values()].some(({ department }) => department === code))
      note(columns.inspectors, visit.inspectors.join('、'), platform.noneOf(name))
}

/** Codes of the departments that the rows name; all of the plan's where they name none. */
function readDepartments({ departments }: PlatformVisit, theirs: Department[], note: Note): string[] {
  if (departments.length === 0) return theirs.map(({ code }) => code)
  return departments.flatMap((word) => {
    const found = theirs.find(({ code, name, shortName }) => [code, name, shortName].includes(word))
    if (found) return [found.code]
    note(columns.departments, word, platform.foreignDepartment(theirs.map(({ name }) => name)))
    return []
  })
}

async function findHindrance(
  view: View,
  { id, person: holder, department, active, certifiedUntil, leaveFrom, leaveTo }: Inspector,
  { firm, due }: PlatformVisit,
  departments: string[],
  since: string,
): Promise<string | null> {
  const person = await view.people.get(holder)
  if (!active || !person?.active) return platform.inactive
  if (person.department !== department) return platform.moved
  if (!departments.includes(department)) return platform.otherDepartment
  if (certifiedUntil < due) return platform.certificate(certifiedUntil)
  if (leaveFrom !== null && leaveTo !== null && leaveFrom <= since && leaveTo >= due)
    return platform.leave(leaveFrom, leaveTo)
  const recused = (await view.recusals.ofInspectors([id])).some((one) => one.firm === firm)
  return recused ? platform.recused : null
}
