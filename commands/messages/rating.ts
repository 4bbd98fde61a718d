/** What is said about the rules that rate firms, and of what new ones would change. */
import type { CreditTableVersion } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'

/** What rules make of all firms as their files are now. */
export interface RulesPreview {
  /** 'YYYY-MM-DD' */
  day: string
  firms: number
  /** From one class to another, how many firms; the best class first. */
  changes: { from: string; to: string; firms: number }[]
  /** Firms that keep their class and get another weight. */
  weights: number
  classes: { class: string; before: number; after: number }[]
}

const many = (n: number) => n.toLocaleString('en')

function previewText({ day, firms, changes, weights, classes }: RulesPreview): string {
  const changed = changes.reduce((sum, one) => sum + one.firms, 0)
  const each = changes.map(({ from, to, firms: n }) => `${from}→${to} ${many(n)} 家`)
  return [
    `试算（按${formatDay(day)}的档案，名录库 ${many(firms)} 家）：`,
    changed === 0 ? '没有企业会改变等级' : `${many(changed)} 家会改变等级：${each.join('，')}`,
    `${many(weights)} 家等级不变、权重改变`,
    `各等级（现在 → 批准后）：${classes.map((one) => `${one.class} ${many(one.before)} → ${many(one.after)}`).join('，')}`,
  ].join('\n')
}

export const rating = {
  creditRules: {
    table: (
      inForce: CreditTableVersion | undefined,
      waiting: CreditTableVersion | undefined,
      proposed: string,
    ) =>
      [
        inForce
          ? `【信用等级评定规则】第 ${inForce.version} 版（有效）：\n${inForce.text}`
          : `信用等级评定规则还没有启用，等级以登记的为准。可以从下面这份改起，领导小组办公室发送 /credit 规则，换行后写规则；或者用表格：/template 信用规则。\n${proposed}`,
        ...(waiting ? [`第 ${waiting.version} 版待批准：\n${waiting.text}`] : []),
      ].join('\n\n'),
    templateSent: (title: string) =>
      `${title}的表格见附件，里面是现在的规则，第二张工作表“填写说明”逐列说明填法。改好后和 /credit 规则 一起发回来，或者先发送 /credit 规则 文件。`,
    notImported: '信用规则不用导入：领导小组办公室把文件和 /credit 规则 一起发送，由领导批准后生效。',
    askFile:
      '请把规则的表格（.xlsx 或 .csv）发到这里。需要模板请发送 /template 信用规则，不提了请发送 /cancel。',
    oneWay: '规则写在消息里，或者用一个文件发送，请只用一种。',
    notLeading: '信用等级评定规则由领导小组办公室制定。',
    notYours: '评定规则由领导小组办公室的经办人员或领导提出。',
    noLeader: '领导小组办公室没有可以批准的领导。',
    faults: (faults: string[]) =>
      `规则没有收下，请改正后重新发送：\n${faults
        .slice(0, 10)
        .map((one) => `· ${one}`)
        .join('\n')}${faults.length > 10 ? `\n……共 ${faults.length} 处` : ''}`,
    unreadable: (why: string) => `规则的文件没有收下：${why}。什么都没有改动。`,
    weighing: '收到规则，正在按全部企业的档案试算，完成后送领导批准。批准之前等级不变。',
    failed: (reference: string) =>
      `规则试算时出错了，编号 ${reference}，没有提出。请稍后重新发送，或联系管理员。`,
    asked: (version: number, whom: string, preview: RulesPreview) =>
      `规则第 ${version} 版已送${whom}批准，批准后公布，并重新评定全部企业。\n${previewText(preview)}`,
    request: (by: string, version: number, text: string, preview: RulesPreview) =>
      `【信用规则】${by}提出评定规则第 ${version} 版，请批准：\n${text}\n\n${previewText(preview)}`,
    approveLabel: '批准',
    declineLabel: '不批准',
    noTable: (version: number) => `没有待批准的第 ${version} 版规则。发送 /credit 规则 查看。`,
    notApprover: '规则由领导小组办公室的另一位领导批准。',
    decided: (version: number, approved: boolean) =>
      approved
        ? `信用规则第 ${version} 版已批准并公布，正在重新评定全部企业，完成后通知办公室群。`
        : `信用规则第 ${version} 版没有批准。`,
    rated: (version: string, changed: number) =>
      `【信用评定】已按规则第 ${version} 版重新评定全部企业，${many(changed)} 家的等级或权重有变化。`,
    rating: '信用等级正在重新评定，评定完成之前不能冻结名单。请稍后再试。',
  },
}
