/** The list of chats: one row each, with the newest message, its time and a mark for what is unread. */
import { fetchMessages } from './api.js'
import { avatar, botAvatar, byId, element } from './elements.js'
import { shortTime } from './shanghai-time.js'
import { clockKnown, isUnread, myChats, now, state } from './state.js'

const rows = new Map()
const newest = new Map()

/** Builds the rows anew: after a start or when somebody else sits down. */
export function buildChatList() {
  rows.clear()
  byId('chat-list').replaceChildren(...myChats().map(buildRow))
  updateChatList()
}

function buildRow(chat) {
  const parts = {
    time: element('time', {}),
    preview: element('span', { className: 'preview' }, chat.about),
    mark: element('span', { className: 'dot', role: 'img', 'aria-label': '有未读消息', hidden: true }),
  }
  const link = element(
    'a',
    { href: `#chat=${encodeURIComponent(chat.id)}` },
    chat.kind === 'private' ? botAvatar() : avatar(tileWord(chat.title), chat.id),
    element('span', { className: 'title' }, chat.title),
    parts.time,
    parts.preview,
    parts.mark,
  )
  rows.set(chat.id, { ...parts, link })
  return element('li', {}, link)
}

// Departments' names mostly begin with the place, which would give all of them the same tile.
const tileWord = (title) => title.replace(/^.{0,3}[县区](?=.)/, '').slice(0, 1)

/** Brings marks, previews and times up to date without losing the keyboard's place. */
export function updateChatList() {
  for (const [chat, row] of rows) {
    row.mark.hidden = !isUnread(chat)
    if (chat === state.open) row.link.setAttribute('aria-current', 'page')
    else row.link.removeAttribute('aria-current')
    const message = newest.get(chat)
    if (!message) continue
    row.preview.textContent = previewOf(message)
    if (clockKnown()) row.time.textContent = shortTime(message.at, now())
  }
}

function previewOf(message) {
  const what = message.text.trim() || (message.files[0] ? `[文件] ${message.files[0].name}` : '')
  const person = state.people.get(message.from)
  return person && person !== state.me ? `${person.name}：${what}` : what
}

/** Fetches the one newest message of each listed chat that has a newer one. */
export async function fetchPreviews() {
  const stale = [...rows.keys()].filter((chat) => (state.latest[chat] ?? 0) > (newest.get(chat)?.id ?? 0))
  await Promise.all(
    stale.map(async (chat) => {
      const message = (await fetchMessages(chat, state.latest[chat] - 1)).at(-1)
      if (message) newest.set(chat, message)
    }),
  )
}
