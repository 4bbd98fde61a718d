/** A visit in a few lines, as its inspectors read it. */
import type { CreditClass, ListName } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'
import { LIST_NAMES } from './listing.js'

/** A visit as it is shown to one of its inspectors. */
export interface VisitCard {
  no: string
  firm: string
  address: string
  /** Only where phones may be shown. */
  phone: string | null
  /** The firm's class and the lists that it stands on, to be consulted before the visit (四(三)2); only where phones may be shown. */
  credit: { code: string; class: CreditClass; lists: ListName[] } | null
  items: string[]
  colleagues: string[]
  due: string
  daysLeft: number
  /** Seats that nobody holds yet. */
  waiting: number
  estimated: boolean
  acked: boolean
}

function deadline(due: string, daysLeft: number, estimated: boolean): string {
  const mark = estimated ? '（预计）' : ''
  if (daysLeft > 0) return `期限 ${formatDay(due)}${mark}，还有 ${daysLeft} 个工作日`
  if (daysLeft === 0) return `期限 ${formatDay(due)}${mark}，今天到期`
  return `期限 ${formatDay(due)}${mark}，已超期 ${-daysLeft} 个工作日`
}

export function card(visit: VisitCard): string {
  const lines = [
    `▪ ${visit.no}　${visit.firm}`,
    `　地址：${visit.address}`,
    ...(visit.phone ? [`　电话：${visit.phone}`] : []),
    ...(visit.credit ? [`　${standing(visit.credit)}`] : []),
    `　事项：${visit.items.join('；')}`,
    `　同组：${visit.colleagues.join('、') || '（无）'}`,
    ...(visit.waiting > 0 ? [`　还有 ${visit.waiting} 个席位等待补派，补齐之前请不要开展检查`] : []),
    `　${deadline(visit.due, visit.daysLeft, visit.estimated)}${visit.acked ? '　已收到' : ''}`,
  ]
  return lines.join('\n')
}

function standing({ code, class: letter, lists }: NonNullable<VisitCard['credit']>): string {
  const named = lists.map((list) => `，在${LIST_NAMES[list]}里`).join('')
  return `信用等级：${letter}${named}　档案：/credit ${code}`
}

export function shortCard(visit: VisitCard): string {
  return `▪ ${visit.no}　${visit.firm}\n　${deadline(visit.due, visit.daysLeft, visit.estimated)}`
}
