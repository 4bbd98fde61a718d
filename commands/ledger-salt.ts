/** Salts for what the ledger holds as a hash only: one key of the office gives each entry a salt of its own. */
import type { BoundContext } from './command.js'
import { hashOf } from './rules/draw/hash.js'

const KEY = 'ledger.saltKey'

/**
 * 32 hex characters; the same for the same subject, so that an entry can be opened without opening the others.
 * @param subject what the entry is about, unlike any other's.
 */
export async function ledgerSalt({ tx, randomHex }: BoundContext, subject: string): Promise<string> {
  let key = await tx.settings.get(KEY)
  if (key === undefined) {
    key = randomHex(32)
    await tx.settings.set(KEY, key)
  }
  return hashOf(['ssj/salt', key, subject]).slice(0, 32)
}
