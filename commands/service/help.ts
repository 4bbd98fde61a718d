/** /help 帮助: what this caller may do here, and how one command is used. */
import { ANYWHERE } from '../audiences.js'
import type { Command, Context, Outcome } from '../command.js'
import { CHAT_NAMES } from '../messages/names.js'
import { messages } from '../messages.js'
import { foldWord } from '../rules/command-line.js'

/** @param all answers every command, this one included. */
export function createHelp(all: () => readonly Command[]): Command<string> {
  return {
    words: ['help', '帮助', '菜单', 'start'],
    summary: '查看可以使用的命令',
    usage: '/help\n/help 命令',
    example: async () => '/help record',
    audience: { roles: 'stranger', chats: ANYWHERE },
    parse: (rest) => foldWord(rest.trim().replace(/^[/／]/, '')),
    run: async (word, ctx) => (word === '' ? overview(all(), ctx) : detail(all(), word, ctx)),
  }
}

function mayUse(command: Command, ctx: Context): boolean {
  const { roles } = command.audience
  if (roles === 'stranger') return true
  if (!ctx.caller) return false
  return roles === 'bound' || ctx.caller.roles.some((role) => roles.includes(role))
}

function overview(commands: readonly Command[], ctx: Context): Outcome {
  const usable = commands.filter((command) => mayUse(command, ctx))
  const here = usable.filter((command) => command.audience.chats.includes(ctx.chat.kind))
  const elsewhere = usable.filter((command) => !here.includes(command))
  const lines = [
    messages.help.title(ctx.caller?.name ?? null, ctx.caller?.roles ?? []),
    ...here.map((command) => messages.help.line(shownTo(command, ctx))),
  ]
  if (elsewhere.length > 0) lines.push(messages.help.elsewhere(elsewhere.map(whereElse)))
  lines.push(messages.help.more)
  return { reply: { text: lines.join('\n') } }
}

/** The command as far as the caller can use it. */
function shownTo(command: Command, { caller }: Context): Command {
  const { forOthers } = command
  if (!forOthers || !caller || caller.roles.some((role) => forOthers.than.includes(role))) return command
  return { ...command, ...forOthers }
}

function whereElse(command: Command): string {
  const places = command.audience.chats.map((chat) => CHAT_NAMES[chat]).join('、')
  return `/${command.words[0]} ${command.words[1]}（${places}）`
}

async function detail(commands: readonly Command[], word: string, ctx: Context): Promise<Outcome> {
  const command = commands.find((one) => one.words.includes(word))
  if (!command) return { reply: { text: messages.help.unknown(word) } }
  return { reply: { text: messages.help.detail(shownTo(command, ctx), await command.example(ctx)) } }
}
