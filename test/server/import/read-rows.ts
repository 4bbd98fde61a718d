/** The rows of a file's first sheet, as the import reads them. */
import { openSource } from '../../../server/import/open-source.js'

export async function readRows(path: string): Promise<string[][]> {
  const source = await openSource(path)
  const rows: string[][] = []
  for await (const { cells } of source.sheets[0]!.rows()) rows.push(cells)
  source.close()
  return rows
}
