/** What a puppet's events tell of its login: who, since when, and whether all is well. */
import { ScanStatus } from 'wechaty-puppet/types'
import type { Puppet } from './open-bot.js'
import type { Reader } from './read-message.js'

/** The reason that a stopped or restarted puppet gives for its 'logout': the account stays logged in all the same. */
export const PUPPET_STOPPED = 'puppet stop()'
/** Some puppets never say that their contacts are loaded. */
const SYNC_MS = 120_000

export interface LoginState {
  state: 'waiting' | 'scan' | 'in' | 'out'
  /** What the QR code to scan says, while there is one. */
  qr: string | null
}

export interface Session {
  login(): LoginState
  /** Whose messages are read, and since when. */
  reader(): Reader
  /** Whether the puppet has loaded its contacts and rooms. */
  synced(): boolean
  /** Whether the puppet has been heard since its last fault. */
  healthy(): boolean
  fault(): void
}

export function followSession(puppet: Puppet, showQr: (url: string) => void): Session {
  let login: LoginState = { state: 'waiting', qr: null }
  let reader = { account: '', since: 0 }
  let syncedAt = Number.POSITIVE_INFINITY
  let healthy = true
  const heard = () => {
    healthy = true
  }

  puppet.on('scan', ({ status, qrcode }) => {
    if (!qrcode || (status !== ScanStatus.Waiting && status !== ScanStatus.Timeout)) return
    login = { state: 'scan', qr: qrcode }
    showQr(qrcode)
  })
  puppet.on('login', ({ contactId }) => {
    login = { state: 'in', qr: null }
    syncedAt = Date.now() + SYNC_MS
    // When only the wire was interrupted, what was said meanwhile still counts.
    if (contactId !== reader.account) reader = { account: contactId, since: Date.now() }
  })
  puppet.on('ready', () => {
    syncedAt = 0
  })
  puppet.on('logout', ({ data }) => {
    login = { state: data === PUPPET_STOPPED ? 'waiting' : 'out', qr: null }
  })
  for (const sign of ['login', 'message', 'heartbeat'] as const) puppet.on(sign, heard)

  return {
    login: () => login,
    reader: () => reader,
    synced: () => Date.now() >= syncedAt,
    healthy: () => healthy,
    fault: () => {
      healthy = false
    },
  }
}
