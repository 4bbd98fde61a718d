/** The conversation on view: fetches what is new, keeps the place, and waits for the bot after a pressed button. */
import { fetchMessages } from './api.js'
import { byId, element } from './elements.js'
import { messageNodes } from './message.js'
import { markRead, myChats, state } from './state.js'

const patience = 8000

/** @param acts `compose(text)`, and `send(text)`, which rejects when the message could not be sent */
export function createTalk(acts) {
  const scroll = byId('scroll')
  const list = byId('messages')
  const newer = byId('newer')
  const known = new Map()
  const waiting = new Set()
  let stuck = true

  const messagesOf = (chat) => known.get(chat) ?? []
  const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 90
  const isSeen = () => scroll.checkVisibility() && !document.hidden

  /** To the end, or to the beginning of the newest text when there is not room for all of it. */
  function toEnd() {
    scroll.scrollTop = scroll.scrollHeight
    const newest = [...list.querySelectorAll('.message:has(.bubble)')].at(-1)
    const above = newest ? scroll.getBoundingClientRect().top - newest.getBoundingClientRect().top : 0
    if (above > 0) scroll.scrollTop -= above
    newer.hidden = true
  }

  /** What a pressed answer says, instead of the mark that the button sends. */
  function wordsOf({ chat, text }) {
    const buttons = messagesOf(chat).flatMap((message) => message.buttons.flat())
    return /@[0-9a-f]{4}$/.test(text) ? (buttons.find(({ send }) => send === text)?.label ?? text) : text
  }

  function append(messages, above) {
    const nodes = messages.flatMap((message, at) =>
      messageNodes(message, messages[at - 1] ?? above, { compose: acts.compose, press, wordsOf }),
    )
    list.querySelector('.empty')?.remove()
    list.append(...nodes)
  }

  async function press(button, node) {
    const keys = [...node.querySelectorAll('.keys button')]
    const release = () => {
      waiting.delete(release)
      for (const key of keys) key.disabled = false
    }
    for (const key of keys) key.disabled = true
    waiting.add(release)
    setTimeout(release, patience)
    await acts.send(button.send).catch(release)
  }

  /** Shows `state.open` from the start, as its new reader sees it. */
  function show() {
    const chat = myChats().find((each) => each.id === state.open)
    byId('talk-title').textContent = chat.title
    byId('talk-about').textContent = chat.about
    list.setAttribute('aria-busy', 'true')
    list.replaceChildren()
    append(messagesOf(chat.id))
    list.setAttribute('aria-busy', 'false')
    toEnd()
    seen()
  }

  function seen() {
    const last = messagesOf(state.open).at(-1)
    if (last && isSeen()) markRead(state.open, last.id)
  }

  /** Fetches what came after the last message known. */
  async function poll() {
    const chat = state.open
    if (!chat || !scroll.checkVisibility()) return
    const before = messagesOf(chat)
    const fetched = await fetchMessages(chat, before.at(-1)?.id)
    // Two polls can overlap: the same message is shown once.
    const last = messagesOf(chat).at(-1)
    const fresh = fetched.filter((message) => message.id > (last?.id ?? 0))
    known.set(chat, [...messagesOf(chat), ...fresh])
    if (chat !== state.open) return
    if (fresh.length > 0) arrive(fresh, last)
    else if (!list.firstChild)
      list.append(element('li', { className: 'empty' }, '还没有消息。发 /help 看看能做什么。'))
    seen()
  }

  function arrive(fresh, above) {
    const follow = !above || atEnd() || fresh.some((message) => message.from === state.me.id)
    append(fresh, above)
    if (follow) toEnd()
    else newer.hidden = false
    if (fresh.some((message) => message.from === 'bot')) for (const release of waiting) release()
  }

  newer.addEventListener('click', toEnd)
  scroll.addEventListener('scroll', () => {
    stuck = atEnd()
    if (stuck) newer.hidden = true
  })
  // A keyboard, an attachment or a notice takes room: who reads the end goes on reading the end.
  new ResizeObserver(() => {
    if (stuck) toEnd()
  }).observe(scroll)
  return { show, poll }
}
