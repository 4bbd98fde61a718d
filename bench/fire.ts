/** Posts bodies over a number of kept connections at once, as fast as they are answered. */
import { Agent, request } from 'node:http'

const CONNECTIONS = 32

/** @throws unless every body was answered 200 */
export async function fire(url: string, bodies: string[], headers: Record<string, string>): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const left = bodies.values()
  const connections = Array.from({ length: CONNECTIONS }, async () => {
    for (const body of left) await post(url, body, headers, agent)
  })
  await Promise.all(connections)
  agent.destroy()
}

function post(url: string, body: string, headers: Record<string, string>, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', agent, headers: { ...length, ...headers } }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`${url} answered ${response.statusCode}`))
      })
    })
    sent.once('error', reject).end(body)
  })
}
