/** Who I am, and people to change to with one press: those with news in their private chats, those used lately. */
import { byId, element, personCard } from './elements.js'
import { hasNews, recentPeople, state } from './state.js'

/** @param change takes the person to become and whether news wait in the private chat */
export function createMePanel(change) {
  let shown = null

  function showMe() {
    byId('who').replaceChildren(...personCard(state.me))
    byId('me').replaceChildren(...personCard(state.me))
    showOthers()
  }

  /** Touches the page only when something changed, so that the keyboard keeps its place. */
  function showOthers() {
    const news = [...state.people.values()].filter(hasNews).slice(0, 3)
    const others = [...new Set([...news, ...recentPeople()])]
      .filter((person) => person !== state.me)
      .slice(0, 4)
    const key = others.map((person) => person.id + hasNews(person)).join()
    if (shown === key) return
    shown = key
    byId('others').replaceChildren(...others.map(otherButton))
  }

  function otherButton(person) {
    const mark = hasNews(person) ? [element('span', { className: 'news' }, '有新私信')] : []
    const button = element('button', { type: 'button' }, ...personCard(person), ...mark)
    button.addEventListener('click', () => change(person, hasNews(person)))
    return button
  }

  return { showMe, showOthers }
}
