/** The built-in room's page and addresses, on loopback only. */
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import type { Room } from '../../bot/room.js'
import type { FileStore } from '../../db/files.js'
import type { Store, View } from '../../db/store.js'
import type { MovableClock } from '../clock.js'
import { packageRoot } from '../package-root.js'
import { loopbackOnly } from './loopback-only.js'
import { takePlace } from './room-places.js'

export interface RoomApiOptions {
  store: Store
  room: Room
  files: FileStore
  clock: MovableClock
  /** Runs what fell due and resolves when nothing is left to do. */
  settle: () => Promise<void>
}

const LONGEST_TEXT = 100_000
const LARGEST_FILE = '20mb'

const fileRef = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(200),
  mime: z.string().max(200),
  size: z.int().min(0),
})
const said = z.object({
  chat: z.string().min(1).max(200),
  person: z.string().min(1).max(100),
  text: z.string().max(LONGEST_TEXT),
  files: z.array(fileRef).max(20).default([]),
})
const moment = z.object({ to: z.iso.datetime({ offset: true }) })

export function roomApi(options: RoomApiOptions): Router {
  const router = Router()
  const json = express.json({ limit: '1mb' })
  const assets = new URL('server/pages/room/', packageRoot).pathname
  router.use('/room', loopbackOnly, allowScript)
  router.get('/room', (_, response) => response.sendFile('room.html', { root: assets }))
  router.use('/room/assets', express.static(assets, { index: false, maxAge: 0 }))
  router.get('/room/people', async (_, response) => void response.json(await listPeople(options)))
  router.get('/room/chats', async (_, response) => void response.json(await listChats(options)))
  router.get('/room/latest', async (_, response) => {
    response.json(await options.store.read((view) => view.room.latest()))
  })
  router.get('/room/messages', (request, response) => listMessages(options, request, response))
  router.post('/room/messages', json, (request, response) => say(options, request, response))
  router.get('/room/clock', (_, response) => void response.json({ now: options.clock.now().toISOString() }))
  router.post('/room/clock', json, (request, response) => moveClock(options, request, response))
  router.post('/room/files', express.raw({ type: () => true, limit: LARGEST_FILE }), (request, response) =>
    takeFile(options, request, response),
  )
  router.post('/room/places', json, (request, response) => takePlace(options.files, request, response))
  router.get('/room/files/:hash', (request, response) => giveFile(options, request, response))
  return router
}

/** The room is a program in the browser, unlike the public pages. */
const allowScript: RequestHandler = (_, response, next) => {
  response.set('Content-Security-Policy', POLICY)
  next()
}
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

async function listPeople({ store }: RoomApiOptions) {
  return store.read(async (view) => {
    const names = await departmentNames(view)
    const people = (await view.people.all()).filter((person) => person.active)
    return people.map(({ id, name, department, roles }) => ({
      ...{ id, name, roles },
      department: names.get(department) ?? department,
    }))
  })
}

const KIND_ORDER = ['office', 'leaders', 'department']

async function listChats({ store }: RoomApiOptions) {
  return store.read(async (view) => {
    const names = await departmentNames(view)
    const leading = (await view.departments.all()).find((department) => department.leading)
    const groups = (await view.groups.all()).filter((group) => group.platform === 'room')
    const order = (kind: string) => KIND_ORDER.indexOf(kind)
    return groups
      .sort((a, b) => order(a.kind) - order(b.kind) || a.title.localeCompare(b.title, 'zh'))
      .map(({ chat, title, kind, department }) => ({
        ...{ id: chat, title, kind },
        // The office's group is the leading department's workplace.
        department:
          kind === 'office' ? (leading?.name ?? null) : department && (names.get(department) ?? department),
      }))
  })
}

/** People and groups name a department alike, so that one can be found from the other. */
async function departmentNames(view: View): Promise<Map<string, string>> {
  return new Map((await view.departments.all()).map(({ code, name }) => [code, name]))
}

async function listMessages({ store }: RoomApiOptions, request: Request, response: Response): Promise<void> {
  const chat = String(request.query.chat ?? '')
  const after = Number(request.query.after || 0)
  if (!Number.isSafeInteger(after)) return refuse(response, 'after 应为消息编号')
  response.json(await store.read((view) => view.room.after(chat, after)))
}

async function say({ store, room }: RoomApiOptions, request: Request, response: Response): Promise<void> {
  const message = said.safeParse(request.body)
  if (!message.success) return refuse(response, '消息应有 chat、person、text')
  const { chat, person } = message.data
  const known = await store.read(async (view) => {
    const speaker = await view.people.get(person)
    const place = chat === `private:${person}` || (await view.groups.get({ platform: 'room', chat }))
    return Boolean(speaker?.active && place)
  })
  if (!known) return refuse(response, '没有这个人或这个群')
  response.status(202).json({ id: await room.post(message.data) })
}

async function moveClock(
  { clock, settle }: RoomApiOptions,
  request: Request,
  response: Response,
): Promise<void> {
  const wanted = moment.safeParse(request.body)
  if (!wanted.success) return refuse(response, 'to 应为 ISO 时间')
  const to = new Date(wanted.data.to)
  if (to < clock.now()) return refuse(response, '时钟只能向前拨')
  await settle()
  await clock.moveTo(to)
  await settle()
  response.json({ now: clock.now().toISOString() })
}

async function takeFile({ files }: RoomApiOptions, request: Request, response: Response): Promise<void> {
  const bytes: unknown = request.body
  const name = String(request.query.name ?? '').slice(0, 200)
  if (!Buffer.isBuffer(bytes) || bytes.length === 0 || name === '') return refuse(response, '文件是空的')
  const mime = request.headers['content-type'] ?? 'application/octet-stream'
  response.status(201).json({ hash: await files.put(bytes), name, mime, size: bytes.length })
}

/** A picture to look at or a download, never something that the browser would run. */
async function giveFile({ files }: RoomApiOptions, request: Request, response: Response): Promise<void> {
  const hash = String(request.params.hash)
  if (!/^[0-9a-f]{64}$/.test(hash)) return refuse(response, '没有这个文件')
  const bytes = await files.get(hash).catch(() => null)
  if (!bytes) return void response.status(404).json({ error: '没有这个文件' })
  const isImage = /\.(png|jpe?g|webp|gif)$/i.test(String(request.query.name ?? ''))
  response.type(isImage ? String(request.query.name).split('.').pop()! : 'application/octet-stream')
  if (!isImage) response.attachment(String(request.query.name ?? hash))
  response.send(bytes)
}

function refuse(response: Response, error: string): void {
  response.status(400).json({ error })
}
