/** Gathers what a drawn draw's papers say: the outcome as it was drawn, whoever has taken a seat since. */
import { EXCLUSION_NAMES, nameBeacon } from '../../commands/messages/names.js'
import { visitNo } from '../../commands/rules/numbers.js'
import type { CreditClass, Draw, RosterRow, SelectedRow, View } from '../../db/store.js'
import type { DrawnVisit, DrawSheetData, NamedPerson } from '../documents/draw-data.js'

export async function gatherPapers(view: View, draw: Draw, zone: string): Promise<DrawSheetData> {
  const plan = draw.frozenPlan!
  const commit = draw.commit as Record<'sheet' | 'excluded' | 'inspectors' | 'seats', string> & {
    registry: { n: number; hash: string }
  }
  const summary = draw.summary!
  const nameOf = async (code: string) => (await view.departments.get(code))?.name ?? code
  const joining: string[] = []
  for (const code of plan.departments) if (code !== plan.leadDepartment) joining.push(await nameOf(code))
  return {
    drawNo: draw.no!,
    nth: draw.nth,
    reason: draw.reason,
    plan: { no: plan.no, name: plan.name, filingNo: plan.filingNo },
    leadDepartment: await nameOf(plan.leadDepartment),
    joiningDepartments: joining,
    items: (await view.items.many(plan.items)).map(({ code, name }) => ({ code, name })),
    startedBy: await namePerson(view, draw.startedBy),
    committedAt: draw.committedAt!,
    witnesses: await gatherWitnesses(view, draw.id),
    drawnAt: draw.drawnAt!,
    commitHash: draw.commitHash!,
    files: commit,
    registry: commit.registry,
    beacon: draw.beacon && { source: nameBeacon(draw.beacon), value: draw.beacon.value },
    seed: draw.seed!,
    excluded: Object.entries(summary.excluded).map(([reason, count]) => ({
      reason: EXCLUSION_NAMES[reason] ?? reason,
      count,
    })),
    strata: summary.strata.map(({ stratum, ...rest }) => ({ creditClass: stratum as CreditClass, ...rest })),
    due: summary.due,
    dueEstimated: summary.dueEstimated,
    visits: await gatherVisits(view, draw.no!, draw.selected!, draw.roster),
    timeZone: zone,
  }
}

async function namePerson(view: View, id: string): Promise<NamedPerson> {
  const person = await view.people.get(id)
  const department = person && (await view.departments.get(person.department))
  return { name: person?.name ?? id, department: department?.shortName ?? '' }
}

async function gatherWitnesses(view: View, draw: number): Promise<DrawSheetData['witnesses']> {
  const rows: DrawSheetData['witnesses'] = []
  for (const one of await view.draws.witnesses(draw)) {
    rows.push({ ...(await namePerson(view, one.person)), text: one.text, at: one.at })
  }
  return rows
}

async function gatherVisits(
  view: View,
  drawNo: string,
  selected: SelectedRow[],
  roster: RosterRow[] | null,
): Promise<DrawnVisit[]> {
  const seats = roster === null ? 0 : roster.length / selected.length
  const visits: DrawnVisit[] = []
  for (const [i, [, , , code]] of selected.entries()) {
    const firm = (await view.firms.get(code))!
    const inspectors: NamedPerson[] = []
    for (const [, , id] of (roster ?? []).slice(i * seats, (i + 1) * seats)) {
      inspectors.push(await namePerson(view, (await view.inspectors.get(id))?.person ?? id))
    }
    visits.push({ no: visitNo(drawNo, i, selected.length), firm, inspectors })
  }
  return visits
}
