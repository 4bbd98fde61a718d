/** Visitors: a number of kept connections, each asking for one page after the other, and how long each waited. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const CONNECTIONS = 50

export interface Visits {
  /** Pages in a second. */
  rate: number
  /** Milliseconds of each page. */
  times: number[]
  /** Of all pages together. */
  bytes: number
}

/** Speaks plain HTTP/1.1 over sockets: a client that computes as much as the server would hide what the server can do. */
export async function visitPages(address: string, paths: string[]): Promise<Visits> {
  const { hostname, port } = new URL(address)
  const left = paths.entries()
  const times: number[] = []
  let bytes = 0
  const started = performance.now()
  const visitors = Array.from({ length: CONNECTIONS }, async () => {
    const socket = connect(Number(port), hostname).setNoDelay()
    await once(socket, 'connect')
    const get = readerOf(socket)
    for (const [n, path] of left) {
      const asked = performance.now()
      const size = await get(path, `10.0.${Math.floor(n / 200) % 256}.${(n % 200) + 1}`)
      bytes += size
      times.push(performance.now() - asked)
    }
    socket.destroy()
  })
  await Promise.all(visitors)
  return { rate: (paths.length / (performance.now() - started)) * 1000, times, bytes }
}

/** Asks as a proxy hands it on, so that the limit of requests is at work. @throws unless answered 200 */
function readerOf(socket: Socket): (path: string, from: string) => Promise<number> {
  let waiting: { path: string; done: (bytes: number) => void; failed: (error: Error) => void } | undefined
  let missing: number | null = null
  let length = 0
  let head = ''
  socket.on('error', (error) => waiting?.failed(error))
  socket.on('data', (part) => {
    if (missing === null) {
      head += part.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end === -1) return
      if (!head.startsWith('HTTP/1.1 200'))
        return waiting?.failed(new Error(`${waiting.path}: ${head.slice(0, 60)}`))
      length = Number(/content-length: (\d+)/i.exec(head)![1])
      missing = length - (head.length - end - 4)
    } else missing -= part.length
    if (missing > 0) return
    head = ''
    missing = null
    waiting?.done(length)
  })
  return (path, from) =>
    new Promise((done, failed) => {
      waiting = { path, done, failed }
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ssj.test\r\nX-Forwarded-For: ${from}\r\nAccept: text/html\r\n\r\n`,
      )
    })
}
