/** The bytes behind a path or an address, unpacked where they are gzip; or why there are none, in Chinese. */
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** What still fits one string of JavaScript. */
const MOST_MB = 500
const MOST = MOST_MB * 1024 * 1024
const PATIENCE = 60_000
const TOO_BIG = `文件超过 ${MOST_MB} MB`

const unpack = promisify(gunzip)

export const isAddress = (source: string) => /^https?:\/\//i.test(source)

export async function readSource(source: string): Promise<Uint8Array | string> {
  const found = isAddress(source) ? await download(source) : await readLocal(source)
  const packed = typeof found !== 'string' && found[0] === 0x1f && found[1] === 0x8b
  if (!packed) return found
  return unpack(found, { maxOutputLength: MOST }).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ERR_BUFFER_TOO_LARGE' ? TOO_BIG : `${source} 压缩数据不完整`,
  )
}

async function readLocal(path: string): Promise<Uint8Array | string> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      return size > MOST ? TOO_BIG : await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? `找不到 ${path}` : `打不开 ${path}（${code}）`
  }
}

async function download(url: string): Promise<Uint8Array | string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
    if (!response.ok) return `${url} 答复 ${response.status}`
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of response.body ?? []) {
      size += part.length
      if (size > MOST) return TOO_BIG
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch (error) {
    return (error as Error).name === 'TimeoutError'
      ? `${url} 在 ${PATIENCE / 1000} 秒内没有传完`
      : `连不上 ${url}`
  }
}
