/** The panel of the demo's clock: what it shows, and how it is moved on. */
import { fetchClock, moveClock } from './api.js'
import { byId, element, notify } from './elements.js'
import { dayText, fromLocalMinute, jumps, localMinute, timeOf } from './shanghai-time.js'
import { clockKnown, now, setClock } from './state.js'

/** @param moved is called when everything that fell due has run */
export function createClockPanel(moved) {
  const rest = byId('clock-state').textContent
  const controls = () => document.querySelectorAll('#jumps button, #goto button, #goto input')

  function show() {
    if (!clockKnown()) return
    byId('now-time').textContent = timeOf(now())
    byId('now-day').textContent = dayText(now())
    byId('goto-at').min = localMinute(now())
    // A field that nobody has touched goes with the clock.
    byId('goto-at').defaultValue = localMinute(now())
  }

  async function poll() {
    setClock((await fetchClock()).now)
    show()
  }

  async function move(to) {
    for (const control of controls()) control.disabled = true
    byId('clock-state').textContent = `正在拨到 ${dayText(to)} ${timeOf(to)}…`
    try {
      await moveClock(to)
      byId('goto').reset()
      await poll()
      await moved()
    } catch (error) {
      notify(error.message)
    }
    for (const control of controls()) control.disabled = false
    byId('clock-state').textContent = rest
  }

  byId('jumps').append(
    ...jumps.map(([label, target]) => {
      const button = element('button', { type: 'button', className: 'plain' }, label)
      button.addEventListener('click', () => move(target(now())))
      return button
    }),
  )
  byId('goto').addEventListener('submit', (event) => {
    event.preventDefault()
    void move(fromLocalMinute(byId('goto-at').value))
  })
  return { poll, show }
}
