/** The room's faces on the server, one function each; every failure is an Error with words for people. */

async function call(path, options) {
  const response = await fetch(path, options).catch(() => {
    throw new Error('连不上服务器，请稍后再试。')
  })
  const body = await response.text()
  if (!response.ok) throw new Error(reason(response.status, body))
  return body ? JSON.parse(body) : null
}

function reason(status, body) {
  try {
    const { error } = JSON.parse(body)
    if (typeof error === 'string') return error
  } catch {
    // Not every failure comes from the room itself.
  }
  return `没有办成（${status}），请再试一次。`
}

const post = (path, value) =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  })

export const fetchPeople = () => call('/room/people')
export const fetchChats = () => call('/room/chats')
export const fetchLatest = () => call('/room/latest')
export const fetchClock = () => call('/room/clock')
export const fetchMessages = (chat, after) =>
  call(`/room/messages?chat=${encodeURIComponent(chat)}&after=${after || ''}`)

export const sendMessage = (chat, person, text, files = []) =>
  post('/room/messages', files.length > 0 ? { chat, person, text, files } : { chat, person, text })

/** Resolves once everything that fell due has run. */
export const moveClock = (to) => post('/room/clock', { to: to.toISOString() })

/** @param {File} file */
export const uploadFile = (file) =>
  call(`/room/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  })

/** @param place latitude and longitude; answers a file like `uploadFile` */
export const keepPlace = (place) => post('/room/places', place)

export const fileAddress = (file) => `/room/files/${file.hash}?name=${encodeURIComponent(file.name)}`
