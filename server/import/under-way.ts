/** Whether an import is under way, or was given up half-way: no draw may freeze meanwhile. */
import type { ImportKind } from '../../commands/registries/kinds/kinds.js'
import type { View } from '../../db/store.js'

/** The setting that says what the import has done so far (JSON), '' when none is under way. */
export const importUnderWay = 'import.under-way'

/** The kind of file that is being imported, or has to be imported again to its end; undefined when none is. */
export async function findImportUnderWay(view: View): Promise<ImportKind | undefined> {
  const kept = await view.settings.get(importUnderWay)
  return kept ? (JSON.parse(kept) as { kind: ImportKind }).kind : undefined
}

/** Whether an import is being applied, or was approved and is gone through once more: nobody else may change what it was compared with. */
export async function awaitsApplied(view: View): Promise<boolean> {
  if (await findImportUnderWay(view)) return true
  const { importRequests } = view
  return (
    [...(await importRequests.inState('approved')), ...(await importRequests.inState('applying'))].length > 0
  )
}
