/** The groups that a draw's full result is for: its own, the office's and those of the plan's departments. */

import { isSameChat } from '../../commands/same-chat.js'
import type { ChatRef, Draw, Group, View } from '../../db/store.js'

export function hearsResult(draw: Draw, group: Group): boolean {
  const departments: (string | null)[] = draw.frozenPlan!.departments
  return isSameChat(group, draw.chat) || group.kind === 'office' || departments.includes(group.department)
}

/** Each once; the draw's own is told even where it is a group no more. */
export async function listResultChats(view: View, draw: Draw): Promise<ChatRef[]> {
  const chats = [draw.chat]
  for (const group of await view.groups.all()) {
    const { platform, chat } = group
    if (!isSameChat(group, draw.chat) && hearsResult(draw, group)) chats.push({ platform, chat })
  }
  return chats
}
