/**
 * The sample district as an office would run it, without the demo: a database on disk, chat platforms whose other side
 * is in the test's hands, and a clock that runs but can be moved on, so that nobody waits for a platform's pace.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { createRoom, type Room } from '../../bot/room.js'
import { createWechat } from '../../bot/wechat/wechat.js'
import { CODE_LIFE } from '../../commands/identity/code.js'
import { formatCode, hashCode } from '../../commands/rules/secrets.js'
import { openStore } from '../../db/open.js'
import type { Group, Person, Plan, PlatformName, Role, RoomMessage, Store, View } from '../../db/store.js'
import { readConfig } from '../../server/config.js'
import { importSample, readDemoStart } from '../../server/demo.js'
import { type System, type SystemOptions, startSystem } from '../../server/main.js'
import { databaseUrl } from '../../server/places.js'
import type { ApiChat, BotApi, SentMessage } from '../peers/bot-api-server.js'
import type { Sent, WechatPeer } from '../peers/wechat-mock.js'
import type { WecomSent, WecomServer } from '../peers/wecom-server.js'

interface DistrictOptions {
  telegram?: BotApi
  wechat?: WechatPeer
  wecom?: WecomServer
  /** The built-in room beside the others. */
  room?: true
  /** More settings. */
  env?: Record<string, string>
}

export interface District {
  readonly system: System
  readonly store: Store
  readonly room: Room
  now(): Date
  /** Moves the clock on, and does nothing else. */
  moveOn(ms: number): void
  /** Waits until everything has happened that follows, skipping what the platforms' pace would take. */
  settle(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
  close(): Promise<void>
  read<T>(work: (view: View) => Promise<T>): Promise<T>
  /** The first person with a role, of a department where one is given. */
  who(role: Role, department?: string): Promise<Person>
  /** A binding code, as the command line on the machine gives it. */
  code(person: Person): Promise<string>
  /** Binds people without a conversation. */
  bind(platform: PlatformName, people: Person[]): Promise<void>
  /** Registers a group without a conversation; `of` is its kind or a department's code. */
  bindGroup(platform: PlatformName, chat: string, of: string): Promise<void>
  /** Draws so many firms of each credit class, so that a story stays short. */
  shrink(plan: string, perClass: number, maxVisits?: number): Promise<void>
}

/** A longer wait is no pace but an outage or the night. */
const PACE = 60_000
/** Enough for a platform that is slow to connect. */
const ARRIVAL = { timeout: 15_000, interval: 10 }

export async function openDistrict(options: DistrictOptions): Promise<District> {
  const dir = mkdtempSync(join(tmpdir(), 'district-'))
  const config = readConfig({
    DATA_DIR: dir,
    PORT: '0',
    LOG_LEVEL: 'silent',
    ...telegramOf(options),
    ...wecomOf(options),
    ...options.env,
  })
  let ahead = readDemoStart().getTime() - Date.now()
  const clock = { now: () => new Date(Date.now() + ahead) }
  const empty = await openStore(databaseUrl(config))
  await importSample(empty, clock.now())
  await empty.close()
  let system: System
  let room: Room | undefined

  async function start(): Promise<void> {
    const wechat = options.wechat && hostWechat(options.wechat, dir)
    const extraPlatforms: SystemOptions['extraPlatforms'] = (parts) => {
      room = options.room && createRoom(parts)
      return [...(wechat ? [wechat.platform] : []), ...(room ? [room] : [])]
    }
    system = await startSystem({ config, clock, extraPlatforms })
    await wechat?.started
  }
  await start()

  async function settle(): Promise<void> {
    for (;;) {
      await system.settle()
      const wait = (await nextSend(system.store)) - clock.now().getTime()
      if (wait > PACE) return
      // What is due and yet not sent waits for the platform as a whole.
      ahead += Math.max(wait, 100)
    }
  }

  return {
    get system() {
      return system
    },
    get store() {
      return system.store
    },
    get room() {
      if (!room) throw new Error('this district has no room')
      return room
    },
    now: clock.now,
    moveOn(ms) {
      ahead += ms
    },
    settle,
    start,
    stop: () => system.stop(),
    async close() {
      await system.stop()
      rmSync(dir, { recursive: true })
    },
    read: (work) => system.store.read(work),
    async who(role, department) {
      const [found] = await system.store.read((view) => view.people.withRole(role, department))
      if (!found) throw new Error(`nobody is ${role} of ${department}`)
      return found
    },
    code: (person) => giveCode(system.store, person, clock.now()),
    bind: (platform, people) => bindPeople(system.store, platform, people, clock.now()),
    bindGroup: (platform, chat, of) => bindGroup(system.store, { platform, chat }, of, clock.now()),
    shrink: (plan, perClass, maxVisits) => shrink(system.store, plan, perClass, maxVisits),
  }
}

function telegramOf({ telegram }: DistrictOptions): Record<string, string> {
  return telegram ? { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root } : {}
}

function wecomOf({ wecom }: DistrictOptions): Record<string, string> {
  return wecom ? { WECOM_BOT_ID: wecom.botId, WECOM_BOT_SECRET: wecom.secret, WECOM_WS_URL: wecom.url } : {}
}

function hostWechat(peer: WechatPeer, stateDir: string) {
  const wechat = createWechat({ puppet: peer.puppet, stateDir, log: () => {}, showQr: () => {} })
  let done = () => {}
  const started = new Promise<void>((resolve) => {
    done = resolve
  })
  const begin: typeof wechat.start = async (intake) => {
    await wechat.start(intake)
    done()
  }
  return { platform: { ...wechat, start: begin }, started }
}

/** Milliseconds; infinite when nothing waits to be sent. */
async function nextSend(store: Store): Promise<number> {
  const times = await store.read(async (view) => [
    await view.outbox.nextAt('telegram'),
    await view.outbox.nextAt('wechat'),
    await view.outbox.nextAt('wecom'),
  ])
  return Math.min(...times.map((at) => (at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at))))
}

async function giveCode(store: Store, person: Person, now: Date): Promise<string> {
  const code = formatCode(crypto.getRandomValues(new Uint8Array(16)))
  const expiresAt = new Date(now.getTime() + CODE_LIFE).toISOString()
  await store.write((tx) =>
    tx.bindCodes.put({ hash: hashCode(code), person: person.id, createdBy: 'system', expiresAt }),
  )
  return code
}

async function bindPeople(store: Store, platform: PlatformName, people: Person[], now: Date): Promise<void> {
  const boundAt = now.toISOString()
  await store.write(async (tx) => {
    for (const person of people) {
      const account = accountOf(platform, person)
      await tx.bindings.put({ platform, account, person: person.id, boundAt, unreachable: null })
    }
  })
}

async function bindGroup(
  store: Store,
  ref: Pick<Group, 'platform' | 'chat'>,
  of: string,
  now: Date,
): Promise<void> {
  const common = { ...ref, title: of, boundBy: 'system', boundAt: now.toISOString() }
  await store.write((tx) =>
    of === 'office' || of === 'leaders'
      ? tx.groups.put({ ...common, kind: of, department: null })
      : tx.groups.put({ ...common, kind: 'department', department: of }),
  )
}

async function shrink(store: Store, no: string, count: number, maxVisits?: number): Promise<void> {
  const rules: Plan['rules'] = { A: { count }, B: { count }, C: { count }, D: { count } }
  await store.write(async (tx) => {
    const plan = await tx.plans.get(no)
    if (!plan) throw new Error(`no plan ${no}`)
    await tx.plans.put({ ...plan, rules, maxVisits: maxVisits ?? plan.maxVisits })
  })
}

const PREFIX = { room: 'room', wechat: 'wx', wecom: 'qw' } as const

/** The account under which a person writes. */
export function accountOf(platform: PlatformName, person: Pick<Person, 'id'>): string {
  return platform === 'telegram'
    ? String(5000 + Number(person.id.slice(1)))
    : `${PREFIX[platform]}-${person.id}`
}

/** A person's private chat on Telegram. */
export function aloneWith(person: Pick<Person, 'id' | 'name'>): ApiChat {
  return { id: Number(accountOf('telegram', person)), type: 'private', title: person.name }
}

export interface TelegramTalk {
  /** Somebody writes; answers what the bot then said in that chat, once everything that follows has happened. */
  say(
    person: Pick<Person, 'id' | 'name'>,
    chat: ApiChat,
    text: string,
    extra?: Record<string, unknown>,
  ): Promise<SentMessage[]>
  /** Somebody presses the button with this label. */
  press(person: Pick<Person, 'id' | 'name'>, message: SentMessage, label: string): Promise<SentMessage[]>
  /** Waits for an update and for everything that follows. */
  after(update: number): Promise<void>
}

export function talkOnTelegram(district: District, api: BotApi): TelegramTalk {
  async function after(update: number): Promise<void> {
    await vi.waitUntil(() => api.confirmed.includes(update), ARRIVAL)
    await district.settle()
  }

  return {
    after,
    async say(person, chat, text, extra) {
      const before = api.sent(chat).length
      await after(api.say({ id: aloneWith(person).id, name: person.name }, chat, text, extra))
      return api.sent(chat).slice(before)
    },
    async press(person, message, label) {
      const button = message.buttons.flat().find(({ text }) => text === label)
      if (!button) throw new Error(`no button ${label} under: ${message.text}`)
      const chat: ApiChat = { ...aloneWith(person), id: Number(message.chat) }
      const before = api.sent(chat).length
      await after(api.press({ id: aloneWith(person).id, name: person.name }, message, button.callback_data))
      return api.sent(chat).slice(before)
    },
  }
}

/** Somebody writes in the built-in room; answers what the bot then said in that chat. */
export async function sayInRoom(
  district: District,
  person: Pick<Person, 'id'>,
  chat: string | null,
  text: string,
): Promise<RoomMessage[]> {
  const account = accountOf('room', person)
  const place = chat ?? district.room.privateChat(account)
  const id = await district.room.post({ chat: place, person: account, text, files: [] })
  await district.settle()
  const said = await district.read((view) => view.room.after(place, id))
  return said.filter(({ from }) => from === 'bot')
}

export interface WechatTalk {
  /** The bot scans in, which ends the bindings of another account's login. */
  login(account?: string): Promise<void>
  logout(): Promise<void>
  /** Somebody writes, in private when `room` is null; answers what the bot then said in that chat. */
  say(person: Person, room: string | null, text: string): Promise<Sent[]>
  sendPhoto(person: Person, name: string, bytes: Buffer): Promise<Sent[]>
}

/** Where a platform confirms nothing, an event has arrived once the inbox holds one more. */
async function awaitArrival(district: District, act: () => unknown): Promise<void> {
  const received = () =>
    district.read(async (view) => {
      const counts = [await view.inbox.count('pending'), await view.inbox.count('done')]
      return counts.reduce((a, b) => a + b, await view.inbox.count('dead'))
    })
  const before = await received()
  await act()
  await vi.waitUntil(async () => (await received()) > before, ARRIVAL)
}

export function talkOnWechat(district: District, peer: WechatPeer): WechatTalk {
  const arrival = (act: () => unknown) => awaitArrival(district, act)

  async function following(act: () => unknown): Promise<void> {
    await arrival(act)
    await district.settle()
  }

  async function answersTo(chat: string, act: () => unknown): Promise<Sent[]> {
    const before = peer.sentTo(chat).length
    await following(act)
    return peer.sentTo(chat).slice(before)
  }

  return {
    login: (account) => following(() => peer.login(account)),
    // Nothing settles while nobody is logged in: what is to be said is tried again and again.
    async logout() {
      await arrival(() => peer.logout())
      await district.system.settle()
    },
    say(person, room, text) {
      const account = accountOf('wechat', person)
      return answersTo(room ?? account, () => peer.say(account, room, text, room !== null))
    },
    sendPhoto(person, name, bytes) {
      const account = accountOf('wechat', person)
      return answersTo(account, () => peer.sendFile(account, null, name, bytes))
    },
  }
}

export interface WecomTalk {
  /** Somebody writes, in private when `group` is null; answers what the bot then said in that chat. */
  say(person: Pick<Person, 'id'>, group: string | null, text: string): Promise<WecomSent[]>
  /** Somebody presses the button with this label. */
  press(person: Pick<Person, 'id'>, card: WecomSent, label: string, group?: string): Promise<WecomSent[]>
  sendFile(person: Pick<Person, 'id'>, name: string, bytes: Buffer): Promise<WecomSent[]>
}

/** In a group the bot is mentioned first, as WeCom demands it. */
export function talkOnWecom(district: District, peer: WecomServer): WecomTalk {
  async function following(chat: string, act: () => unknown): Promise<WecomSent[]> {
    const before = peer.in(chat).length
    await awaitArrival(district, act)
    await district.settle()
    return peer.in(chat).slice(before)
  }
  const placeOf = (group: string | null | undefined) => (group ? { chatid: group } : undefined)

  return {
    say(person, group, text) {
      const account = accountOf('wecom', person)
      const typed = group === null ? text : `@双随机 ${text}`
      return following(group ?? account, () => peer.say(account, typed, placeOf(group)))
    },
    press(person, card, label, group) {
      const button = card.buttons.find(({ text }) => text === label)
      if (!button) throw new Error(`no button ${label} under: ${card.text}`)
      const account = accountOf('wecom', person)
      return following(group ?? account, () => peer.press(account, card, button.key, placeOf(group)))
    },
    sendFile(person, name, bytes) {
      const account = accountOf('wecom', person)
      const file = peer.upload(bytes, name)
      const body = {
        msgid: crypto.randomUUID(),
        chattype: 'single',
        from: { userid: account },
        msgtype: 'file',
        file,
      }
      return following(account, () => peer.push(body))
    },
  }
}
