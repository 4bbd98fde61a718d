/** A Bot API on loopback that answers every call at once: what the product waits for is then its own work. */
import { createServer } from 'node:http'
import { closeServer, listen } from './listen.js'

const ANSWERS: Record<string, unknown> = {
  getMe: {
    id: 1,
    is_bot: true,
    first_name: 'bench',
    username: 'bench_bot',
    can_read_all_group_messages: true,
  },
  sendMessage: { message_id: 1, date: 0, chat: { id: 1, type: 'private', first_name: 'bench' } },
}

export interface StubBotApi {
  root: string
  close(): Promise<void>
}

export async function openStubBotApi(): Promise<StubBotApi> {
  const server = createServer((request, response) => {
    const method = request.url?.split('/').pop() ?? ''
    const body = JSON.stringify({ ok: true, result: ANSWERS[method] ?? true })
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end(body))
  })
  const port = await listen(server)
  return { root: `http://127.0.0.1:${port}`, close: () => closeServer(server) }
}
