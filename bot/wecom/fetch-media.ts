/** Fetches and decrypts a file that somebody sent; WeCom keeps it for five minutes. */
import { type FetchedFile, SendError } from '../chat.js'
import { decrypt } from './client.js'
import type { MediaRef } from './read-frame.js'

const MOST_MB = 20
const PATIENCE = 60_000

/** @throws SendError, never 'ambiguous' */
export async function fetchMedia(ref: string): Promise<FetchedFile> {
  const { url, key } = JSON.parse(ref) as MediaRef
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) }).catch((error: Error) => {
    throw new SendError('unavailable', `企业微信的文件取不到：${error.name}`)
  })
  if (response.status >= 500) throw new SendError('unavailable', `企业微信的文件取不到（${response.status}）`)
  if (!response.ok) throw new SendError('rejected', '文件已过期，请重新发送')
  const bytes = await readBounded(response)
  const name = nameOf(response.headers.get('content-disposition'))
  const plain = key === null ? bytes : await decryptOrRefuse(bytes, key)
  return { bytes: plain, ...(name === null ? {} : { name }) }
}

async function readBounded(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = Number(response.headers.get('content-length') ?? 0)
  if (size > MOST_MB * 1024 * 1024) {
    await response.body?.cancel()
    throw tooLarge()
  }
  size = 0
  try {
    for await (const part of response.body ?? []) {
      size += part.length
      if (size > MOST_MB * 1024 * 1024) throw tooLarge()
      parts.push(part)
    }
  } catch (error) {
    throw error instanceof SendError ? error : new SendError('unavailable', '企业微信的文件没有传完')
  }
  return Buffer.concat(parts)
}

const tooLarge = () => new SendError('rejected', `附件超过 ${MOST_MB} MB，请压缩或拆分后重新发送`)

async function decryptOrRefuse(bytes: Buffer, key: string): Promise<Buffer> {
  try {
    return await decrypt(bytes, key)
  } catch {
    throw new SendError('rejected', '文件解不开，请重新发送')
  }
}

/** RFC 6266, as far as WeCom uses it. */
function nameOf(header: string | null): string | null {
  const [, encoded] = /filename\*=UTF-8''([^;\s]+)/i.exec(header ?? '') ?? []
  const [, plain] = /filename="?([^";]+)"?/i.exec(header ?? '') ?? []
  const found = encoded ?? plain
  if (found === undefined) return null
  try {
    return decodeURIComponent(found)
  } catch {
    return found
  }
}
