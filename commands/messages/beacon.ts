/** What is said around the public value that a draw waits for, and around draws whose proof opens later. */
import type { PublicNumber } from '../../db/store.js'
import { FARTHEST_DAYS, FEWEST_DIGITS, MOST_DIGITS, type NumberFault } from '../rules/draw/public-number.js'
import { formatDay } from '../rules/office-time.js'

const NUMBER_FAULTS: Record<NumberFault, string> = {
  missing: '这个计划的抽取要等一个尚未产生的公开号码，请写明信标（发布机构和期号）、位数和公布的日期时刻。',
  name: '信标的名称请写在 64 个字以内，不要有换行等特殊字符。',
  digits: `位数请写 ${FEWEST_DIGITS} 到 ${MOST_DIGITS} 之间的整数，即公布的号码共有几位数字。`,
  moment: '看不懂公布的时间，请写明日期和时刻。',
  past: '公布的时间已经过去。只能约定还没有产生的号码。',
  far: `公布的时间太远，请约定 ${FARTHEST_DAYS} 天以内公布的号码。`,
}

/** A waiting draw by its number and the announced public number. */
export interface WaitingNumber {
  draw: string
  name: string
  digits: number
}

/** Digits that look like a number and are none. */
const anyDigits = (count: number) => '1234567890'.repeat(4).slice(0, count)

const example = ({ draw, digits }: WaitingNumber) => `/beacon ${draw} ${anyDigits(digits)}`

export const beacon = {
  example,
  exampleDraw: (plan: string, day: string) => `/draw ${plan} 信标=双色球第2026130期 位数=7 公布=${day} 21:30`,
  badNumber: (fault: NumberFault, example: string) => `${NUMBER_FAULTS[fault]}\n例如：${example}`,
  repeated: (keys: string[], example: string) => `${keys.join('、')}写了两次，请只写一次。例如：${example}`,
  noNumberWanted: (plan: string, example: string) =>
    `计划 ${plan} 没有约定等待公开号码，请去掉信标、位数和公布。请发送：${example}`,
  meansNothing: (plan: string, loose: string, example: string) =>
    `计划 ${plan} 还没有发起过抽取，不用写“${loose.slice(0, 40)}”，这次没有抽取。请直接发送：${example}`,
  noSupervisor: '还没有登记监察人员，公布后的号码无人确认。请先导入监察人员。',
  numberPassed: (name: string) =>
    `约定的公开号码“${name}”预定的公布时间已经过去，名单没有冻结。请约定下一期。`,
  numberAfterDue: (name: string, due: string) =>
    `公开号码“${name}”要到检查期限 ${formatDay(due)} 或之后才公布，来不及检查。请约定更早公布的号码。`,
  requestLine: ({ name, digits }: PublicNumber, expected: string) =>
    `约定的公开号码：${name}，${digits} 位，${expected} 公布。`,
  announcedDrand: (delay: number) =>
    `见证截止后还要等公开随机信标 drand：截止 ${delay} 秒之后由全球多家机构共同产生的第一个随机值（quicknet 链，有签名），与见证的话一起决定结果，现在谁也不知道它是多少。取不到的，等到它产生后 24 小时；仍取不到，这次抽取公开失败。`,
  announcedNumber: ({ name, digits }: PublicNumber, expected: string, until: string) =>
    `见证须在 ${expected} 之前完成，否则这次抽取结束。之后还要等公开号码“${name}”（${digits} 位数字，预定 ${expected} 公布），它与见证的话一起决定结果。公布后由经办人员录入、监察人员确认；等到 ${until} 仍未确认，这次抽取公开失败。`,
  opens: (day: string) =>
    `这是不事先公开的抽查：抽取证明到 ${formatDay(day)}才向社会公开，在此之前公众只看得到承诺值。`,
  witnessTooLate: (draw: string, name: string) =>
    `公开号码“${name}”预定的公布时间已到，号码可能已经有人知道，抽取 ${draw} 不再接受见证，马上结束。`,
  notDelivered: (draw: string) =>
    `抽取 ${draw} 的承诺值还没有发到本群。见证必须在承诺值公布之后，请看到带有承诺值 C 的消息后再发送。`,
  expiredReason: '公开号码预定公布之前无人见证',
  tooFewCause: '公开号码预定公布之前见证人数不足',
  closedDrand: (draw: string, round: number, at: string) =>
    `见证已记入留痕账本，抽取 ${draw} 现在截止。正在等 drand 第 ${round} 轮的随机值（${at}产生），到了就自动抽取。`,
  closedNumber: (draw: string, name: string, expected: string) =>
    `见证已记入留痕账本，抽取 ${draw} 现在截止。正在等公开号码“${name}”（预定 ${expected} 公布）。`,
  unreachable: (draw: string, round: number, until: string) =>
    `【抽取 ${draw}】还取不到公开随机信标 drand 第 ${round} 轮的值，机器人会继续尝试。抽取等到 ${until}，届时仍取不到，按规则公开失败。`,
  unreachableForAdmin: (draw: string) =>
    `【运行】抽取 ${draw} 取不到 drand 的随机值。请检查网络、HTTPS_PROXY 和 DRAND_RELAYS，原因见日志。`,
  drandCause: (round: number) => `公开随机信标 drand 第 ${round} 轮的值 24 小时内没有取到`,
  numberCause: (name: string) => `公开号码“${name}”在预定公布后 24 小时内没有录入并确认`,
  reminder: (waiting: WaitingNumber, until: string) =>
    `【抽取 ${waiting.draw}】公开号码“${waiting.name}”应已公布。请经办人员按公布的顺序录入 ${waiting.digits} 位数字，例如：${example(waiting)}（换成实际号码），再由监察人员确认。等到 ${until} 仍未确认，这次抽取公开失败。`,
  usage: '请写明公布的号码。',
  none: '现在没有等待公开号码的抽取。',
  notWaiting: (draw: string) => `抽取 ${draw} 现在不在等待公开号码。`,
  several: (waiting: WaitingNumber[]) =>
    `有 ${waiting.length} 次抽取在等公开号码：${waiting.map(({ draw, name }) => `${draw}（${name}）`).join('、')}。请写明编号，例如：${example(waiting[0]!)}`,
  onlyOffice: '公开号码由经办人员录入。',
  onlySupervisor: '只有监察人员可以确认公开号码。',
  notYours: (draw: string) => `抽取 ${draw} 不是您的部门发起的，号码不能由您录入。`,
  tooEarly: (draw: string, name: string, expected: string) =>
    `抽取 ${draw} 约定的“${name}”预定 ${expected} 公布，请在公布之后录入。`,
  tooLate: (draw: string) => `抽取 ${draw} 的公开号码已过 24 小时期限，按规则不再接受，马上结束。`,
  wrongDigits: (waiting: WaitingNumber) =>
    `“${waiting.name}”应恰为 ${waiting.digits} 位数字，按公布的顺序写全，例如：${example(waiting)}`,
  alreadyEntered: (draw: string, value: string) =>
    `抽取 ${draw} 已录入号码 ${value}，在等监察人员确认。录错了的，请监察人员点“不符”后重新录入。`,
  entered: (draw: string, value: string) => `已录入抽取 ${draw} 的公开号码 ${value}，等监察人员核对确认。`,
  confirmRequest: ({ draw, name }: WaitingNumber, value: string, who: string) =>
    `【请核对】${who}录入了抽取 ${draw} 的公开号码“${name}”：\n${value}\n请对照发布机构公布的号码逐位核对。相符请点“确认”，结果随即产生；不相符请点“不符”。也可以发送 /beacon 确认 ${draw}、/beacon 不符 ${draw}。`,
  nothingEntered: (draw: string) => `抽取 ${draw} 还没有录入号码，或者已经处理过了。`,
  otherValue: (draw: string, value: string) =>
    `抽取 ${draw} 现在录入的号码是 ${value}，与这个按钮的不同。请核对后发送 /beacon 确认 ${draw} ${value}`,
  selfConfirm: '录入号码的人不能自己确认，请另一位监察人员核对。',
  confirmed: (draw: string, name: string, value: string) =>
    `【抽取 ${draw}】公开号码“${name}”：${value}，已经监察人员确认，正在抽取。`,
  declined: (draw: string, value: string) =>
    `【抽取 ${draw}】录入的公开号码 ${value} 经监察人员核对不符，已作废。请经办人员重新录入。`,
}
