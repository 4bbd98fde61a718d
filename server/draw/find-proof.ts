/** Where a draw's proof lies in the file store: made by the worker when nobody asked before or something was added since. */
import { existsSync } from 'node:fs'
import type { FileStore } from '../../db/files.js'
import type { Store } from '../../db/store.js'
import type { StartWorker } from '../jobs/worker-thread.js'
import { type KeptProof, stampOf } from './keep-proof.js'

/** Answers null when there is no such drawn draw. */
export type FindProof = (drawNo: string) => Promise<KeptProof | null>

export function createFindProof(store: Store, files: FileStore, startWorker: StartWorker): FindProof {
  const making = new Map<string, Promise<KeptProof | null>>()

  async function make(drawNo: string): Promise<KeptProof | null> {
    const made = await startWorker('proof', { drawNo })
    if (made) await store.write((tx) => tx.settings.set(keyOf(drawNo), JSON.stringify(made)))
    return made
  }

  return async (drawNo) => {
    const { stamp, setting } = await store.read(async (view) => ({
      stamp: await stampOf(view, drawNo),
      setting: await view.settings.get(keyOf(drawNo)),
    }))
    if (stamp === null) return null
    const kept = setting === undefined ? null : (JSON.parse(setting) as KeptProof)
    if (kept?.stamp === stamp && existsSync(files.path(kept.hash))) return kept
    const made = making.get(drawNo) ?? make(drawNo).finally(() => making.delete(drawNo))
    making.set(drawNo, made)
    return made
  }
}

const keyOf = (drawNo: string) => `proof.${drawNo}`
