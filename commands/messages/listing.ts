/** What is said about the lists of good and bad records. */
import type { Firm, Listing, ListName } from '../../db/store.js'

export interface ListingLine {
  listing: Listing
  firm: Pick<Firm, 'code' | 'name'>
  department: string
}

export const LIST_NAMES: Record<ListName, string> = {
  green: '绿色通道',
  joint: '联合惩戒名单',
  black: '黑名单',
}

/** What each member department does about it (四(三)2). */
const EFFECTS: Record<ListName, string> = {
  green: '请在办理许可等事项时优先办理、简化程序。',
  joint: '请在行政许可、政府采购、招标投标、信贷融资等领域依法实施联合惩戒。',
  black: '请依法实施联合惩戒，并加大抽查力度。',
}

/** A firm's class and weight in draws, as they are and as an entry makes them. */
export interface DrawEffect {
  before: { class: string; weight: number }
  after: { class: string; weight: number }
}

/** How an entry ends by itself. */
const ENDINGS: Record<ListName, string> = {
  green: '期限届满，或者信用等级不再是 A 级，自动移出',
  joint: '期限届满自动移出',
  black: '期限届满自动移出',
}

/** What an entry does to the draws to come: lists that are frozen already stay as they are. */
function drawText({ before, after }: DrawEffect): string {
  if (before.class === after.class && before.weight === after.weight)
    return '对抽取的影响：信用等级和权重不变'
  return `对抽取的影响：信用等级 ${before.class} → ${after.class}，权重 ${before.weight} → ${after.weight}，从下一次抽取起；已经冻结的名单不变`
}

const term = ({ from, until }: Listing) => `${from} 至 ${until}`

const numbered = ({ listing, firm, department }: ListingLine) =>
  `▪ ${listing.id}　${firm.name}（${firm.code}）\n　${LIST_NAMES[listing.list]}　${term(listing)}　${department} ${listing.documentNo}\n　理由：${listing.reason}${
    listing.objection ? (listing.outcome ? '　（异议已裁定：维持）' : '　（有异议，待裁定）') : ''
  }`

export const listing = {
  list: {
    /** @param count of all; `lines` may be the newest alone */
    show: (lines: ListingLine[], count: number, publicUrl: string | null) => {
      if (lines.length === 0) return '名单里现在没有企业。'
      const rest = `只列出最新的 ${lines.length} 家，全部见网站的“信用名单”${publicUrl ? `：${publicUrl}/lists` : ''}`
      return [
        `现在的名单（${count}）：`,
        ...lines.map(numbered),
        ...(count > lines.length ? [rest] : []),
      ].join('\n')
    },
    /** @param members departments that will be told */
    preview: (
      firm: Firm,
      one: Pick<Listing, 'list' | 'from' | 'until' | 'reason' | 'documentNo'>,
      members: number,
      effect: DrawEffect,
    ) =>
      [
        `请核对，还没有列入：`,
        `${firm.name}（${firm.code}）　信用等级 ${firm.creditClass}　${firm.status}`,
        `${LIST_NAMES[one.list]}　${one.from} 至 ${one.until}`,
        `文号：${one.documentNo}`,
        `理由：${one.reason}`,
        `通知：${members} 个成员单位的群，要求${EFFECTS[one.list].replace(/^请/u, '')}`,
        `公开：网站“信用名单”公布企业、理由、文号和期限`,
        drawText(effect),
        `期限：${one.until} 为最后一天，${ENDINGS[one.list]}；企业可以提出异议`,
      ].join('\n'),
    left: '没有列入，什么都没有改变。',
    confirmOrLeave: (confirm: string, leave: string) => `请点按钮，或者回复“${confirm}”或“${leave}”。`,
    needsAct:
      '请写明要做什么，例如：/list 黑名单、/list 列入 黑名单 企业 文号=… 理由=… 期限=12、/list 异议 3 内容、/list 裁定 3 维持 说明、/list 移出 3 理由',
    needsList: '请写明名单和企业，例如：/list 列入 黑名单 91410603YX0002230A 文号=… 理由=… 期限=12',
    needsDetails:
      '列入名单要写明 文号、理由 和 期限（几个月），例如：文号=山市监信〔2026〕1号 理由=拒不改正 期限=12',
    unknownKey: (key: string) => `看不懂“${key.slice(0, 20)}=”，或者写了不止一次。可以写：文号、理由、期限。`,
    tooLong: (most: number) => `内容太长，每项请写在 ${most} 字以内。`,
    badTerm: (most: number) => `期限写几个月，1 到 ${most}，例如：期限=12`,
    notLeader: '列入、移出名单和裁定异议由领导决定。经办人员可以查看名单、代企业提出异议。',
    notLeading: '异议由领导小组办公室的领导裁定。',
    already: (firm: string, list: ListName) => `${firm} 已经在${LIST_NAMES[list]}里。发送 /list 查看。`,
    clash: (firm: string, one: Listing) =>
      `${firm} 还在${LIST_NAMES[one.list]}里（编号 ${one.id}），请先移出。`,
    notGood: ({ name, creditClass }: Firm) =>
      `${name} 的信用等级是 ${creditClass} 级，绿色通道只用于 A 级的企业。`,
    unknown: (id: number) => `名单里没有编号 ${id}，或者已经移出。发送 /list 查看。`,
    entered: (line: ListingLine) =>
      `【列入${LIST_NAMES[line.listing.list]}】\n${numbered(line)}\n${EFFECTS[line.listing.list]}`,
    ended: (one: Listing, firm: string, reason: string | null) =>
      `【移出${LIST_NAMES[one.list]}】${firm}（${one.firm}）${reason === null ? '期限届满' : `理由：${reason}`}。相关措施请停止。`,
    noLongerGood: ({ creditClass }: Pick<Firm, 'creditClass'>) => `信用等级已是 ${creditClass} 级`,
    removed: (id: number) => `编号 ${id} 已移出名单，已告诉各部门。`,
    notYours: '只有列入的部门和领导小组办公室的领导可以移出。',
    objectedAlready: (id: number) => `编号 ${id} 已经有异议，正在等待裁定或已经裁定。`,
    objection: (one: Listing, firm: string, text: string) =>
      `【异议】${firm} 对列入${LIST_NAMES[one.list]}（编号 ${one.id}）提出异议：\n${text}\n请核查后裁定：/list 裁定 ${one.id} 维持（或撤出） 说明`,
    objected: (one: Listing, firm: string) =>
      `【异议】${firm} 对列入${LIST_NAMES[one.list]}（编号 ${one.id}）提出异议，由领导小组办公室的领导裁定，裁定前名单不变。`,
    objectionTaken: (id: number) => `已把对编号 ${id} 的异议送领导小组办公室的领导裁定，裁定前名单不变。`,
    objectionsWaiting: (lines: { listing: Listing; firm: string }[]) =>
      `【异议待裁定】以下异议已超过 5 个工作日没有裁定：\n${lines
        .map(
          ({ listing: one, firm }) =>
            `▪ ${one.id}　${firm}　${LIST_NAMES[one.list]}\n　${one.objection!.text}`,
        )
        .join('\n')}\n核查后裁定：/list 裁定 编号 维持（或撤出） 说明`,
    noObjection: (id: number) => `编号 ${id} 没有异议。要移出，请发送 /list 移出 ${id} 理由。`,
    ruledAlready: (id: number) => `编号 ${id} 的异议已经裁定过。`,
    ownListing: '自己列入的，请另一位领导裁定。',
    ruled: (id: number, kept: boolean, text: string) =>
      `【异议裁定】编号 ${id}：${kept ? '维持' : '撤出'}。${text}`,
  },
}
