/** The official SDK, loaded only where WeCom is set up, and the part of it that is used here. */
import type { WSClient } from '@wecom/aibot-node-sdk'

export type Client = Pick<
  WSClient,
  | 'on'
  | 'connect'
  | 'disconnect'
  | 'sendMessage'
  | 'sendMediaMessage'
  | 'uploadMedia'
  | 'replyWelcome'
  | 'updateTemplateCard'
>

export interface ClientOptions {
  botId: string
  secret: string
  /** Null for WeCom's own address. */
  wsUrl: string | null
  /** Milliseconds between heartbeats and before the first new attempt to connect. */
  heartbeat: number
  pause: number
}

/** Wrong credentials are tried so often in a row before the longer pause. */
const AUTH_ATTEMPTS = 2

/** The SDK writes people's words into its log: it is kept silent, and faults are heard through its events. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

export async function createClient({
  botId,
  secret,
  wsUrl,
  heartbeat,
  pause,
}: ClientOptions): Promise<Client> {
  const { WSClient } = await import('@wecom/aibot-node-sdk')
  return new WSClient({
    ...{ botId, secret, logger: SILENT, heartbeatInterval: heartbeat, reconnectInterval: pause },
    ...{ maxReconnectAttempts: -1, maxAuthFailureAttempts: AUTH_ATTEMPTS },
    ...(wsUrl ? { wsUrl } : {}),
  })
}

export async function decrypt(bytes: Buffer, key: string): Promise<Buffer> {
  const { decryptFile } = await import('@wecom/aibot-node-sdk')
  return decryptFile(bytes, key)
}
