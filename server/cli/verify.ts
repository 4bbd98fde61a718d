/** `ssj verify`: checks a draw's proof, from a file or from the web, without any settings or data. */
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import type { Texts } from '../verify/read-proof.js'
import type { Verdict } from '../verify/verdict.js'
import { isAddress, readSource } from './read-source.js'

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
  const verdict = await judge(source)
  console.log(options.json ? JSON.stringify(verdict) : describe(verdict))
  process.exitCode = EXIT_CODES[verdict.result]
}

async function judge(source: string): Promise<Verdict> {
  const { verifyProof } = await import('../verify/verify-proof.js')
  const { namesApart } = await import('../verify/read-proof.js')
  const proof = await readSource(source)
  if (typeof proof === 'string') return unreadable(proof)
  const apart: Texts = {}
  for (const name of namesApart(proof)) {
    const text = await readSource(placeBeside(source, `${name}.jsonl`))
    if (typeof text === 'string') return unreadable(`证明之外的名单 ${name}.jsonl：${text}`)
    apart[name] = text
  }
  return verifyProof(proof, apart)
}

/** On the web the files lie in the proof's folder `files`, on a disk beside the proof. */
function placeBeside(source: string, name: string): string {
  return isAddress(source) ? new URL(`files/${name}`, source).href : join(dirname(source), name)
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
