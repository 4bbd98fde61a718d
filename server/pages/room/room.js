/** The built-in chat of the demo: puts the parts of the page together and keeps them up to date. */
import { fetchChats, fetchLatest, fetchPeople, sendMessage } from './api.js'
import { buildChatList, fetchPreviews, updateChatList } from './chat-list.js'
import { createClockPanel } from './clock-panel.js'
import { createComposer } from './composer.js'
import { byId, hasMouse, notify } from './elements.js'
import { createMePanel } from './me-panel.js'
import { createPeopleDialog } from './people-dialog.js'
import { become, privateChat, rememberedPerson, state } from './state.js'
import { stepNodes } from './steps.js'
import { createTalk } from './talk.js'

const people = createPeopleDialog()
const composer = createComposer(send)
const talk = createTalk({ compose: composer.compose, send })
const clock = createClockPanel(() => Promise.all([look(), readOn()]))
const mePanel = createMePanel((person, news) => {
  sitDown(person)
  if (news) openChat(privateChat(person))
})

async function send(text, files) {
  try {
    await sendMessage(state.open, state.me.id, text, files)
  } catch (error) {
    notify(error.message)
    throw error
  }
  // Sent is sent: when the look fails, the next one comes by itself.
  readOn().catch(() => {})
}

async function readOn() {
  await talk.poll()
  updateChatList()
}

/** Looks for news in every chat: one small request when there are none. */
async function look() {
  state.latest = await fetchLatest()
  await fetchPreviews()
  updateChatList()
  mePanel.showOthers()
}

const officeChat = () => state.chats.find((chat) => chat.kind === 'office').id
const firstChat = () => (state.me.roles.includes('office') ? officeChat() : privateChat(state.me))

function openChat(chat) {
  const address = `#chat=${encodeURIComponent(chat)}`
  if (location.hash === address) route()
  else location.hash = address
}

/** The address says what is on view, so that the way back is the browser's own. */
function route() {
  const asked = /^#chat=(.+)$/.exec(location.hash)?.[1]
  const pane = asked ? 'talk' : location.hash === '#side' ? 'side' : 'chats'
  document.body.dataset.pane = pane
  if (pane !== 'side') byId('side-back').dataset.open = location.hash.slice(1)
  const chat = asked ? decodeURIComponent(asked) : (state.open ?? firstChat())
  const mine = chat === privateChat(state.me) || state.chats.some((each) => each.id === chat)
  state.open = mine ? chat : privateChat(state.me)
  talk.show()
  // On a phone this would bring up the keyboard.
  if (hasMouse()) byId('text').focus({ preventScroll: true })
  readOn().catch(() => {})
}

/** Sits down as somebody: the same page, seen with that person's eyes. */
function sitDown(person) {
  become(person)
  buildChatList()
  mePanel.showMe()
  route()
  look().catch(() => {})
}

/** Finds the clerks of the office, or all clerks where the office's group does not name its department. */
function clerkWords() {
  const { department } = state.chats.find((chat) => chat.kind === 'office')
  const known = [...state.people.values()].some((person) => person.department === department)
  return known ? `${department} 经办` : '经办'
}

async function changePerson(word) {
  const person = await people.pick(word)
  if (person) sitDown(person)
  return person
}

async function changeAndWitness() {
  if (!(await changePerson(''))) return
  openChat(officeChat())
  composer.compose('/witness ')
}

async function changeAndRecord() {
  const person = await changePerson('执法人员')
  if (person) openChat(privateChat(person))
}

function startDraw() {
  openChat(officeChat())
  composer.compose('/draw')
}

/** On the first visit the four steps are told before one chooses who to be. */
async function firstVisit() {
  byId('welcome').showModal()
  await new Promise((resolve) => byId('welcome').addEventListener('close', resolve, { once: true }))
  while (!state.me) {
    const person = await people.pick(clerkWords())
    if (person) sitDown(person)
  }
}

async function keepDoing(pause, work) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    const failed = await work().then(
      () => false,
      () => true,
    )
    byId('offline').hidden = !failed
  }
}

async function start() {
  const [everybody, chats] = await Promise.all([fetchPeople(), fetchChats(), clock.poll()])
  for (const person of everybody) state.people.set(person.id, person)
  state.chats = chats
  const person = rememberedPerson()
  if (person) sitDown(person)
  else await firstVisit()
  window.addEventListener('hashchange', route)
  void keepDoing(800, readOn)
  void keepDoing(2000, look)
  void keepDoing(20_000, clock.poll)
  setInterval(clock.show, 1000)
}

for (const button of document.querySelectorAll('[data-open]')) {
  button.addEventListener('click', () => {
    location.hash = button.dataset.open
  })
}
byId('who').addEventListener('click', () => changePerson(''))
byId('switch').addEventListener('click', () => changePerson(''))
byId('welcome-start').addEventListener('click', () => byId('welcome').close())
byId('welcome-steps').append(...stepNodes())
byId('side-steps').append(
  ...stepNodes([() => changePerson(clerkWords()), startDraw, changeAndWitness, changeAndRecord]),
)
start().catch((error) => notify(error.message))
