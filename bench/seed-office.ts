/** The sample district in a database of its own, with everybody bound to an account of Telegram. */
import { openStore } from '../db/open.js'
import { importSample } from '../server/demo.js'

/** Answers the bound accounts. */
export async function seedOffice(path: string): Promise<number[]> {
  const store = await openStore(path)
  const now = new Date()
  await importSample(store, now)
  const accounts = await store.write(async (tx) => {
    const people = await tx.people.all()
    for (const [i, { id }] of people.entries()) {
      const account = String(accountOf(i))
      const boundAt = now.toISOString()
      await tx.bindings.put({ platform: 'telegram', account, person: id, boundAt, unreachable: null })
    }
    return people.map((_, i) => accountOf(i))
  })
  await store.close()
  return accounts
}

const accountOf = (i: number) => 700_000_000 + i
