/** Which departments the units of a timetable (附件2 责任单位) mean, and the last day that its words name. */

interface Named {
  code: string
  name: string
  shortName: string
}

/** Words for all members of the leading group (附件1). */
const EVERYBODY = /各(?:成员单位|监管部门|有关部门|相关部门|部门)/u

/**
 * Departments in the order of the office's list: those that the text names by their full or short name, all where it
 * speaks of every member, townships and streets where it speaks of those.
 */
export function responsibleFor<D extends Named>(units: string, departments: D[]): D[] {
  if (EVERYBODY.test(units)) return departments
  const places = /乡镇|街道/u.test(units)
  return departments.filter(
    ({ name, shortName }) =>
      units.includes(name) ||
      units.includes(shortName) ||
      (places && /(?:乡|镇|街道(?:办事处)?)$/u.test(name)),
  )
}

/** The last day of '2016年12月底前' or '2016年12月'; null for what names no month alone. */
export function monthEnd(text: string): string | null {
  const [, year, month] = /^(\d{4})年(\d{1,2})月(?:底|末)?$/u.exec(text) ?? []
  if (!year || Number(month) < 1 || Number(month) > 12) return null
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10)
}
