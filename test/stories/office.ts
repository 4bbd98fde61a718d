/** A whole office in the built-in room, on its real addresses: who speaks, what is then read where, and the clock. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Person, RoomMessage, Store } from '../../db/store.js'
import { readConfig } from '../../server/config.js'
import { startDemo } from '../../server/demo.js'
import { createLog } from '../../server/log.js'
import type { System } from '../../server/main.js'

export interface Office {
  system: System
  store: Store
  /** Where this office keeps its files. */
  filesDir: string
  /** Says something and waits until everything that follows from it has happened; answers what the bot then said in that chat. */
  say(person: string, chat: string, text: string, files?: unknown[]): Promise<RoomMessage[]>
  /** Everything that was said in a chat. */
  read(chat: string): Promise<RoomMessage[]>
  /** The bot's newest text in a chat. */
  last(chat: string): Promise<string>
  /** Moves the clock and waits until what fell due has run. */
  moveTo(iso: string): Promise<void>
  now(): Promise<string>
  /** The first person with a role, of a department where one is given. */
  who(role: Person['roles'][number], department?: string, nth?: number): Promise<string>
  restart(): Promise<void>
  request(path: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** @param env more settings; @param start when the clock begins, the sample's morning unless said otherwise */
export async function openOffice({
  env,
  start: morning,
}: {
  env?: Record<string, string>
  start?: Date
} = {}): Promise<Office> {
  const dir = mkdtempSync(join(tmpdir(), 'office-'))
  const config = readConfig({ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'error', ...env })
  const start = () => startDemo(config, createLog(config.LOG_LEVEL), morning)
  let system = await start()

  async function request(path: string, init?: RequestInit): Promise<Response> {
    return fetch(`${system.address}${path}`, init)
  }

  async function post(path: string, body: unknown): Promise<unknown> {
    const response = await request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }

  async function read(chat: string, after = ''): Promise<RoomMessage[]> {
    const response = await request(`/room/messages?chat=${encodeURIComponent(chat)}&after=${after}`)
    return (await response.json()) as RoomMessage[]
  }

  return {
    get system() {
      return system
    },
    get store() {
      return system.store
    },
    filesDir: join(dir, 'demo', 'files'),
    async say(person, chat, text, files) {
      const { id } = (await post('/room/messages', { chat, person, text, files })) as { id: number }
      await system.settle()
      return (await read(chat, String(id))).filter((message) => message.from === 'bot')
    },
    read,
    async last(chat) {
      return (await read(chat)).filter((message) => message.from === 'bot').at(-1)?.text ?? ''
    },
    async moveTo(iso) {
      await post('/room/clock', { to: iso })
    },
    async now() {
      return ((await (await request('/room/clock')).json()) as { now: string }).now
    },
    async who(role, department, nth = 0) {
      const people = await system.store.read((view) => view.people.withRole(role, department))
      const found = people[nth]
      if (!found) throw new Error(`nobody is ${role} in ${department}`)
      return found.id
    },
    async restart() {
      await system.stop()
      system = await start()
    },
    request,
    async close() {
      await system.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
