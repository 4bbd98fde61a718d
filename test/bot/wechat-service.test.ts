/** The same adapter over a real wire: the puppet service's gRPC, on loopback. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { PuppetServer } from 'wechaty-puppet-service'
import type { IncomingEvent, OutgoingMessage } from '../../bot/chat.js'
import { createWechat, type WechatPlatform } from '../../bot/wechat/wechat.js'
import { createWechatPeer, type WechatPeer } from '../peers/wechat-mock.js'

let dir: string
let peer: WechatPeer
let server: PuppetServer
let wechat: WechatPlatform
const events: IncomingEvent[] = []

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'wechat-service-'))
  const endpoint = `127.0.0.1:${await freePort()}`
  const token = 'insecure_loopback'
  // The client keeps payloads under the home directory.
  vi.stubEnv('HOME', dir)
  vi.stubEnv('WECHATY_PUPPET_SERVICE_ENDPOINT', endpoint)
  vi.stubEnv('WECHATY_PUPPET_SERVICE_TOKEN', token)
  peer = createWechatPeer()
  server = new PuppetServer({ endpoint, token, puppet: peer.puppet as never })
  await server.start()
  wechat = createWechat({
    puppet: 'wechaty-puppet-service',
    stateDir: dir,
    log: () => undefined,
    showQr: () => undefined,
  })
  await wechat.start(async (_platform, arrived) => {
    events.push(...arrived)
  })
})

afterAll(async () => {
  await wechat.stop()
  await server.stop()
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true, force: true })
})

it('logs in, hears a room, fetches its file, answers there, and ends with the login', async () => {
  const say = (chat: string, part: Partial<OutgoingMessage>) =>
    wechat.send({ chat, ref: 'r1', text: '', buttons: [], file: null, replyTo: null, ...part })
  peer.login()
  const room = peer.room('抽查办', '李干事')
  await vi.waitFor(() => expect(wechat.loginState().state).toBe('in'), 5_000)
  peer.say('李干事', room, '/draw', true)
  peer.sendFile('李干事', room, '名单.csv', Buffer.from('甲,乙'))
  await vi.waitFor(() => expect(events).toHaveLength(3), 5_000)
  expect(events).toMatchObject([
    { kind: 'login-ended' },
    { chat: { id: room, kind: 'group', title: '抽查办' }, sender: { id: '李干事' }, text: '/draw' },
    { text: '', files: [{ name: '名单.csv' }] },
  ])
  const list = events[2]?.kind === 'message' ? events[2].files[0] : undefined
  expect((await wechat.fetchFile(list?.ref ?? '')).bytes.toString()).toBe('甲,乙')

  const bytes = Buffer.from('docx')
  await say(room, { text: '已抽取', file: { name: '告知书.docx', mime: 'application/octet-stream', bytes } })
  expect(peer.sentTo(room)).toEqual([
    { text: '已抽取', file: null },
    { text: '', file: { name: '告知书.docx', bytes } },
  ])
  await expect(say('谁也不是', { text: '在吗' })).rejects.toMatchObject({ fault: 'unreachable' })

  await peer.logout()
  await vi.waitFor(() => expect(events.at(-1)?.kind).toBe('login-ended'), 5_000)
  expect(wechat.loginState().state).toBe('out')
})
