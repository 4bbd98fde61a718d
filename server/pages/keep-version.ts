/** Keeps what is gathered from all public results until the next disclosure. */
import type { View } from '../../db/store.js'

export function keepVersion<T>(
  gather: (view: View, version: number) => Promise<T>,
): (view: View) => Promise<T> {
  let kept: { version: number; value: T } | undefined
  return async (view) => {
    const version = await view.published.version()
    if (kept?.version !== version) kept = { version, value: await gather(view, version) }
    return kept.value
  }
}
