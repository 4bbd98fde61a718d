/** What the page knows: who I am, people, groups, the newest message of each chat, what was read, and the clock. */

export const state = {
  me: null,
  people: new Map(),
  chats: [],
  /** The newest message id of each chat, everybody's private chats included. */
  latest: {},
  /** The id of the chat on view. */
  open: null,
}

const kept = (key, otherwise) => JSON.parse(localStorage.getItem(key) ?? 'null') ?? otherwise
const keep = (key, value) => localStorage.setItem(key, JSON.stringify(value))

const reads = kept('room.reads', {})
let recent = kept('room.recent', [])

export const privateChat = (person) => `private:${person.id}`

export const rememberedPerson = () => state.people.get(recent[0]) ?? null

export const recentPeople = () => recent.map((id) => state.people.get(id)).filter(Boolean)

export function become(person) {
  state.me = person
  recent = [person.id, ...recent.filter((id) => id !== person.id)].slice(0, 5)
  keep('room.recent', recent)
}

export const isUnread = (chat, person = state.me) =>
  (state.latest[chat] ?? 0) > (reads[person.id]?.[chat] ?? 0)

export const hasNews = (person) => isUnread(privateChat(person), person)

export function markRead(chat, id) {
  if (id <= (reads[state.me.id]?.[chat] ?? 0)) return
  reads[state.me.id] = { ...reads[state.me.id], [chat]: id }
  keep('room.reads', reads)
}

/** My chat with the bot first, then the groups, each with what its row and heading say. */
export function myChats() {
  const groups = ['office', 'leaders', 'department'].flatMap((kind) =>
    state.chats.filter((chat) => chat.kind === kind).map((chat) => ({ ...chat, about: groupWords[kind] })),
  )
  const bot = { id: privateChat(state.me), title: '双随机助手', kind: 'private', about: '我与助手的私聊' }
  return [bot, ...groups]
}

const groupWords = { office: '抽取与见证的群', leaders: '领导的群', department: '部门的群' }

let clock = null

/** Between two looks at the server the demo's clock runs on here. */
export function setClock(instant) {
  clock = { at: Date.parse(instant), seen: performance.now() }
}

export const clockKnown = () => clock !== null
export const now = () => new Date(clock.at + performance.now() - clock.seen)
