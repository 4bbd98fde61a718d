/** What is said about sharing public results with other units. */
import type { PublishedResult, Share } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'
import { publishing } from './publishing.js'

/** A row of the list, its departments by name. */
export interface ShareLine {
  share: Share
  unit: string
  departments: string[]
}

/** Which results, in a few words; the page says it alike. */
export function sharedWords({ share, departments }: ShareLine): string {
  const of = departments.length > 0 ? departments.join('、') : '各部门'
  const items = share.items.length > 0 ? `，事项 ${share.items.join('、')}` : ''
  return `${of}${share.problemsOnly ? '发现问题的结果' : '的全部结果'}${items}`
}

const numbered = (line: ShareLine) =>
  `▪ ${line.share.id}　${line.unit}　${sharedWords(line)}\n　用途：${line.share.use}${line.share.approvedAt === null ? '　【待批准】' : ''}`

export const sharing = {
  share: {
    example: '/share 添加 区发改委 结果=有问题 用途=信用惩戒',
    list: (lines: ShareLine[]) =>
      lines.length === 0
        ? '信息共享成员单位名录还是空的。领导小组办公室可以添加：/share 添加 单位 结果=全部 用途=……'
        : `信息共享成员单位名录（结果公示后，每天下午自动发到这些单位的群里）：\n${lines.map(numbered).join('\n')}`,
    needsAct:
      '请写明要做什么：/share 添加 单位 ……、/share 批准 编号、/share 停止 编号；只发 /share 查看名录。',
    needsUnit: '请写明一个接收单位，例如：/share 添加 区发改委 结果=有问题 用途=信用惩戒',
    needsUse: (unit: string) =>
      `请写明共享哪些结果、用来做什么，例如：/share 添加 ${unit.slice(0, 20)} 结果=全部 用途=信用档案`,
    unknownKey: (key: string) =>
      `看不懂“${key.slice(0, 20)}=”，或者写了不止一次。可以写：结果、部门、事项、用途。`,
    tooLong: (most: number) => `内容太长，每项请写在 ${most} 字以内。`,
    badResults: (word: string) => `看不懂“结果=${word.slice(0, 20)}”，请写 全部 或 有问题。`,
    noDepartment: (word: string) =>
      `没有找到单位“${word.slice(0, 20)}”。请写部门名录里的名称、简称或代码；不在名录里的，先导入部门。`,
    noItem: (code: string) => `没有编码为“${code.slice(0, 20)}”的抽查事项。发送 /items 查看。`,
    notLeading: '信息共享成员单位名录由领导小组办公室维护。只发 /share 可以查看。',
    noLeader: '领导小组办公室没有可以批准的领导。',
    asked: (id: number, whom: string) => `已把共享 ${id} 送${whom}批准，批准后列入名录并公布。`,
    request: (by: string, line: ShareLine) =>
      `【信息共享】${by}申请把以下单位列入共享名录，请批准：\n${numbered(line)}`,
    approveLabel: '批准',
    declineLabel: '不批准',
    unknown: (id: number) => `没有编号为 ${id} 的共享，或者已经停止。发送 /share 查看。`,
    approvedAlready: (id: number) => `共享 ${id} 已经批准。要停止，请发送 /share 停止 ${id}。`,
    notYours: '共享由领导小组办公室的领导批准，申请人自己不能批准。',
    approved: (id: number) => `共享 ${id} 已批准，从现在起公示的结果自动发给它。`,
    declined: (id: number) => `共享 ${id} 没有批准。`,
    welcome: (line: ShareLine) =>
      `【信息共享】本单位已列入抽查结果信息共享成员单位名录：\n${numbered(line)}\n结果公示后，每天下午自动发到这里。`,
    ended: (id: number) => `【信息共享】共享 ${id} 已停止。`,
    bundle: (results: PublishedResult[], total: number, use: string[], publicUrl: string | null) =>
      `【信息共享】新公示的抽查结果 ${total} 份（用途：${use.join('、')}）：\n${results
        .map(
          ({ visit, content: { firm, agency, inspectedOn, items, decisions }, version, reason }) =>
            `▪ ${firm.name}（${firm.code}）\n　${agency}　${formatDay(inspectedOn)}　${[...new Set(items.map(({ result }) => result))].join('、')}${
              decisions.length > 0 ? `　已作处理 ${decisions.length} 项` : ''
            }${version > 1 ? `　${reason === publishing.publish.decidedAnew ? '处理情况更新' : '更正'}` : ''}　${visit}`,
        )
        .join(
          '\n',
        )}${total > results.length ? `\n……另有 ${total - results.length} 份` : ''}${publicUrl ? `\n详情：${publicUrl}/results` : ''}`,
  },
}
