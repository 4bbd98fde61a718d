/** What is said when somebody looks a firm up. */
import type { Firm, InspectionRecord } from '../../db/store.js'
import type { Hindrance } from '../rules/firm-standing.js'
import { EXCLUSION_NAMES } from './names.js'

/** What is told of a firm beside its entry, as lines. */
export interface FirmStory {
  inspections: string[]
  coming: string[]
  hindrances: string[]
}

function under(title: string, lines: string[]): string[] {
  return lines.length > 0 ? [title, ...lines] : []
}

export const firms = {
  firm: {
    needsWord: '请写企业名称的一部分、拼音、拼音首字母（三个以上），或统一社会信用代码。',
    none: (word: string) =>
      `没有找到“${word.slice(0, 40)}”。可以只写名称中的几个字，几个词用空格隔开，也可以写拼音或三个以上的拼音首字母。`,
    wrongCode: (code: string, why: string) => `没有找到“${code}”：${why}。也可以按名称查询。`,
    unknownCode: (code: string) => `名录库里没有统一社会信用代码为 ${code} 的检查对象。也可以按名称查询。`,
    list: (firms: Firm[], more: string | null) =>
      `找到以下检查对象：\n${firms
        .map((f) => `${f.code}　${f.name}${f.status === '存续' ? '' : `（${f.status}）`}`)
        .join('\n')}${
        more ? `\n还有更多，发送 ${more} 看下一页，或把名称写得更完整。` : ''
      }\n发送 /firm 统一社会信用代码 看详情。`,
    detail: (firm: Firm, phone: boolean, { inspections, coming, hindrances }: FirmStory) =>
      [
        `${firm.name}`,
        `统一社会信用代码：${firm.code}`,
        `类型：${firm.type}　行业：${firm.trade}`,
        `区域：${firm.district}　地址：${firm.address}`,
        ...(phone && firm.phone ? [`电话：${firm.phone}`] : []),
        `状态：${firm.status}　信用等级：${firm.creditClass}`,
        ...(firm.tags.length > 0 ? [`标签：${firm.tags.join('、')}`] : []),
        ...under('现在不参加抽取的原因：', hindrances),
        ...under('最近的检查：', inspections),
        ...under('待完成的检查任务：', coming),
        ...(inspections.length + coming.length === 0 ? ['没有可以显示的检查任务。'] : []),
      ].join('\n'),
    inspection: (no: string, due: string, { inspectedOn, items }: InspectionRecord, results: boolean) => {
      const found = results ? `　${[...new Set(items.map(({ result }) => result))].join('、')}` : ''
      return `　${no}　期限 ${due}　已填报　${inspectedOn} 检查${found}`
    },
    coming: (no: string, due: string) => `　${no}　期限 ${due}　未检查`,
    hindrance: (one: Hindrance, { status }: Firm): string => {
      switch (one.kind) {
        case 'status':
          return `　登记状态是“${status}”`
        case 'cap':
          return `　事项 ${one.item.code}（${one.item.name}）${EXCLUSION_NAMES['frequency-cap']}：${one.times}/${one.item.yearlyCap} 次`
        case 'plan':
          return `　计划 ${one.plan.no}（${one.plan.name}）每家每年抽查 ${one.plan.frequency} 次，今年已抽到 ${one.times} 次，本计划不再抽取`
        case 'open':
          return `　有未完成的检查任务 ${one.visit}，${one.plan} 以外的计划不抽取`
        case 'recent':
          return `　${one.on} 刚检查过（${one.visit}），${one.plan} 以外的计划不抽取`
      }
    },
    example: '/firm 食品',
  },
}
