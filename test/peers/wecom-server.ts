/**
 * WeCom's long connection on loopback, as the official SDK speaks it: authentication, heartbeats, pushed messages and
 * events, acknowledgements, uploads in parts and encrypted files, with people's side in the test's hands and faults to switch on.
 */
import { createCipheriv, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'

type Body = Record<string, unknown>
interface Frame {
  cmd?: string
  headers: { req_id: string }
  body?: Body
}

interface PeerCard {
  main_title: { title: string }
  sub_title_text?: string
  button_list: { text: string; key: string }[]
  task_id: string
}

/** What the bot sent to a chat, in order. */
export interface WecomSent {
  chat: string
  type: string
  text: string
  buttons: { text: string; key: string }[]
  taskId: string | null
  file: { name: string; type: string; bytes: Buffer } | null
}

export type WecomFault =
  /** The next frame of the command is answered with this error. */
  | { cmd: string; errcode: number; errmsg: string }
  /** It is carried out, and never answered. */
  | { cmd: string; silent: true }
  /** It is carried out, and the connection is cut instead of an answer. */
  | { cmd: string; cut: true }
  /** It is answered after so many milliseconds. */
  | { cmd: string; delay: number }

export interface WecomServer {
  readonly url: string
  readonly botId: string
  secret: string
  /** So many connections are closed before the next one is let in. */
  turnsAway: number
  /** Whether groups take cards. */
  groupCards: boolean
  /** Whether a file's size is told before it comes. */
  tellsSizes: boolean
  /** Whether heartbeats are answered. */
  answersPings: boolean
  readonly sent: WecomSent[]
  readonly welcomed: string[]
  /** Cards changed after a press: their task, title and buttons, and for whom; null for everybody. */
  readonly updated: { taskId: string; title: string; buttons: string[]; for: string[] | null }[]
  /** How often the bot has authenticated, and how often it was refused. */
  readonly counters: { logins: number; refusals: number; pings: number }
  say(userid: string, text: string, where?: { chatid: string }, msgid?: string): string
  /** Any other body of a message. */
  push(body: Body): string
  /** Any other body of an event. */
  pushEvent(body: Body): string
  press(userid: string, card: WecomSent, key: string, where?: { chatid: string }): string
  enter(userid: string): void
  /** Puts an encrypted file where it can be fetched, and answers what a message says of it. */
  upload(bytes: Buffer, name: string | null): { url: string; aeskey: string }
  /** Everything that was uploaded is gone. */
  expire(): void
  failNext(fault: WecomFault): void
  /** Cuts the connection without a word. */
  cut(): void
  /** Another program has connected with the same bot. */
  takeOver(): void
  in(chat: string): WecomSent[]
  close(): Promise<void>
}

const OK = { errcode: 0, errmsg: 'ok' }

export async function startWecom(): Promise<WecomServer> {
  const botId = `bot-${randomUUID()}`
  const files = new Map<string, { bytes: Buffer; name: string | null }>()
  const uploads = new Map<
    string,
    { name: string; type: string; chunks: Map<number, Buffer>; total: number }
  >()
  const media = new Map<string, { name: string; type: string; bytes: Buffer }>()
  const faults: WecomFault[] = []
  let socket: WebSocket | null = null
  const waiting: Frame[] = []

  const http = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (!file) return void response.writeHead(403).end()
    const name =
      file.name === null
        ? {}
        : { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}` }
    const size = peer.tellsSizes ? { 'content-length': String(file.bytes.length) } : {}
    response.writeHead(200, { ...name, ...size }).write(file.bytes)
    response.end()
  })
  const wss = new WebSocketServer({ server: http })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo

  const peer: WecomServer = {
    url: `ws://127.0.0.1:${port}`,
    botId,
    secret: randomBytes(16).toString('hex'),
    answersPings: true,
    groupCards: true,
    tellsSizes: true,
    turnsAway: 0,
    sent: [],
    welcomed: [],
    updated: [],
    counters: { logins: 0, refusals: 0, pings: 0 },
    say: (userid, text, where, msgid = randomUUID()) =>
      peer.push({ msgid, ...placeOf(where), from: { userid }, msgtype: 'text', text: { content: text } }),
    push: (body) => deliver('aibot_msg_callback', body),
    pushEvent: (body) => deliver('aibot_event_callback', body),
    press: (userid, card, key, where) =>
      deliver('aibot_event_callback', {
        ...{ msgid: randomUUID(), ...placeOf(where), from: { userid }, msgtype: 'event' },
        event: {
          eventtype: 'template_card_event',
          template_card_event: { card_type: 'button_interaction', event_key: key, task_id: card.taskId },
        },
      }),
    enter: (userid) =>
      void deliver('aibot_event_callback', {
        ...{
          msgid: randomUUID(),
          ...placeOf(),
          from: { userid },
          msgtype: 'event',
          event: { eventtype: 'enter_chat' },
        },
      }),
    upload(bytes, name) {
      const key = randomBytes(32)
      const path = `/files/${randomUUID()}`
      files.set(path, { bytes: encrypt(bytes, key), name })
      return { url: `http://127.0.0.1:${port}${path}`, aeskey: key.toString('base64') }
    },
    expire: () => files.clear(),
    failNext: (fault) => void faults.push(fault),
    cut: () => socket?.terminate(),
    takeOver() {
      deliver('aibot_event_callback', {
        ...{
          msgid: randomUUID(),
          from: { userid: '' },
          msgtype: 'event',
          event: { eventtype: 'disconnected_event' },
        },
      })
    },
    in: (chat) => peer.sent.filter((one) => one.chat === chat),
    async close() {
      for (const client of wss.clients) client.terminate()
      wss.close()
      await new Promise((resolve) => http.close(resolve))
    },
  }

  const placeOf = (where?: { chatid: string }) =>
    where ? { chattype: 'group', chatid: where.chatid } : { chattype: 'single' }

  /** What is pushed while nobody is connected waits, as WeCom does for a short while. */
  function deliver(cmd: string, body: Body): string {
    const frame: Frame = {
      cmd,
      headers: { req_id: randomUUID() },
      body: { aibotid: botId, create_time: 0, ...body },
    }
    if (socket) socket.send(JSON.stringify(frame))
    else waiting.push(frame)
    return String(body.msgid)
  }

  wss.on('connection', (client) => {
    if (peer.turnsAway > 0) {
      peer.turnsAway -= 1
      return client.terminate()
    }
    let isIn = false
    client.on('close', () => {
      if (socket === client) socket = null
    })
    client.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame
      const answer = (more: object) => client.send(JSON.stringify({ headers: frame.headers, ...more }))
      if (frame.cmd === 'aibot_subscribe') {
        isIn = frame.body?.bot_id === botId && frame.body.secret === peer.secret
        peer.counters[isIn ? 'logins' : 'refusals'] += 1
        if (!isIn) return answer({ errcode: 40001, errmsg: 'invalid secret' })
        socket = client
        answer(OK)
        for (const one of waiting.splice(0)) client.send(JSON.stringify(one))
        return
      }
      if (!isIn) return client.terminate()
      if (frame.cmd === 'ping') {
        peer.counters.pings += 1
        if (peer.answersPings) answer(OK)
        return
      }
      void handle(frame, client, answer)
    })
  })

  async function handle(frame: Frame, client: WebSocket, answer: (more: object) => void): Promise<void> {
    const at = faults.findIndex(({ cmd }) => cmd === frame.cmd)
    const [fault] = at >= 0 ? faults.splice(at, 1) : []
    if (fault && 'errcode' in fault) return answer({ errcode: fault.errcode, errmsg: fault.errmsg })
    const result = carryOut(frame)
    if (fault && 'silent' in fault) return
    if (fault && 'cut' in fault) return client.terminate()
    if (fault && 'delay' in fault) await wait(fault.delay)
    answer(result)
  }

  function carryOut({ cmd, body = {} }: Frame): object {
    switch (cmd) {
      case 'aibot_send_msg':
        return take(body)
      case 'aibot_respond_welcome_msg':
        peer.welcomed.push((body.text as { content: string }).content)
        return OK
      case 'aibot_respond_update_msg': {
        const card = body.template_card as PeerCard
        const buttons = card.button_list.map(({ text }) => text)
        const whom = (body.userids as string[] | undefined) ?? null
        peer.updated.push({ taskId: card.task_id, title: card.main_title.title, buttons, for: whom })
        return OK
      }
      case 'aibot_upload_media_init': {
        const id = randomUUID()
        uploads.set(id, {
          name: String(body.filename),
          type: String(body.type),
          chunks: new Map(),
          total: Number(body.total_chunks),
        })
        return { ...OK, body: { upload_id: id } }
      }
      case 'aibot_upload_media_chunk': {
        const bytes = Buffer.from(String(body.base64_data), 'base64')
        if (bytes.length > 512 * 1024) return { errcode: 40009, errmsg: 'chunk too large' }
        uploads.get(String(body.upload_id))!.chunks.set(Number(body.chunk_index), bytes)
        return OK
      }
      case 'aibot_upload_media_finish':
        return finish(String(body.upload_id))
      default:
        return { errcode: 40000, errmsg: `unknown command ${cmd}` }
    }
  }

  function finish(id: string): object {
    const { name, type, chunks, total } = uploads.get(id)!
    if (chunks.size !== total) return { errcode: 40010, errmsg: 'chunks are missing' }
    const bytes = Buffer.concat([...chunks].sort(([a], [b]) => a - b).map(([, chunk]) => chunk))
    const media_id = randomUUID()
    media.set(media_id, { name, type, bytes })
    return { ...OK, body: { type, media_id, created_at: '0' } }
  }

  function take(body: Body): object {
    const chat = String(body.chatid)
    const type = String(body.msgtype)
    const one: WecomSent = { chat, type, text: '', buttons: [], taskId: null, file: null }
    if (type === 'markdown') {
      one.text = (body.markdown as { content: string }).content
      if (Buffer.byteLength(one.text) > 20_480)
        return { errcode: 45002, errmsg: 'content size out of limit of markdown' }
    } else if (type === 'template_card') {
      const card = body.template_card as PeerCard
      if (!peer.groupCards && chat.startsWith('wr-'))
        return { errcode: 40008, errmsg: 'invalid message type' }
      if (card.button_list.length > 6 || !/^[\w@-]{1,128}$/.test(card.task_id))
        return { errcode: 42014, errmsg: 'invalid template_card' }
      if (peer.sent.some(({ taskId }) => taskId === card.task_id))
        return { errcode: 42015, errmsg: 'duplicate task_id' }
      one.text = [card.main_title.title, card.sub_title_text ?? ''].filter((text) => text !== '').join('\n')
      one.buttons = card.button_list
      one.taskId = card.task_id
    } else {
      const file = media.get((body[type] as { media_id: string }).media_id)
      if (!file) return { errcode: 40007, errmsg: 'invalid media_id' }
      one.file = file
    }
    peer.sent.push(one)
    return OK
  }

  return peer
}

/** AES-256-CBC, the key's first bytes as its start, filled up to a multiple of 32 bytes (PKCS#7). */
function encrypt(bytes: Buffer, key: Buffer): Buffer {
  const pad = 32 - (bytes.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(pad, pad)])), cipher.final()])
}
