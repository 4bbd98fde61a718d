/** What a leader is shown before he approves a plan: all of it, with today's numbers and one tap for each answer. */
import type { Day, DrawSummary, Plan, View } from '../../db/store.js'
import type { Content } from '../command.js'
import { messages } from '../messages.js'
import { contentHash } from '../rules/plan-approval.js'
import { checkPlan } from '../rules/plan-law.js'
import { loadPlanCard } from './plan-card.js'

/** Enough of the content's hash that nobody approves anything else than what he saw, and short enough to type. */
export function planVersion(plan: Plan): string {
  return contentHash(plan).slice(0, 8)
}

/** @param found what the draw would take in, or why it cannot be drawn */
export async function previewApproval(
  view: View,
  plan: Plan,
  found: DrawSummary | { refused: string },
  today: Day,
): Promise<Content> {
  const card = await loadPlanCard(view, plan, today)
  const version = planVersion(plan)
  const buttons = [
    [
      { label: messages.approve.yes, send: `/approve 同意 ${plan.no} ${version}` },
      { label: messages.approve.no, send: `/approve 不同意 ${plan.no}` },
    ],
  ]
  const faults = checkPlan(plan, card.items, today)
  return { text: messages.approve.preview(card, faults, found, version), buttons }
}
