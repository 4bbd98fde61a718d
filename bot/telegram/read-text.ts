/** What a text says once the bot's own name is taken off. */

/**
 * `bot` is the bot's username without `@`. Takes off one leading and one trailing mention and the username behind the
 * command word; null when the command is meant for another bot.
 */
export function readText(text: string, bot: string): string | null {
  // A username is Latin letters, digits and `_`: nothing in it needs escaping, and a longer name is another's.
  const leading = new RegExp(`^\\s*@${bot}(?!\\w)[\\s,，:：]*`, 'i')
  const trailing = new RegExp(`(?<![\\w.])@${bot}\\s*$`, 'i')
  const rest = text.replace(leading, '')
  const addressed = /^\s*([/／][^\s@]+)@(\w+)/.exec(rest)
  if (!addressed) return rest.replace(trailing, '').trim()
  const [head, command, name] = addressed
  if (name?.toLowerCase() !== bot.toLowerCase()) return null
  return `${command}${rest.slice(head.length).replace(trailing, '')}`.trim()
}
