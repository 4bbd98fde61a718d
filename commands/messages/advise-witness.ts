/** How somebody witnesses in the group that reads this. */

/**
 * @param who is asked, as the beginning of a sentence
 * @param named the draw's number where several wait in the group; null where one does
 */
export function adviseWitness(who: string, named: string | null): string {
  const what = named === null ? '任意一句话' : ` ${named} 和任意一句话`
  const example = named === null ? '' : `${named} `
  return `${who}，在本群发送 /witness（或 /见证）加${what}，例如：/见证 ${example}今天的天气是晴天\n这句话将作为见证原文永久公开，请勿包含个人信息。`
}
