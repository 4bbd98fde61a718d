/** A drand relay on loopback: round 1000 of quicknet as it really was made, or whatever a test wants to be answered. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export const QUICKNET_HASH = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971'
/** Milliseconds since 1970. */
export const ROUND_1000_AT = (1_692_803_367 + 999 * 3) * 1000
export const ROUND_1000 = {
  round: 1000,
  randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  signature:
    'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
}

export interface DrandRelay {
  address: string
  /** Paths that were asked for, oldest first. */
  asked: string[]
  /** What is answered from now on: a JSON value, or a status alone. */
  answer: unknown
  close(): Promise<void>
}

export async function openDrandRelay(answer: unknown = ROUND_1000): Promise<DrandRelay> {
  const asked: string[] = []
  const relay = { answer }
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (typeof relay.answer === 'number') response.writeHead(relay.answer).end()
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(relay.answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(relay, {
    address,
    asked,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}
