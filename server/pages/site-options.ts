/** What the routers of the public site have in common. */
import type { Request } from 'express'
import type { Store } from '../../db/store.js'
import type { StartWorker } from '../jobs/worker-thread.js'

export interface SiteOptions {
  store: Store
  now: () => Date
  /** The office's IANA zone. */
  zone: string
  /** The address that the settings give the site, without a slash at its end; null for none. */
  publicUrl: () => string | null
  /** A thread that no draw waits for. */
  startWorker: StartWorker
}

/** The host name of the settings; null for none. */
export function domainOf({ publicUrl }: SiteOptions): string | null {
  const url = publicUrl()
  return url === null ? null : new URL(url).hostname
}

/** The address before a path, for what needs whole addresses: the settings' own, else the one that was asked. */
export function baseOf({ publicUrl }: SiteOptions, request: Request): string {
  return publicUrl() ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`
}
