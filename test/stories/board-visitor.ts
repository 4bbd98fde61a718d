/** Somebody with a browser of his own who was given a link to the board: keeps its cookie, follows nothing by himself. */
import type { Office } from './office.js'
import { tell } from './steps.js'

export interface BoardVisitor {
  cookie: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** What a page says, its status before it. */
  read(path: string): Promise<string>
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>
}

export function openBoardVisitor(office: Office): BoardVisitor {
  const visitor: BoardVisitor = {
    cookie: '',
    async get(path, headers = {}) {
      const response = await office.request(path, {
        headers: { accept: 'text/html', cookie: visitor.cookie, ...headers },
        redirect: 'manual',
      })
      return keep(response)
    },
    async read(path) {
      const response = await visitor.get(path)
      return `${response.status} ${await response.text()}`
    },
    async post(path, fields, headers = {}) {
      const response = await office.request(path, {
        ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) },
        headers: { cookie: visitor.cookie, ...headers },
      })
      return keep(response)
    },
  }

  /** As a browser would. */
  function keep(response: Response): Response {
    const set = response.headers.get('set-cookie')
    if (set !== null) visitor.cookie = set.split(';')[0]!
    return response
  }

  return visitor
}

/** The path of the link that the bot gives a person. */
export async function askForBoard(office: Office, person: string): Promise<string> {
  const said = await tell(office, person, '/board')
  const path = /\/board\/enter\/[0-9a-f]{64}/.exec(said)?.[0]
  if (!path) throw new Error(`no link: ${said}`)
  return path
}

export const tokenOf = (path: string): string => path.slice(-64)

/** In by a fresh link. */
export async function enterAs(office: Office, person: string): Promise<BoardVisitor> {
  const visitor = openBoardVisitor(office)
  const token = tokenOf(await askForBoard(office, person))
  const response = await visitor.post('/board/enter', { token })
  if (response.status !== 303) throw new Error(`not let in: ${response.status}`)
  return visitor
}
