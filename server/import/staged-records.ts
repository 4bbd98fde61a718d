/** Checked records on their way from the reader to the store: a file of batches, so that neither holds a whole registry. */
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Fault } from '../../commands/registries/kinds/table.js'

export interface Batch {
  /** Rows of the file with their records. */
  records: [number, unknown][]
  faults: Fault[]
  /** Keys of refused rows, where the table has a key column. */
  named: string[]
}

export interface StagedWriter {
  /** @param json of the record */
  addRecord(row: number, json: string): Promise<void>
  addFaults(faults: Fault[]): Promise<void>
  addNamed(key: string): Promise<void>
  close(): Promise<void>
}

/** As many as one transaction takes in on a quick machine: each one's commit costs as much as a hundred of them. */
const BATCH = 500

export async function writeStaged(path: string): Promise<StagedWriter> {
  const file: FileHandle = await open(path, 'wx', 0o600)
  let records: string[] = []
  let faults: Fault[] = []
  let named: string[] = []
  async function flush(): Promise<void> {
    if (records.length + faults.length + named.length === 0) return
    const rest = `"faults":${JSON.stringify(faults)},"named":${JSON.stringify(named)}`
    const line = `{"records":[${records.join(',')}],${rest}}\n`
    records = []
    faults = []
    named = []
    await file.appendFile(line)
  }
  return {
    async addRecord(row, json) {
      if (records.push(`[${row},${json}]`) >= BATCH) await flush()
    },
    async addFaults(found) {
      if (faults.push(...found) >= BATCH) await flush()
    },
    async addNamed(key) {
      if (named.push(key) >= BATCH) await flush()
    },
    async close() {
      await flush()
      await file.close()
    },
  }
}

/** Reads no further ahead than it is asked to. */
export async function* readStaged(path: string): AsyncGenerator<Batch> {
  let rest: Buffer[] = []
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...rest, chunk.subarray(start, end)])
      rest = []
      start = end + 1
      yield JSON.parse(line.toString()) as Batch
    }
    rest.push(chunk.subarray(start))
  }
}
