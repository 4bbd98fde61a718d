/** Builds page nodes; text always goes in as text, never as markup. */

/** @param {string} tag @param {Record<string, unknown>} properties @param {...(Node | string)} children */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role') node.setAttribute(name, String(value))
    else node[name] = value
  }
  node.append(...children)
  return node
}

export const byId = (id) => document.getElementById(id)

/** Whether one points with a mouse: then there are keys as well, and none of them cover the page. */
export const hasMouse = () => matchMedia('(pointer: fine)').matches

export function icon(name) {
  const space = 'http://www.w3.org/2000/svg'
  const use = document.createElementNS(space, 'use')
  use.setAttribute('href', `#icon-${name}`)
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('aria-hidden', 'true')
  svg.append(use)
  return svg
}

/** A coloured tile with one or two characters; the same key always has the same colour. */
export function avatar(label, key) {
  const tone = [...key].reduce((sum, character) => sum + character.codePointAt(0), 0) % 6
  return element('span', { className: `avatar tone-${tone}`, 'aria-hidden': true }, label)
}

export const botAvatar = () => element('span', { className: 'avatar bot', 'aria-hidden': true }, '双')

const roleWords = {
  office: '经办',
  inspector: '执法人员',
  leader: '领导',
  supervisor: '监察',
  admin: '管理员',
}

export const roleNames = Object.values(roleWords)

export const rolesOf = (person) => person.roles.map((role) => roleWords[role] ?? role)

const roleChips = (person) => rolesOf(person).map((word) => element('span', { className: 'chip' }, word))

/** A person as a tile, the name with role chips, and the department under it. */
export function personCard(person) {
  return [
    avatar(person.name.slice(0, 1), person.id),
    element(
      'span',
      { className: 'line' },
      element('span', { className: 'name' }, element('b', {}, person.name), ...roleChips(person)),
      element('span', { className: 'sub' }, person.department),
    ),
  ]
}

let fading
/** Shows a small notice for a few seconds. */
export function notify(text) {
  const notice = byId('notice')
  notice.textContent = text
  notice.hidden = false
  clearTimeout(fading)
  fading = setTimeout(() => {
    notice.hidden = true
  }, 6000)
}
