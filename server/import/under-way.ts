/** The setting that says what an import under way has done so far (JSON), '' when none is: no draw may freeze meanwhile. */
export const importUnderWay = 'import.under-way'
