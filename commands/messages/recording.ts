/** What is said about the inspection record. */
import type { InspectionRecord } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'

/** What a record says, one line an item. */
export function answersOf(record: InspectionRecord, itemNames: Map<string, string>): string {
  const lines = record.items.map(
    (one) => `　${itemNames.get(one.item) ?? one.item}：${one.result}（${one.method}）`,
  )
  const signed = record.signed ? '已签字或盖章' : `未签字，原因：${record.unsignedReason}`
  return [
    `检查日期：${formatDay(record.inspectedOn)}`,
    ...lines,
    `负责人签字：${signed}`,
    ...(record.onSiteWitness ? [`见证人：${record.onSiteWitness}`] : []),
    ...(record.expert ? [`委托机构或专家：${record.expert}`] : []),
    ...(record.adopted ? [`采用其他部门结果：${record.adopted}`] : []),
    ...(record.note ? [`备注：${record.note}`] : []),
  ].join('\n')
}

export const recording = {
  record: {
    unknownVisit: (no: string) => `没有编号为 ${no} 的检查任务。发送 /tasks 查看您的任务。`,
    notYours: (no: string) => `您不是 ${no} 的检查人员，不能填报。发送 /tasks 查看您的任务。`,
    badNumber: (word: string) =>
      `看不懂任务编号“${word.slice(0, 40)}”。任务编号形如 RW2026-003-07，发送 /tasks 查看。`,
    noTasks:
      '您没有未完成的检查任务。要更正已填报的记录，请写明任务编号，例如：/record RW2026-003-07 结果=未发现问题 签字=是 更正=填写有误',
    whichVisit: (nos: string[]) =>
      `您有 ${nos.length} 个未完成的任务，请写明编号：${nos.slice(0, 10).join('、')}`,
    faults: (no: string, faults: string[]) =>
      `${no} 还没有填报成功，请改正后重新发送：\n${faults.map((f) => `· ${f}`).join('\n')}`,
    tooLong: '内容太长了。请把备注缩短到 2000 字以内，较长的材料请作为文件发送。',
    exists: (no: string, by: string, record: InspectionRecord, names: Map<string, string>, at: string) =>
      `${no} 已由 ${by} 于 ${at} 填报（回执 ${record.receipt}，第 ${record.version} 版）：\n${answersOf(record, names)}\n原记录不会被改动。确需更正，请重新填报并加上：更正=理由`,
    accepted: (
      record: InspectionRecord,
      no: string,
      firm: string,
      names: Map<string, string>,
      files: number,
    ) =>
      `填报成功，回执号 ${record.receipt}${record.version > 1 ? `（第 ${record.version} 版）` : ''}\n${no}　${firm}\n${answersOf(record, names)}${
        files > 0 ? `\n附件 ${files} 个` : ''
      }`,
    filesNext: (isPrivate: boolean) =>
      isPrivate ? '接下来发送的照片和文件会附在这份记录后面。' : '请私聊机器人发送照片和文件。',
    filesKept: (files: number, no: string) =>
      `已收下 ${files} 个文件，提交后附在这份记录后面${no === '' ? '' : `（${no}）`}。`,
    draftKept: (no: string, lines: string[], files: number) =>
      `【草稿】${no} 已存为草稿，还没有填报，只有您自己看得到：\n${lines.join('\n')}${
        files > 0 ? `\n文件 ${files} 个` : ''
      }\n接着填请发送 /record ${no}`,
    noDrafts: '您没有存下的草稿。要存草稿，请发送：/record 草稿 任务编号 结果=…… 备注=……',
    drafts: (drafts: { no: string; at: string; fields: number; files: number }[]) =>
      `您的草稿：\n${drafts
        .map(
          ({ no, at, fields, files }) =>
            `▪ ${no}　${at} 存，已填 ${fields} 项，文件 ${files} 个　接着填：/record ${no}`,
        )
        .join('\n')}`,
    askResume: (no: string, firm: string, lines: string[], files: number) =>
      `${no}　${firm}\n您有一份没有提交的草稿：\n${lines.join('\n')}${files > 0 ? `\n文件 ${files} 个` : ''}\n要接着填吗？`,
    draftFields: (fields: number) => `已填 ${fields} 项，内容请在私聊里看`,
    goOn: '接着填',
    beginAnew: '删除草稿，重新填',
    expertNeedsFile: '写了委托的机构或专家，还要附上它的结论。请把结论文件发到这里，再点“提交”。',
    adoptedNeedsFile:
      '采用其他部门的结果，请写明它的任务编号（例如：采用=RW2026-003-07），或者把那份结果的文件发到这里，再点“提交”。',
    adoptedUnknown: (no: string) =>
      `没有可以采用的 ${no}：请核对任务编号，它应是对同一家企业、已经复核的检查。`,
    adoptedOld: (no: string, on: string, days: number) =>
      `${no} 的检查是 ${formatDay(on)}，超过 ${days} 天，不能再采用。请自行检查，或附上其他依据。`,
    same: (receipt: string, files: number) =>
      `这份记录已经收到过，回执号 ${receipt}，没有重复登记。${files > 0 ? `本次的 ${files} 个文件已附在后面。` : ''}`,
    colleagueTold: (no: string, firm: string, by: string, receipt: string) =>
      `${no}（${firm}）已由同组的 ${by} 填报，回执号 ${receipt}，您不用重复填报。`,
    attached: (receipt: string, added: number, total: number) =>
      `已附到 ${receipt}：本次 ${added} 个，共 ${total} 个文件。`,
    noRecordForFiles:
      '收到文件，但您最近 2 小时内没有填报记录，不知道该附到哪里。请把文件和命令一起发送，例如在文件说明里写：/record RW2026-003-07 附件',
    attachOnly: (no: string) => `${no} 还没有检查记录，请先填报再附文件。`,
    askVisit: '请选择要填报的任务：',
    askResult: (no: string, firm: string, item: string | null) =>
      `${no}　${firm}\n${item ? `事项“${item}”的检查结果是：` : '检查结果是：'}`,
    askSigned: '被检查单位负责人签字或盖章了吗？',
    askReason: '没有签字或盖章，请写明原因：',
    askWitness: '有见证人吗？请写姓名；没有请选“无”。',
    askDay: '哪一天检查的？可选择，或输入日期，例如 3月10日。',
    askNote: '备注（可写检查情况）；没有请选“无”。',
    lastTime: (answer: string) => `上次：${answer}`,
    soFar: (answer: string) => `已填：${answer}`,
    readInPrivate: '内容请在私聊里看',
    unchanged: '不变',
    askCorrection: (no: string, receipt: string) =>
      `${no} 已有记录（回执 ${receipt}）。请写明更正的理由，或发送 /cancel 离开：`,
    confirm: (no: string, firm: string, lines: string[]) =>
      `请核对：\n${no}　${firm}\n${lines.join('\n')}\n确认提交吗？`,
    badChoice: (max: number) => `请回复 1 到 ${max} 之间的数字，或点按钮；发送 /cancel 离开。`,
    different: '各事项结果不同，逐项填写',
    none: '无',
    yes: '是',
    no: '否',
    today: '今天',
    yesterday: '昨天',
    submit: '提交',
    leave: '不提交',
    left: (no: string) => `已离开，没有填报。填过的内容存为草稿，接着填请发送 /record ${no}`,
    usageFault: '没有看懂。',
    example: (no: string) => `/record ${no} 结果=未发现问题 签字=是`,
  },
}
