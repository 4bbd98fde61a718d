/** Keeps the board's first page up to date: once a minute, unless somebody is at work in it. */

const MINUTE = 60_000

function sayLive() {
  const place = document.querySelector('[data-live]')
  if (place) place.textContent = '每分钟自动更新。'
}

/** What is unfolded, selected or in focus is not pulled away from whoever reads it. */
function isRead(main) {
  return main.contains(document.activeElement) || String(document.getSelection()) !== ''
}

async function renew() {
  const main = document.getElementById('main')
  if (document.hidden || isRead(main)) return
  const response = await fetch(location.href, { headers: { accept: 'text/html' } })
  // Signed out or unbound: the page that says so.
  if (response.status === 401 || response.status === 403) return location.reload()
  if (!response.ok) return
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('main')
  if (!next || isRead(main)) return
  const open = [...main.querySelectorAll('details')].map((one) => one.open)
  for (const [n, one] of next.querySelectorAll('details').entries()) one.open = open[n] ?? false
  main.replaceChildren(...next.childNodes)
  sayLive()
}

sayLive()
// Without a network the page stays as it is, with its time on it; it is asked again a minute later.
setInterval(() => renew().catch(() => undefined), MINUTE)
document.addEventListener('visibilitychange', () => renew().catch(() => undefined))
