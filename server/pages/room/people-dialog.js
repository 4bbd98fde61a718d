/** The dialog to choose who one is: found by name, department or role, people with unread private messages first. */
import { byId, element, hasMouse, personCard, roleNames, rolesOf } from './elements.js'
import { hasNews, state } from './state.js'

/** `pick(word)` opens it with a word to search for and resolves to the person chosen, or null. */
export function createPeopleDialog() {
  const dialog = byId('people')
  const word = byId('people-word')
  let decide = () => {}

  const matches = () => {
    const words = word.value.trim().split(/\s+/)
    const fits = (person) => {
      const all = [person.name, person.department, ...rolesOf(person)].join(' ')
      return words.every((each) => all.includes(each))
    }
    return [...state.people.values()].filter(fits).sort((a, b) => Number(hasNews(b)) - Number(hasNews(a)))
  }

  function list() {
    const found = matches()
    byId('people-list').replaceChildren(
      ...found.map(personRow),
      ...(found.length === 0 ? [element('li', { className: 'empty' }, '没有这样的人，换个词试试。')] : []),
    )
    for (const chip of byId('people-roles').children) {
      chip.setAttribute('aria-pressed', String(chip.textContent === word.value.trim()))
    }
  }

  function personRow(person) {
    const news = hasNews(person) ? [element('span', { className: 'news' }, '有新私信')] : []
    const button = element('button', { type: 'button' }, ...personCard(person), ...news)
    if (person === state.me) button.setAttribute('aria-current', 'true')
    button.addEventListener('click', () => finish(person))
    return element('li', {}, button)
  }

  function finish(person) {
    decide(person)
    dialog.close()
  }

  function pick(search = '') {
    word.value = search
    list()
    if (!dialog.open) dialog.showModal()
    // On a phone the keyboard would cover the people.
    byId(hasMouse() ? 'people-word' : 'people-heading').focus()
    byId('people-list').scrollTop = 0
    return new Promise((resolve) => {
      decide = resolve
    })
  }

  const roleChip = (role) => {
    const chip = element('button', { type: 'button', className: 'chip' }, role)
    chip.addEventListener('click', () => {
      word.value = word.value.trim() === role ? '' : role
      list()
    })
    return chip
  }

  byId('people-roles').append(...roleNames.map(roleChip))
  word.addEventListener('input', list)
  word.addEventListener('keydown', (event) => {
    const [first] = matches()
    if (event.key !== 'Enter' || event.isComposing || !first) return
    // Else the entry, which has the focus by then, would take the key as a new line.
    event.preventDefault()
    finish(first)
  })
  byId('people-close').addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => decide(null))
  return { pick }
}
