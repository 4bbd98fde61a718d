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
    .argument('<proof>', '证明文件，或 http(s) 网址（证明的或抽取页面的）')
    .option('--json', '用 JSON 写结果')
    .addHelpText(
      'after',
      '\n只按公开的抽取规则核对，不用本机的数据库和抽取程序。\n退出码：0 相符，1 不符（写明在哪一步），2 无法读取。',
    )
    .action(verify)
}

async function verify(source: string, options: { json?: boolean }): Promise<void> {
  const verdict = await judge(proofAddress(source))
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

/** The proof behind the address of a draw's page; anything else as it stands. */
function proofAddress(source: string): string {
  if (!isAddress(source) || !URL.canParse(source)) return source
  const { origin, pathname } = new URL(source)
  const page = /^.*\/draws\/[^/]+(?=\/?$)/.exec(pathname)
  return page ? `${origin}${page[0]}/proof.json` : source
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
  if (verdict.result === 'mismatch')
    return `不符：[${verdict.section}] ${verdict.reason}。\n${adviseOn(verdict.section)}`
  return describeMatch(verdict)
}

/** A file that another program saved anew is no longer the proof, whatever it says. */
function adviseOn(section: string): string {
  return section === 'complete'
    ? '请重新下载原始的证明文件（不要用其他程序打开另存），再核验一次。'
    : '请把本结果和证明文件交给抽取机关的监察人员核查。'
}

function describeMatch({ about, warning }: Verdict & { result: 'match' }): string {
  const { draw, plan, nth, seats, ledger } = about
  const staffed = seats === null ? '没有合法的派员方案，须逐席补派' : `${seats} 个席位的检查人员`
  return [
    `相符：${draw}（计划 ${plan}，第 ${nth} 次抽取）重新计算的结果与证明完全一致。`,
    `参加抽取 ${about.firms} 家，排除 ${about.excluded} 家；抽中 ${about.selected} 家；${staffed}；更换 ${about.replacements} 次。`,
    `承诺值 C：${about.commit}`,
    `种子 S：${about.seed}`,
    `留痕账本到第 ${ledger.n} 条，其指纹：${ledger.hash}`,
    '请再核对：上面的 C 应与抽取前在群里公布的一致，账本指纹应与当天日报里的校验值接得上。',
    ...(warning === undefined ? [] : [`注意：${warning}。`]),
  ].join('\n')
}
