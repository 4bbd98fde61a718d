/** The HTTP side of the Bot API: calls in JSON or as a form, files, and faults that a test has ordered. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { readMultipart } from './multipart.js'
import { type Params, Refused } from './refused.js'

export interface Fault {
  method: string
  status: number
  /** Answered instead of Telegram's usual JSON; a string goes out as it is. */
  body?: unknown
  /** Closes the connection instead of answering. */
  dropConnection?: boolean
  /** Does what was asked first, so that only the answer is lost. */
  afterHandling?: boolean
}

export interface Handlers {
  token: string
  /** @throws Refused */
  handle(method: string, params: Params, gone: AbortSignal): unknown
  file(path: string): Buffer | undefined
}

export async function openWire({ token, handle, file }: Handlers) {
  const faults: Fault[] = []
  const delays: Record<string, number> = {}
  const calls: { method: string; params: Params }[] = []

  async function serve(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
    const path = decodeURIComponent(req.url ?? '')
    const [, filePath] = path.split(`/file/bot${token}/`)
    if (filePath !== undefined) return sendFile(res, file(filePath))
    const [, given, method = ''] = /^\/bot([^/]*)\/(\w+)$/.exec(path) ?? []
    const params = await readParams(req)
    if (given !== token) return answer(res, 401, new Refused(401, 'Unauthorized').body)
    calls.push({ method, params })
    await answerCall(res, method, params)
  }

  async function answerCall(res: http.ServerResponse, method: string, params: Params): Promise<void> {
    const gone = new AbortController()
    res.once('close', () => gone.abort())
    const at = faults.findIndex((fault) => fault.method === method)
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]
    await wait(delays[method] ?? 0)
    if (fault && !fault.afterHandling) return fail(res, fault)
    try {
      const result = await handle(method, params, gone.signal)
      if (fault) fail(res, fault)
      else answer(res, 200, { ok: true, result })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      answer(res, error.status, error.body)
    }
  }

  const server = http.createServer((req, res) => {
    serve(req, res).catch((error: Error) => answer(res, 500, String(error.stack)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    delays,
    calls,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readParams(req: http.IncomingMessage): Promise<Params> {
  const chunks: Buffer[] = []
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = req.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return readMultipart(body, type)
  return body.length === 0 ? {} : (JSON.parse(body.toString()) as Params)
}

function sendFile(res: http.ServerResponse, bytes: Buffer | undefined): void {
  res.writeHead(bytes ? 200 : 404).end(bytes)
}

function answer(res: http.ServerResponse, status: number, body: unknown): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  res.writeHead(status, { 'content-type': 'application/json' }).end(text)
}

function fail(res: http.ServerResponse, { status, body, dropConnection }: Fault): void {
  if (dropConnection) res.destroy()
  else answer(res, status, body ?? new Refused(status, http.STATUS_CODES[status] ?? '').body)
}
