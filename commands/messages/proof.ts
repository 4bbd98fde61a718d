/** What is said about a draw's proof: where it is, how to check it, and what a check found. */
import type { Draw } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'
import { DRAW_STATE_NAMES } from './names.js'

/** The parts of a check in the order of dr1 §9, by the name that `ssj verify` gives them. */
const SECTION_NAMES: Record<string, string> = {
  complete: '文件是否完整',
  commit: '协议与承诺',
  files: '名单文件',
  ranges: '排序与取值范围',
  witnesses: '见证',
  beacon: '信标',
  ledger: '留痕账本',
  seed: '种子',
  selected: '抽中名单',
  openings: '回避启封',
  roster: '派员',
  replacements: '更换',
}

export type CheckResult =
  | { result: 'match'; about: { draw: string; plan: string; commit: string }; warning?: string }
  | { result: 'mismatch'; section: string; reason: string }
  | { result: 'unreadable'; reason: string }

const INDEPENDENT = '运行 ssj verify 或 python3 ssj_verify.py 加文件名'

function addressOf(address: string, draw: string): string {
  return `${address}/draws/${draw}`
}

/** How to check without trusting this installation. */
function alone(draw: string | null, address: string | null): string {
  const file = draw ? `发送 /proof ${draw} 取得证明文件，在自己的电脑上` : '在自己的电脑上'
  const page = draw && address ? `打开 ${addressOf(address, draw)} 点“在浏览器中核验”；或者` : ''
  return `以上由本机器人核验，只是图个方便，不能代替独立核验。独立核验：${page}${file}${INDEPENDENT}。`
}

function advice(section: string): string {
  return section === 'complete'
    ? '请重新取得原始的证明文件（不要用其他程序另存）再核验。'
    : '请把证明文件交监察人员核查。'
}

function verdictText(found: CheckResult): string {
  if (found.result === 'unreadable') return `无法核验：${found.reason}。`
  if (found.result === 'mismatch') {
    return `不符：在“${SECTION_NAMES[found.section] ?? found.section}”一步，${found.reason}。${advice(found.section)}`
  }
  const warning = found.warning === undefined ? '' : `\n注意：${found.warning}。`
  const { draw, plan, commit } = found.about
  return `相符：按规则重新计算，${draw}（计划 ${plan}）抽中的检查对象和执法检查人员与证明完全一致。\n承诺值 C（应与抽取前在群里公布的一致）：\n${commit}${warning}`
}

export const proof = {
  proof: {
    /** The last lines of an announcement; `opens` is a day that has not come yet. */
    howToCheck(draw: string, address: string | null, opens: string | null): string {
      const page = address === null ? '' : `公开页面：${addressOf(address, draw)}\n`
      if (opens !== null) {
        return `${page}抽取证明 ${formatDay(opens)} 公开，那时任何人都可以重新计算；在此之前只公开承诺值。`
      }
      const open = address === null ? '' : '打开上面的网页（或扫二维码），点“在浏览器中核验”；也可以'
      return `${page}怎样核验：${open}在这里发送 /verify ${draw}，或发送 /proof ${draw} 取得证明文件，用 ssj verify 核验。任何人都可以重新计算。`
    },
    unknown: (draw: string) => `没有编号为 ${draw} 的抽取。请核对编号；发送 /verify 核验最近一次。`,
    badNumber: (word: string) => `“${word.slice(0, 40)}”不是抽取编号。抽取编号形如 CQ2026-003。`,
    none: '还没有完成的抽取，没有可以核验的证明。',
    notDrawn: (draw: Draw) =>
      `抽取 ${draw.no} 现在是“${DRAW_STATE_NAMES[draw.state]}”，还没有证明。抽取完成之后才有。`,
    voided: (draw: Draw) => `抽取 ${draw.no} 已作废，没有证明。作废原因：${draw.cause}`,
    noDraw: (draw: string) => `没有 ${draw} 这次抽取，请核对编号。`,
    failedDraw: (draw: Draw) =>
      `抽取 ${draw.no} 已失败，没有结果，也就没有证明。失败原因：${draw.cause}。承诺、见证和密钥公布在 /draws/${draw.no} 页面上。`,
    closed: (draw: string, opens: string) =>
      `抽取 ${draw} 的证明 ${formatDay(opens)} 公开，在此之前不能取得，也不能核验。`,
    preparing: (draw: string) => `正在准备 ${draw} 的证明，完成后在这里回复。`,
    checking: '正在核验，完成后在这里回复。',
    fileName: (draw: string) => `${draw} 抽取证明.json`,
    sent: (draw: string, address: string | null) =>
      `抽取 ${draw} 的证明文件见附件。在自己的电脑上${INDEPENDENT}，就会从头重算一遍${
        address ? `；也可以打开 ${addressOf(address, draw)} 点“在浏览器中核验”` : ''
      }。`,
    tooLarge: (draw: string, address: string | null) =>
      `抽取 ${draw} 的证明文件太大，不能在聊天里发送。${
        address ? `请从这里下载：${addressOf(address, draw)}/proof.json` : '请向管理员索取。'
      }`,
    failed: (reference: string) => `处理证明时出错了，编号 ${reference}。请稍后重新发送，或联系管理员。`,
    qrName: (draw: string) => `${draw} 二维码`,
  },
  verify: {
    onlyOne: '一次只能核验一个证明文件，请分开发送。',
    notJson: (name: string) =>
      `“${name.slice(0, 60)}”不是证明文件（应为 .json 文件）。核验已经完成的抽取，请发送 /verify 抽取编号。`,
    tooLarge: (megabytes: number) =>
      `文件超过 ${megabytes} MB，机器人不能核验。请在自己的电脑上${INDEPENDENT}。`,
    tooSlow: (seconds: number) =>
      `核验这个文件用时超过 ${seconds} 秒，机器人已停下，没有结论。请在自己的电脑上${INDEPENDENT}。`,
    busy: '这里还有一次核验没有完成，请等它回复后再发送。',
    ofDraw: (draw: string, found: CheckResult, address: string | null) =>
      `【核验 ${draw}】${verdictText(found)}\n${alone(draw, address)}`,
    /** @param stranger what keeps a matching file from being a draw of this office. */
    ofFile: (name: string, found: CheckResult, stranger: string | null) =>
      `【核验文件 ${name.slice(0, 60)}】${stranger ?? ''}${verdictText(found)}\n${alone(null, null)}`,
    otherDraw: (asked: string, found: string) =>
      `不符：您要核验的是 ${asked}，这个文件却是 ${found} 的，不能证明 ${asked} 的结果。\n只看这个文件本身：`,
    foreign: (draw: string) =>
      `注意：${draw} 的这份承诺值不是本机器人公布过的，它不是本办公室的抽取。文件本身：`,
  },
  picture: {
    name: (draw: string, page: number, pages: number) =>
      pages === 1 ? `${draw} 抽取结果图` : `${draw} 抽取结果图 ${page}`,
    title: (draw: string, nth: number) => `抽取结果 ${draw}${nth > 1 ? `（第 ${nth} 次抽取）` : ''}`,
    summary: (drawn: number, due: string, estimated: boolean) =>
      `抽中检查对象 ${drawn} 家，检查期限 ${formatDay(due)}${estimated ? '（预计）' : ''}`,
    page: (page: number, pages: number) => (pages === 1 ? '' : `第 ${page} 张，共 ${pages} 张`),
    tooMany: '名单较长，图中不列，请看附件“抽查名单”。',
    unstaffed: '检查人员待补派',
    remark: '被抽中不代表涉嫌违法。检查前请勿私下告知检查对象。',
    scan: '扫码查看公开页面，可以在浏览器中核验',
    numbers: (prefix: string) => `任务编号均以 ${prefix} 开头`,
  },
}
