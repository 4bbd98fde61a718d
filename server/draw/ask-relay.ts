/** Asks a drand relay for a round, and believes nothing but the chain's own signature. */
import http from 'node:http'
import https from 'node:https'
import { z } from 'zod'
import { createAgent } from '../../bot/https-agent.js'
import type { DrandChain } from '../../commands/rules/draw/drand.js'

/** Both lowercase hex; the value is the SHA-256 of the signature. */
export interface DrandValue {
  value: string
  signature: string
}

const PATIENCE = 10_000
/** Bytes; an answer has some hundred. */
const LONGEST = 10_000
const answerShape = z.object({ round: z.int(), signature: z.string() })

/**
 * @param proxy through which https relays are reached; null for directly
 * @throws when the relay cannot be reached, has no such round yet, or answers with another round or a false signature
 */
export async function askRelay(
  relay: string,
  chain: DrandChain,
  round: number,
  proxy: string | null,
): Promise<DrandValue> {
  const body = await get(`${relay}/${chain.hash}/public/${round}`, proxy)
  const answer = answerShape.parse(JSON.parse(body))
  const { isSigned, randomnessOf } = await import('../../commands/rules/draw/drand-signature.js')
  if (answer.round !== round) throw new Error(`${relay} answered with round ${answer.round}`)
  if (!isSigned(chain, round, answer.signature)) throw new Error(`${relay} answered with a false signature`)
  return { value: randomnessOf(answer.signature), signature: answer.signature }
}

/** Node's own fetch takes no agent, and so no proxy. */
async function get(url: string, proxy: string | null): Promise<string> {
  const isPlain = url.startsWith('http:')
  const agent = isPlain ? undefined : createAgent(proxy)
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const options = { agent, signal: AbortSignal.timeout(PATIENCE) }
      const request = isPlain ? http.get(url, options, resolve) : https.get(url, options, resolve)
      request.on('error', reject)
    })
    if (response.statusCode !== 200) {
      response.destroy()
      throw new Error(`${url} answered ${response.statusCode}`)
    }
    return await read(response)
  } finally {
    agent?.destroy()
  }
}

async function read(response: http.IncomingMessage): Promise<string> {
  let body = ''
  for await (const part of response.setEncoding('utf8')) {
    body += part
    if (body.length > LONGEST) throw new Error('the answer is too long')
  }
  return body
}
