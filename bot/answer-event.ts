/** Carries out one stored event inside its transaction: who speaks, what is meant, whether it is allowed, what is answered. */
import {
  type Command,
  type Content,
  type Context,
  type Outcome,
  Refusal,
  UsageRefusal,
} from '../commands/command.js'
import { messages } from '../commands/messages.js'
import { nearestWords, readCommandLine } from '../commands/rules/command-line.js'
import { officeDay } from '../commands/rules/office-time.js'
import type { Dialogue, FileRef, InboxRow, Person, Tx, View } from '../db/store.js'
import { readAnswer } from './answer-token.js'
import { changeChat } from './change-chat.js'
import type { ChatPlatform, IncomingEvent, IncomingMessage } from './chat.js'
import { deliver, type Platforms, post } from './delivery.js'
import type { Desk } from './desk.js'

export interface Arrival {
  row: InboxRow
  event: IncomingEvent
  files: FileRef[]
  now: Date
  platforms: Platforms
  desk: Desk
}

/** How long a question waits for its answer. */
const DIALOGUE_MINUTES = 30

export async function answerEvent(tx: Tx, arrival: Arrival): Promise<void> {
  const { event, platforms, row } = arrival
  if (event.kind !== 'message') return changeChat(tx, row.platform, event, platforms, arrival.now)
  const platform = platforms.get(row.platform)
  if (!platform) throw new Error(`platform ${row.platform} is not running`)
  const meaning = await findMeaning(tx, arrival, event)
  if (!meaning) return
  const token = arrival.desk.randomHex(2)
  const ctx = await createContext(tx, arrival, event, platform, token)
  const outcome = await meaning(ctx)
  await keepDialogue(tx, ctx, outcome, token)
  if (outcome.reply) await replyTo(tx, platforms, row, event, outcome.reply, arrival.now)
  await deliver(tx, platforms, outcome.notices ?? [], arrival.now)
}

/** Whether a message's files are for the bot: a known person's order, answer or private file, and no ordinary talk. */
export async function wantsFiles(
  view: View,
  desk: Desk,
  row: InboxRow,
  event: IncomingMessage,
): Promise<boolean> {
  if (!event.authority || event.files.length === 0) return false
  const binding = await view.bindings.get(row.platform, event.sender.id)
  if (!binding || !(await view.people.get(binding.person))?.active) return false
  if (event.chat.kind === 'private') return true
  const dialogue = await openDialogue(view, row, event)
  const line = readLine(desk, event, dialogue !== undefined)
  return line ? 'word' in line : dialogue !== undefined
}

type Meaning = (ctx: Context) => Promise<Outcome & { command?: string }>

/** What the message asks for; undefined for ordinary talk, which gets silence. */
async function findMeaning(tx: Tx, arrival: Arrival, event: IncomingMessage): Promise<Meaning | undefined> {
  const { desk, row } = arrival
  const isPrivate = event.chat.kind === 'private'
  const dialogue = event.authority ? await openDialogue(tx, row, event) : undefined
  const line = readLine(desk, event, dialogue !== undefined)
  if (line && !event.authority) throw new Refusal(messages.router.noAuthority)
  if (line && 'word' in line) return runCommand(desk.words.get(line.word)!, line.rest)
  if (line) return unknownWord(desk, line.unknown)
  if (!event.authority) return undefined
  if (dialogue && (event.text.trim() !== '' || arrival.files.length > 0))
    return continueDialogue(desk, dialogue, event.text)
  if (arrival.files.length > 0 && isPrivate) return takeFiles(desk)
  const bound = await tx.bindings.get(row.platform, event.sender.id)
  // In a group words may look like an answer by chance; a press is one.
  if ((isPrivate || event.pressed) && readAnswer(event.text).token)
    throw new Refusal(messages.router.staleButton)
  if (!isPrivate) return undefined
  return async () => ({ reply: { text: bound ? messages.router.privateTalk : messages.router.stranger } })
}

/** In a private chat a command needs no slash; while a question is open, only one that stands alone. */
function readLine(desk: Desk, event: IncomingMessage, asked: boolean): ReturnType<typeof readCommandLine> {
  const isPrivate = event.chat.kind === 'private'
  const line = readCommandLine(event.text, desk.words, { bare: isPrivate })
  const isAnswer = asked && line && 'rest' in line && line.rest.trim() !== '' && !/^\s*[/／]/.test(event.text)
  return isAnswer ? null : line
}

function runCommand(command: Command, rest: string): Meaning {
  return async (ctx) => {
    checkRoles(command, ctx)
    if (command.misplaced && !command.audience.chats.includes(ctx.chat.kind))
      return command.misplaced(rest, ctx)
    checkChat(command, ctx)
    checkText(rest)
    try {
      return { ...(await command.run(command.parse(rest), ctx)), command: command.words[0] }
    } catch (error) {
      if (!(error instanceof UsageRefusal)) throw error
      const example = await command.example(ctx)
      throw new Refusal(messages.router.usage(error.message, command.usage, example))
    }
  }
}

function unknownWord(desk: Desk, word: string): Meaning {
  return async (ctx) => {
    // In a group another bot may be meant: a stranger's unknown word gets silence.
    if (ctx.chat.kind !== 'private' && !ctx.caller) return {}
    const near = nearestWords(word, [...desk.words.keys()])
    return { reply: { text: messages.router.unknownWord(word, near) } }
  }
}

/** An answer that came in time stays one, however long its file took to be fetched. */
async function openDialogue(
  view: View,
  row: InboxRow,
  event: IncomingMessage,
): Promise<Dialogue | undefined> {
  const dialogue = await view.dialogues.get({ platform: row.platform, chat: event.chat.id }, event.sender.id)
  return dialogue && dialogue.expiresAt > row.receivedAt ? dialogue : undefined
}

function continueDialogue(desk: Desk, dialogue: Dialogue, text: string): Meaning {
  return async (ctx) => {
    const command = desk.words.get(dialogue.command)
    if (!command?.answer) throw new Error(`no command answers the dialogue ${dialogue.command}`)
    checkRoles(command, ctx)
    checkChat(command, ctx)
    checkText(text)
    const { answer, token } = readAnswer(text)
    if (token && token !== dialogue.token) throw new Refusal(messages.router.staleButton)
    return { ...(await command.answer(dialogue.state, answer, ctx)), command: dialogue.command }
  }
}

/** Files without words belong to the last record. */
function takeFiles(desk: Desk): Meaning {
  const record = desk.words.get('record')!
  return async (ctx) => {
    checkRoles(record, ctx)
    return { ...(await record.run(record.parse(''), ctx)), command: 'record' }
  }
}

/** Half a character can be neither hashed nor kept as it was sent (dr1 §0). */
function checkText(text: string): void {
  if (!text.isWellFormed()) throw new Refusal(messages.router.brokenText)
}

function checkRoles(command: Command, ctx: Context): void {
  const { roles } = command.audience
  if (roles !== 'stranger' && !ctx.caller) throw new Refusal(messages.router.notBound)
  if (Array.isArray(roles) && !ctx.caller?.roles.some((role) => roles.includes(role))) {
    throw new Refusal(messages.router.notAllowed(command.words, roles, ctx.caller?.roles ?? []))
  }
}

function checkChat(command: Command, ctx: Context): void {
  const { chats } = command.audience
  if (!chats.includes(ctx.chat.kind)) throw new Refusal(messages.router.wrongChat(command.words, chats))
}

async function createContext(
  tx: Tx,
  arrival: Arrival,
  event: IncomingMessage,
  platform: ChatPlatform,
  token: string,
): Promise<Context> {
  const { desk, row, now } = arrival
  const ref = { platform: row.platform, chat: event.chat.id }
  const group = event.chat.kind === 'group' ? await tx.groups.get(ref) : undefined
  const kind = event.chat.kind === 'private' ? 'private' : (group?.kind ?? 'unbound')
  return {
    tx,
    now,
    today: officeDay(now, desk.office.zone),
    calendar: await desk.calendar(tx),
    office: desk.office,
    caller: await findCaller(tx, row, event),
    account: event.sender.id,
    chat: { ...ref, kind, department: group?.department ?? null, title: event.chat.title },
    files: arrival.files,
    platform: { buttons: platform.buttons, stableIdentity: platform.stableIdentity },
    platforms: () => [...arrival.platforms].map(([name, one]) => ({ platform: name, ...one.health() })),
    async startJob(jobKind, subject, payload = null) {
      await tx.jobs.add(jobKind, subject, payload, now.toISOString())
    },
    choice: (label, answer) => ({ label, send: `${answer}@${token}` }),
    randomHex: (bytes) => desk.randomHex(bytes),
  }
}

async function findCaller(tx: Tx, row: InboxRow, event: IncomingMessage): Promise<Person | null> {
  const binding = await tx.bindings.get(row.platform, event.sender.id)
  const person = binding && (await tx.people.get(binding.person))
  if (!person?.active) return null
  // A private message shows that the chat can be reached again; one in a group shows nothing.
  const isPrivate = event.chat.kind === 'private'
  if (isPrivate && binding?.unreachable) await tx.bindings.setUnreachable(row.platform, event.sender.id, null)
  return person
}

async function keepDialogue(
  tx: Tx,
  ctx: Context,
  outcome: Outcome & { command?: string },
  token: string,
): Promise<void> {
  const { dialogue, command } = outcome
  if (dialogue === undefined) return
  const ref = { platform: ctx.chat.platform, chat: ctx.chat.chat }
  if (dialogue === null || !command) return tx.dialogues.remove(ref, ctx.account)
  const expiresAt = new Date(ctx.now.getTime() + DIALOGUE_MINUTES * 60_000).toISOString()
  const asked = dialogue.sameQuestion && (await tx.dialogues.get(ref, ctx.account))
  const { state } = dialogue
  const common = { ...ref, account: ctx.account, command, state, expiresAt }
  await tx.dialogues.put({ ...common, token: asked ? asked.token : token })
}

/** Says something where the message came from: in a group as an answer to it. */
export async function replyTo(
  tx: Tx,
  platforms: Platforms,
  row: InboxRow,
  event: IncomingMessage,
  content: Content,
  now: Date,
): Promise<void> {
  const isPrivate = event.chat.kind === 'private'
  const binding = isPrivate ? await tx.bindings.get(row.platform, event.sender.id) : undefined
  const to = { platform: row.platform, chat: event.chat.id, person: binding?.person ?? null }
  await post(tx, platforms, to, { content, replyTo: isPrivate ? null : event.messageId }, now)
}
