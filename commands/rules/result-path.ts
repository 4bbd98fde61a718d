/** Where a public result stands on the public site. */

export const resultPath = ({ visit, department }: { visit: string; department: string }): string =>
  `/results/${encodeURIComponent(visit)}/${encodeURIComponent(department)}`
