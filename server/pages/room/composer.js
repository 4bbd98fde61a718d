/** The entry below a conversation: text, commands and attachments, sent by Enter. */
import { keepPlace, uploadFile } from './api.js'
import { byId, element, icon, notify } from './elements.js'
import { sizeText } from './message.js'
import { createPalette } from './palette.js'
import { askPlace } from './place.js'

/** @param send takes text and files; rejects when the message could not be sent */
export function createComposer(send) {
  const entry = byId('text')
  const palette = createPalette(entry, (command) => compose(`${command} `))
  let attached = []

  /** Puts a text into the entry, ready to be completed. */
  function compose(text) {
    entry.value = text
    entry.focus()
    grow()
    palette.close()
  }

  function grow() {
    entry.style.height = 'auto'
    entry.style.height = `${entry.scrollHeight}px`
  }

  async function submit() {
    const text = entry.value.trim()
    if ((text === '' && attached.length === 0) || byId('send').disabled) return
    byId('send').disabled = true
    palette.close()
    try {
      await send(text, attached)
      entry.value = ''
      attach([])
      grow()
    } catch {
      // What was typed stays, to be sent again; the sender has been told.
    }
    byId('send').disabled = false
  }

  function attach(files) {
    attached = files
    byId('attached').replaceChildren(...files.map(attachedNode))
  }

  function attachedNode(file) {
    const remove = element('button', { type: 'button', 'aria-label': `去掉 ${file.name}` }, icon('close'))
    remove.addEventListener('click', () => attach(attached.filter((other) => other !== file)))
    return element(
      'li',
      {},
      element('span', {}, file.name),
      element('small', {}, sizeText(file.size)),
      remove,
    )
  }

  async function pick() {
    byId('send').disabled = true
    for (const file of byId('files').files) {
      await uploadFile(file)
        .then((kept) => attach([...attached, kept]))
        .catch((error) => notify(`${file.name}：${error.message}`))
    }
    byId('files').value = ''
    byId('send').disabled = false
    entry.focus()
  }

  async function addPlace() {
    byId('send').disabled = true
    try {
      const place = await askPlace()
      if (place) attach([...attached, await keepPlace(place)])
    } catch (error) {
      notify(error.message)
    }
    byId('send').disabled = false
    entry.focus()
  }

  entry.addEventListener('input', () => {
    grow()
    palette.offer(entry.value)
  })
  entry.addEventListener('keydown', (event) => {
    // Enter also ends the choice of a character in an input method.
    if (event.isComposing || palette.key(event)) return
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    void submit()
  })
  entry.addEventListener('blur', palette.close)
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  byId('files').addEventListener('change', pick)
  byId('place').addEventListener('click', addPlace)
  byId('slash').addEventListener('pointerdown', (event) => event.preventDefault())
  byId('slash').addEventListener('click', () => {
    if (palette.isOpen()) return palette.close()
    compose('/')
    palette.offer('/')
  })
  return { compose }
}
