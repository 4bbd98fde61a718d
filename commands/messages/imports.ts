/** What is said about templates, and about files that are sent to be imported. */
import type { ImportRequest, ImportState, Role } from '../../db/store.js'
import { ROLE_NAMES } from './names.js'

/** Of properties that no column of their own stands for. */
const LONGEST_VALUE = 60

const STATE_NAMES: Record<ImportState, string> = {
  checking: '还在检查，请稍候',
  waiting: '等待批准',
  approved: '已经批准，正在应用',
  applying: '已经批准，正在应用',
  applied: '已经应用过了，不会重复应用',
  refused: '没有可以应用的内容',
  dropped: '已经放弃。需要时请重新发送文件',
  lapsed: '超过 7 天没有批准，已经失效。需要时请重新发送文件',
  failed: '处理失败。请重新发送文件',
}

export interface Examples {
  added: string[]
  changed: string[]
  gone: string[]
}

export interface ImportSummary {
  added: number
  changed: number
  gone: number
  unchanged: number
  faults: number
  notes: string[]
  examples: Examples
  /** The first faults. */
  problems: string[]
  /** Whether the refused rows come as a file. */
  refused: boolean
}

function titleOf({ id, file }: ImportRequest, title: string): string {
  return `【导入 ${id}】${title}（${file.name.slice(0, 60)}）`
}

function countsOf(
  request: ImportRequest,
  found: Omit<ImportSummary, 'notes' | 'examples' | 'problems' | 'refused'>,
): string {
  const gone = request.fullness === 'no' ? '' : `、移出 ${found.gone}`
  return `新增 ${found.added}、修改 ${found.changed}、未变 ${found.unchanged}${gone}、问题 ${found.faults}`
}

function listOf(head: string, lines: string[], total: number): string[] {
  if (lines.length === 0) return []
  const more = total > lines.length ? `（共 ${total} 条，只列出 ${lines.length} 条）` : ''
  return [`${head}${more}：`, ...lines.map((line) => `· ${line}`)]
}

function wordOf(value: unknown, field: string): string | null {
  if (value === null || value === undefined || value === '') return '空'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (field === 'ratioCap' && Array.isArray(value)) return value.join('/')
  if (Array.isArray(value)) {
    const words = field === 'roles' ? value.map((role: Role) => ROLE_NAMES[role]) : value
    return words.length > 0 ? words.join('、') : '空'
  }
  if (typeof value === 'object') return ruleOf(value)
  const text = String(value)
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

/** How many firms of a class are drawn; null for any other object. */
function ruleOf(value: object): string | null {
  const { ratio, count, weighted } = value as { ratio?: number[]; count?: number; weighted?: boolean }
  if (ratio === undefined && count === undefined) return null
  return `${ratio ? ratio.join('/') : `${count}家`}${weighted ? '加权' : ''}`
}

export const imports = {
  template: {
    choose: '要哪一种名录的模板？请选择，或发送 /template 名录种类。',
    unknownKind: (word: string, kinds: string[]) =>
      `没有“${word.slice(0, 20)}”这种名录。可以写：${kinds.join('、')}`,
    fileName: (title: string) => `${title}模板.xlsx`,
    sent: (title: string) =>
      `${title}的导入模板见附件，第二张工作表“填写说明”逐列说明填法。填好后和 /import ${title} 一起发回来。`,
    failed: (reference: string) => `准备模板时出错了，编号 ${reference}。请稍后重新发送，或联系管理员。`,
  },
  imports: {
    chooseKind: '这个文件是哪一种名录？请选择。',
    askFile: (title: string) =>
      `请把${title}的文件（.xlsx 或 .csv）发到这里。需要模板请发送 /template ${title}，不导入了请发送 /cancel。`,
    onlyOne: '一次只能导入一个文件，请分开发送。',
    tooLarge: (megabytes: number) =>
      `文件超过 ${megabytes} MB，不能在聊天里导入。请分成几个文件，或由管理员在服务器上用 ssj import 导入。`,
    approvalInFile:
      '聊天里导入的文件不能代替领导批准：请清空批准人和批准时间再导入，由领导发送 /approve 批准；已在纸面批准的，由管理员在服务器上用 ssj import 导入',
    otherApprover:
      '不是可以批准这个计划的领导：由领导小组办公室所在部门的领导批准，那里没有领导的由牵头部门的领导批准',
    onlyOffice: '只有经办人员和管理员可以导入名录。',
    needsNumber: '请写明导入的编号，例如 /import 应用 12。',
    forceAlone: '“确认”要和“全量”一起写：/import 名录种类 全量 确认。',
    noFull: (title: string) => `${title}不能全量导入，只有市场主体和执法人员可以。`,
    checking: (title: string, file: string) =>
      `收到${title}文件“${file.slice(0, 60)}”，正在检查，完成后在这里列出要改的内容。批准之前不会写入。`,
    unknown: (id: number) => `没有编号为 ${id} 的导入。`,
    notDecider: '这次导入要由领导小组办公室所在部门的经办人员或领导批准，您不能批准。',
    ownRights:
      '部门和人员名录决定谁有什么权限，自己提交的要由领导小组办公室所在部门的另一位经办人员或领导批准；只有您一人的，由管理员在服务器上用 ssj import 导入。',
    notYours: '只有提交人和领导小组办公室所在部门的经办人员、领导可以放弃这次导入。',
    isNow: (id: number, state: ImportState) => `导入 ${id} ${STATE_NAMES[state]}。`,
    applying: (id: number) => `导入 ${id} 开始应用，完成后告诉您。应用期间不能开始抽取。`,
    dropped: (id: number) => `导入 ${id} 已放弃，没有写入任何内容。`,
    droppedBy: (id: number, name: string) => `导入 ${id} 由${name}放弃，没有写入任何内容。`,
    lapsed: (id: number) =>
      `导入 ${id} 超过 7 天没有批准，已经失效，没有写入任何内容。需要时请重新发送文件。`,
    apply: '应用',
    drop: '放弃',
    label: (key: string, name: string) => (name === '' ? key : `${name}（${key}）`),
    field(field: string, header: string, before: unknown, after: unknown): string {
      const [from, to] = [wordOf(before, field), wordOf(after, field)]
      return from === null || to === null ? `${header}有改动` : `${header} ${from} → ${to}`
    },
    approvalLapses: '原来的批准和备案随之失效，须由领导重新批准（/approve）',
    changed: (label: string, fields: string[]) => `${label}：${fields.join('；')}`,
    refusedName: (title: string, ending: string) => `${title} 有问题的行${ending}`,
    summary(request: ImportRequest, title: string, found: ImportSummary): string {
      const { added, changed, gone } = found.examples
      return [
        titleOf(request, title),
        countsOf(request, found),
        ...found.notes,
        ...listOf('新增', added, found.added),
        ...listOf('修改', changed, found.changed),
        ...listOf('文件里没有、将移出', gone, found.gone),
        ...listOf('问题', found.problems, found.faults),
        ...(found.refused ? ['有问题的行没有算在内，见附件，改好后可以直接发回来导入。'] : []),
        ...(found.faults > 0 && !found.refused ? ['有问题的行太多，不能作为附件发送。'] : []),
      ].join('\n')
    },
    again: (text: string) => `名录在此期间有了变化，要改的内容和批准时不同，没有应用。请重新确认：\n${text}`,
    decideSelf: (text: string) => `${text}\n现在还没有写入。请选择应用或放弃，7 天内有效。`,
    decideOther: (text: string, name: string) =>
      `${text}\n由${name}提交，现在还没有写入。请选择应用或放弃，7 天内有效。`,
    waitsForOther: (text: string) =>
      `${text}\n现在还没有写入，等待领导小组办公室所在部门的经办人员或领导批准，7 天内有效。`,
    nobodyDecides: (text: string) =>
      `${text}\n现在还没有写入。领导小组办公室所在部门没有可以批准的经办人员或领导，请联系管理员。`,
    nothing: (text: string, rows: number) =>
      `${text}\n${rows === 0 ? '表头下面没有数据，' : ''}没有要写入的内容。`,
    refused: (request: ImportRequest, title: string, why: string) =>
      `${titleOf(request, title)}不能导入：${why}。什么都没有改动。`,
    canForce: (kind: string) => `核对无误、确实要移出的，请重新发送文件并写 /import ${kind} 全量 确认。`,
    applied(request: ImportRequest, title: string): string {
      const { added, changed, gone } = request.plan!
      const closed = request.fullness === 'no' ? '' : `、移出 ${gone}`
      return `${titleOf(request, title)}已应用：新增 ${added}、修改 ${changed}${closed}，已记入留痕账本。`
    },
    failed: (id: number, reference: string) =>
      `导入 ${id} 处理时出错了，编号 ${reference}，没有写入任何内容。请稍后重新发送文件，或联系管理员。`,
    stuck: (id: number, reference: string) =>
      `【运行】导入 ${id} 已经批准，应用时连续三次出错，机器人会继续重试；应用完之前可能不能开始抽取。编号 ${reference}，请在日志中按编号查找原因。`,
  },
}
