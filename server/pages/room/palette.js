/** The palette of commands above the entry: opens on `/`, narrows while typing, chosen by keys or by hand. */
import { commands } from './commands.js'
import { byId, element } from './elements.js'

/** @param entry the text area; @param choose takes the command word that was chosen */
export function createPalette(entry, choose) {
  const list = byId('palette')
  let offered = []
  let active = 0

  const isOpen = () => !list.hidden

  function close() {
    list.hidden = true
    entry.setAttribute('aria-expanded', 'false')
    entry.removeAttribute('aria-activedescendant')
  }

  /** Offers what fits the text so far; a text that is no beginning of a command closes it. */
  function offer(text) {
    const word = /^\/(\S*)$/.exec(text)?.[1]
    offered =
      word === undefined
        ? []
        : commands.filter(([command, chinese]) => command.startsWith(`/${word}`) || chinese.startsWith(word))
    if (offered.length === 0) return close()
    list.replaceChildren(...offered.map(optionNode))
    list.hidden = false
    entry.setAttribute('aria-expanded', 'true')
    activate(0)
  }

  function optionNode([command, chinese, about], at) {
    const option = element(
      'div',
      { role: 'option', id: `command-${at}` },
      element('code', {}, command),
      element('b', {}, chinese),
      element('span', {}, about),
    )
    // The entry keeps the focus, so that typing goes on.
    option.addEventListener('pointerdown', (event) => event.preventDefault())
    option.addEventListener('click', () => take(at))
    return option
  }

  function activate(at) {
    active = (at + offered.length) % offered.length
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(index === active))
    }
    list.children[active].scrollIntoView({ block: 'nearest' })
    entry.setAttribute('aria-activedescendant', `command-${active}`)
  }

  function take(at) {
    const [command] = offered[at]
    close()
    choose(command)
  }

  const keys = {
    ArrowDown: () => activate(active + 1),
    ArrowUp: () => activate(active - 1),
    Tab: () => take(active),
    Enter: () => take(active),
    Escape: close,
  }

  /** Answers whether the key was the palette's; a command typed in full is sent by Enter as it stands. */
  function key(event) {
    const complete = event.key === 'Enter' && offered[active]?.includes(entry.value)
    if (!isOpen() || !keys[event.key] || event.shiftKey || complete) return false
    event.preventDefault()
    keys[event.key]()
    return true
  }

  return { offer, close, key, isOpen }
}
