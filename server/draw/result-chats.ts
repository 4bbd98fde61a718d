/** The groups that a draw's full result is for: its own, the office's and those of the plan's departments. */
import type { ChatRef, Draw, Group, View } from '../../db/store.js'

export function hearsResult(draw: Draw, group: Group): boolean {
  const drawnHere = group.platform === draw.chat.platform && group.chat === draw.chat.chat
  const departments: (string | null)[] = draw.frozenPlan!.departments
  return drawnHere || group.kind === 'office' || departments.includes(group.department)
}

/** Each once; the draw's own is told even where it is a group no more. */
export async function listResultChats(view: View, draw: Draw): Promise<ChatRef[]> {
  const chats = [draw.chat]
  for (const group of await view.groups.all()) {
    const { platform, chat } = group
    const own = platform === draw.chat.platform && chat === draw.chat.chat
    if (!own && hearsResult(draw, group)) chats.push({ platform, chat })
  }
  return chats
}
