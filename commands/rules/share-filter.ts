/** Which public results a sharing unit receives (附件2 第3项 信息共享方式). */

interface Filter {
  /** Empty means of all departments. */
  departments: string[]
  /** Empty means with any item. */
  items: string[]
  problemsOnly: boolean
}

interface PublicOne {
  department: string
  content: { items: { code: string; result: string }[]; decisions: unknown[] }
}

/** @param problems names of the results from which something must follow */
export function isShared(
  { departments, items, problemsOnly }: Filter,
  { department, content }: PublicOne,
  problems: ReadonlySet<string>,
): boolean {
  if (departments.length > 0 && !departments.includes(department)) return false
  if (items.length > 0 && !content.items.some(({ code }) => items.includes(code))) return false
  const found = content.decisions.length > 0 || content.items.some(({ result }) => problems.has(result))
  return !problemsOnly || found
}
