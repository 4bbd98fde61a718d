/** What is said when somebody may not or cannot go: recusals before a draw, seats that change hands after it. */
import type { LeaveReason } from '../rules/leave-reasons.js'
import { formatDay } from '../rules/office-time.js'
import { adviseWitness } from './advise-witness.js'
import { KEEP_PRIVATE } from './keep-private.js'

/** A seat that changes hands; names are `李四（工商分局）`. */
export interface SeatChange {
  visit: string
  /** Left out where not everybody may read it. */
  firm?: string
  /** Null: the seat was empty. */
  leaver: string | null
  /** Null: it stays empty. */
  newcomer: string | null
}

const EMPTY = '空缺'

const WHO_WITNESSES = '请抽取的发起人、管理员、申请人、批准人和离任人员以外的任何一位已绑定人员'

const nameReason = ({ words }: LeaveReason) => words[0]
const nameReasons = (list: readonly LeaveReason[]) => list.map(nameReason).join('、')

function changeLine({ visit, firm, leaver, newcomer }: SeatChange): string {
  return `▪ ${visit}${firm ? `　${firm}` : ''}\n　${leaver ?? EMPTY} → ${newcomer ?? EMPTY}`
}

/** Behind a Chinese character: a blank stands before a number only. `name` is null for whoever is spoken to. */
const whoLeaves = (no: string, name: string | null) => (name === null ? `您退出 ${no}` : ` ${no} 换下${name}`)

/** Whole draws may lie empty: a group's chat is no list, and the ledger holds them all. */
const MOST_LINES = 20

function firstLines(lines: string[]): string {
  const rest = lines.length > MOST_LINES ? `\n……共 ${lines.length} 个席位` : ''
  return lines.slice(0, MOST_LINES).join('\n') + rest
}

const said = (explanation: string) => (explanation === '' ? '' : `\n说明：${explanation}`)

export const replacing = {
  recuse: {
    needsSubject: '请写明要回避的企业（名称或统一社会信用代码），已经抽到的请写任务编号。',
    needsReason: (list: readonly LeaveReason[]) =>
      `请写明原因，只能是：${nameReasons(list)}。生病、请假等不能参加的，请经办人员或本部门领导发送 /replace。`,
    badReason: (word: string, list: readonly LeaveReason[]) =>
      `“${word.slice(0, 20)}”不是回避的原因，只能是：${nameReasons(list)}。生病、请假等不能参加的，请经办人员或本部门领导发送 /replace。`,
    unknownKey: (key: string) => `不认识“${key.slice(0, 20)}”，可以写的有：原因、说明。`,
    longExplanation: '说明太长，请写在 500 字以内。',
    onlyInspector: '只有执法人员可以申请回避。',
    inGroup: `回避请私聊机器人申请，不在群里办理。${KEEP_PRIVATE}`,
    notOnRoll: '执法检查人员名录里没有您，不会被抽到，不用申请回避。名录有误的，请联系管理员。',
    noFirm: (word: string) =>
      `没有找到企业“${word.slice(0, 40)}”。可以先用 /firm 查询，再写统一社会信用代码。`,
    manyFirms: (firms: { code: string; name: string }[]) =>
      `不止一家企业符合，请写统一社会信用代码：\n${firms.map((one) => `${one.code}　${one.name}`).join('\n')}`,
    already: (firm: string) => `您对${firm}的回避已经登记，抽取时不会派您去，不用再申请。`,
    waiting: (firm: string) => `您对${firm}的回避申请已在等审批，不用再申请。`,
    drawn: (firm: string, nos: string[]) =>
      `您已经被抽到检查${firm}。请写任务编号申请退出，例如：/recuse ${nos[0]} 原因=近亲属关系`,
    asked: (firm: string, whom: string) =>
      `已把您对${firm}的回避申请送给${whom}。批准后，以后的抽取不会派您去。`,
    frozen: (draws: string[]) =>
      `正在进行的抽取（${draws.join('、')}）名单已经冻结，不受这项申请影响；如果抽到您去检查这家企业，请发送 /recuse 任务编号 原因=……，由他人接替。`,
    request: (who: string, firm: string, reason: LeaveReason, explanation: string) =>
      `【回避申请】${who}申请回避${firm}，原因：${nameReason(reason)}${said(explanation)}\n同意后，以后的抽取不会派${who}去检查这家企业。`,
    unknown: '没有这项回避申请。',
    decided: '这项回避申请已经处理过了。',
    notDecider:
      '这项回避由申请人所在部门的领导审批（没有的，由领导小组办公室的领导或监察人员审批），申请人自己不能审批。',
    granted: (who: string, firm: string) => `已同意：${who}回避${firm}，已记入回避名录。`,
    refused: (who: string, firm: string) => `已不同意：${who}对${firm}不回避。`,
    tellGranted: (firm: string, by: string) => `${by}已同意您回避${firm}，以后的抽取不会派您去。`,
    tellRefused: (firm: string, by: string) =>
      `${by}不同意您回避${firm}。如有新的情况，可以写明说明重新申请。`,
    exampleFirm: (code: string) => `/recuse ${code} 原因=近亲属关系 说明=妻子在该单位任会计`,
    exampleVisit: (no: string) => `/recuse ${no} 原因=近亲属关系`,
  },
  replace: {
    needsVisit: '请写明任务编号；给没有派出人员的抽取补人，请写抽取编号。',
    needsPerson: (no: string) => `请写明谁不能参加 ${no}，以及原因。`,
    needsReason: (list: readonly LeaveReason[]) => `请写明原因，只能是：${nameReasons(list)}。`,
    /** @param word null where others would read it once more */
    badReason: (word: string | null, list: readonly LeaveReason[]) =>
      `${word === null ? '所写的' : `“${word.slice(0, 20)}”`}不是可以换人的原因，只能是：${nameReasons(list)}。`,
    keepPrivate: `提醒：${KEEP_PRIVATE}群里只写原因，例如 原因=请假；说明和证明材料请私聊机器人发送。`,
    onePersonOneVisit:
      '一次换一个任务中的一个人，请写任务编号，而不是抽取编号。只写抽取编号，是补派它的全部空缺席位。',
    unknownVisit: (no: string) => `没有编号为 ${no} 的检查任务。请核对抽取结果里的任务编号。`,
    unknownDraw: (no: string) => `没有编号为 ${no}、已经抽出结果的抽取。`,
    notYours: '换人由计划牵头部门、发起部门或领导小组办公室的经办人员，或者该检查人员所在部门的领导申请。',
    onlyOffice: '补派空缺由计划牵头部门、发起部门或领导小组办公室的经办人员发起。',
    notSeated: (name: string, no: string, holders: string[]) =>
      `${name}不是 ${no} 的检查人员。${no} 现在的检查人员：${holders.join('、') || '（空缺）'}。`,
    recorded: (no: string) => `${no} 已有检查记录，不能再换人。记录有误的，请用 /record 更正。`,
    waiting: (no: string, name: string) => `${no} 的${name}已经申请换人，请等它办完。`,
    noVacancy: (no: string) =>
      `${no} 没有需要补派的空缺席位。要换下某个人，请写明是谁和原因，例如：/replace RW2026-003-07 张三 原因=请假`,
    noDecider:
      '没有可以确认的人：本部门和领导小组办公室都没有本任务以外的在岗领导，也没有监察人员。申请没有提交，请联系管理员补充人员。',
    asked: (no: string, name: string | null, whom: string) =>
      `申请已送给${whom}确认：${whoLeaves(no, name).trim()}。确认并经一位见证人见证后，由机器人抽出接替人员；在此之前，${name ?? '您'}仍是检查人员。`,
    tellAsked: (who: string, no: string, reason: LeaveReason) =>
      `${who}申请由他人接替您在 ${no} 的席位，原因：${nameReason(reason)}，正等领导确认。`,
    request: (
      who: string,
      no: string,
      firm: string,
      name: string | null,
      reason: LeaveReason,
      explanation: string,
    ) =>
      `【换人申请】${who}申请${name === null ? `退出 ${no}（${firm}）` : `在 ${no}（${firm}）换下${name}`}，原因：${nameReason(reason)}${said(explanation)}\n同意后记入留痕账本，经一位见证人见证，由机器人抽出接替人员；检查对象不变。${
        reason.conflict ? '\n同时记入回避名录，以后的抽取不会派其去检查这家企业。' : ''
      }`,
    requestAgain: (days: number) => `（已等待 ${days} 天，请尽快处理）`,
    grantLabel: '同意',
    refuseLabel: '不同意',
    unknown: '没有这项换人申请。',
    decided: '这项换人申请已经处理过了。',
    notDecider:
      '这项换人由该检查人员所在部门的领导（没有其他领导的，由领导小组办公室的领导）或监察人员确认；申请人和本任务的检查人员不能确认。',
    granted: (no: string, name: string) => `已同意：${no} 换下${name}，等一位见证人见证后抽出接替人员。`,
    declined: (no: string, name: string) => `已不同意：${no} 的${name}不换。`,
    tellGranted: (no: string, name: string | null, by: string) =>
      `${by}已同意${whoLeaves(no, name)}，等一位见证人见证后抽出接替人员。换好之前请不要开展这个任务的检查。`,
    tellDeclined: (no: string, name: string | null, by: string) =>
      `${by}不同意${whoLeaves(no, name)}，${name ?? '您'}仍是检查人员。`,
    filling: (seats: number) => `已登记 ${seats} 个空缺席位，等一位见证人见证后逐个抽出补派人员。`,
    leaving: (
      draw: string,
      seats: { visit: string; leaver: string | null; hash: string }[],
      named: string | null,
    ) =>
      `【换人 ${draw}】以下席位等待抽出接替人员，检查对象和其他人员不变：\n${firstLines(
        seats.map(({ visit, leaver, hash }) => `▪ ${visit}　${leaver ?? EMPTY}\n　登记值 ${hash}`),
      )}\n还需 1 位见证人。${adviseWitness(WHO_WITNESSES, named)}`,
    reminder: (draw: string, visits: string[], named: string | null) =>
      `【换人 ${draw}】${visits.slice(0, MOST_LINES).join('、')}${visits.length > MOST_LINES ? ` 等 ${visits.length} 个任务` : ''} 还在等 1 位见证人，见证之后才能抽出接替人员。${adviseWitness(WHO_WITNESSES, named)}`,
    isLeaver: (no: string) => `您是 ${no} 的离任人员，不能见证由谁接替您。请另一位同事发送。`,
    isDecider: (visit: string) => `${visit} 的换人是您批准的，不能由您见证。请另一位同事发送。`,
    notDelivered: (draw: string) => `${draw} 的换人登记还没有送达本群，请稍候再发一次见证。`,
    isAsker: (no: string) => `您是 ${no} 换人的申请人，不能见证。请另一位同事发送。`,
    isColleague: (no: string) => `您是 ${no} 的检查人员，不能见证由谁与您同组。请另一位同事发送。`,
    isStarter: '您是这次抽取的发起人，换人也不能由您见证。请另一位同事发送。',
    witnessed: (draw: string, seats: number) =>
      `见证已记入留痕账本，正在抽出 ${draw} 的 ${seats} 个席位的接替人员。`,
    youLeave: (no: string) => `您已退出 ${no}，正等接替人员抽出，不能填报。请把情况告诉同组人员或接替人员。`,
    result: (draw: string, changes: SeatChange[]) =>
      `【换人结果 ${draw}】\n${changes.map(changeLine).join('\n')}\n由登记值、密钥和见证人的话共同决定，已记入留痕账本，可用证明文件核验。`,
    left: (changes: SeatChange[]) =>
      `【换人】您不再是以下任务的检查人员：\n${changes.map(changeLine).join('\n')}\n请不要再开展这些检查，也不要向检查对象透露；已有的材料请交给接替人员。`,
    changed: (changes: SeatChange[]) =>
      `【换人】以下任务的检查人员有变：\n${changes.map(changeLine).join('\n')}`,
    newcomer: (draw: string) => `【换人】您在 ${draw} 中被抽出接替他人。\n`,
    stillEmpty: (draw: string, changes: SeatChange[]) =>
      `【席位空缺 ${draw}】以下席位没有合格人员可派：\n${firstLines(changes.map(changeLine))}\n抽取时的人员名单已冻结，只能从中派人：名单中的人要么不合格、要回避，要么已达任务上限或已在同组。有人腾出任务后，请经办人员发送 /replace ${changes[0]!.visit} 再补派；仍无人可派的，请领导小组办公室研究处理。`,
    ended: (visit: string, cause: string, secret: string) =>
      `【换人终止】${visit} 的换人没有办完：${cause}。为便于核对，现公开密钥：\n${secret}`,
    endedAsking: (visit: string, cause: string) => `${visit} 的换人申请没有办完：${cause}。`,
    causeRecorded: '任务已经填报',
    causeRestored: '数据库从备份恢复，密钥可能已经公开；需要时请重新申请',
    shortHanded: (lines: string[]) =>
      `【缺员】以下任务有空缺席位，请经办人员发送 /replace 任务编号 补派：\n${lines.join('\n')}`,
    shortHandedLine: (no: string, firm: string, due: string, seats: number) =>
      `▪ ${no}　${firm}\n　空缺 ${seats} 人，期限 ${formatDay(due)}`,
    examplePerson: (no: string, name: string) => `/replace ${no} ${name} 原因=请假`,
  },
}
