/** What is said where a draw and others that still wait could take the same firms, or a registry is about to change. */
import type { DrawState } from '../../db/store.js'
import { DRAW_STATE_NAMES } from './names.js'

/** A draw that waits, and how many firms of another one's list stand in its own. */
export interface SharedFirms {
  draw: string
  plan: string
  state: DrawState
  firms: number
}

/** So many imports are named one by one. */
const MOST_NAMED = 3

function way(no: string, { draw, state }: SharedFirms): string {
  if (state === 'closed') return `${draw} 已经截止，抽出结果后再发送 /draw ${no}`
  const voidable = state === 'committed' ? `；不再需要它时，由发起部门发送 /void ${draw} 理由` : ''
  return `请先在 ${draw} 所在的群完成见证，抽出结果后再发送 /draw ${no}${voidable}。等不到见证人的，满 24 小时自动结束`
}

function named(imports: string[], state: string): string[] {
  if (imports.length === 0) return []
  const rest = imports.length > MOST_NAMED ? ' 等' : ''
  return [`有 ${imports.length} 份名录更新${state}（${imports.slice(0, MOST_NAMED).join('、')}${rest}）`]
}

export const rivals = {
  /** Why a draw cannot be done now. */
  shares: (no: string, shared: SharedFirms[]) =>
    [
      '同一检查对象不能同时被两项计划抽中，名单又不能在见证后更改，所以要等：',
      ...shared.map(
        (one) =>
          `· 抽取 ${one.draw}（计划 ${one.plan}，${DRAW_STATE_NAMES[one.state]}）冻结的名单里有本计划的 ${one.firms} 家。${way(no, one)}。`,
      ),
      '（方案四（二）1、2）',
    ].join('\n'),
  /** Under a trial. */
  inPreview: (no: string, shared: SharedFirms[]) => `现在还不能抽取。${rivals.shares(no, shared)}`,
  /** Under the list of plans that could be drawn. */
  waiting: (draws: string[]) =>
    `抽取 ${draws.join('、')} 还没有结果。名单里有相同检查对象的计划，要等它结束才能抽取（/preview 计划编号 可以查看）。`,
  imports: (waiting: string[], approved: string[]) =>
    `${[...named(waiting, '待批准'), ...named(approved, '已批准、还没有应用完')].join(
      '，',
    )}。抽取按冻结时的名录进行，之后应用的更新不影响它；要先更新名录的，请等应用完再抽取。`,
}
