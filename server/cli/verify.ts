/** `ssj verify`: checks a draw's proof, from a file or from the web, without any settings or data. */
import { open } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Verdict } from '../verify/verdict.js'

const MOST_MB = 200
const MOST = MOST_MB * 1024 * 1024
const PATIENCE = 60_000

const EXIT_CODES: Record<Verdict['result'], number> = { match: 0, mismatch: 1, unreadable: 2 }

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('核对一次抽取的证明（proof.json）')
    .argument('<proof>', '证明文件，或 http(s) 网址')
    .option('--json', '用 JSON 写结果')
    .addHelpText(
      'after',
      '\n只按公开的抽取规则核对，不用本机的数据库和抽取程序。\n退出码：0 相符，1 不符（写明在哪一步），2 无法读取。',
    )
    .action(verify)
}

async function verify(source: string, options: { json?: boolean }): Promise<void> {
  const { verifyProof } = await import('../verify/verify-proof.js')
  const found = /^https?:\/\//i.test(source) ? await download(source) : await readLocal(source)
  const verdict = typeof found === 'string' ? unreadable(found) : verifyProof(found)
  console.log(options.json ? JSON.stringify(verdict) : describe(verdict))
  process.exitCode = EXIT_CODES[verdict.result]
}

function unreadable(reason: string): Verdict {
  return { result: 'unreadable', reason }
}

function describe(verdict: Verdict): string {
  if (verdict.result === 'unreadable') return `无法读取：${verdict.reason}。`
  if (verdict.result === 'mismatch') return `不符：[${verdict.section}] ${verdict.reason}。`
  const warning = verdict.warning === undefined ? '' : `\n注意：${verdict.warning}。`
  return `相符：按规则重新计算，抽中的检查对象和执法人员与证明完全一致。${warning}`
}

/** Answers the bytes, or why there are none. */
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

const TOO_BIG = `文件超过 ${MOST_MB} MB`

/** Answers the bytes, or why there are none. */
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
