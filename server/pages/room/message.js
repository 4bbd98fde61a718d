/** One message as a node: who, when, the text with its hashes, links and commands, files and buttons. */
import { fileAddress } from './api.js'
import { commands } from './commands.js'
import { avatar, botAvatar, element, icon } from './elements.js'
import { dayOf, dayText, timeOf } from './shanghai-time.js'
import { state } from './state.js'

const closeTogether = 3 * 60_000

/**
 * @param message as the server tells it
 * @param previous the message above it, or undefined
 * @param acts `compose(text)` puts a command into the entry; `press(button, node)` answers a button;
 *   `wordsOf(message)` is its text as people read it
 * @returns nodes: a day's heading where a day begins, and the message
 */
export function messageNodes(message, previous, acts) {
  const newDay = !previous || dayOf(previous.at) !== dayOf(message.at)
  const follows =
    !newDay &&
    previous.from === message.from &&
    Date.parse(message.at) - Date.parse(previous.at) < closeTogether
  const side = message.from === state.me?.id ? 'mine' : message.from === 'bot' ? 'bots' : 'others'
  const node = element('li', { className: `message ${side}${follows ? ' follows' : ''}` })
  node.append(
    ...senderParts(message),
    element('div', { className: 'content' }, ...contentParts(message, node, acts)),
  )
  return newDay ? [element('li', { className: 'day' }, dayText(message.at)), node] : [node]
}

function senderParts(message) {
  const person = state.people.get(message.from)
  const name = message.from === 'bot' ? '双随机助手' : (person?.name ?? message.from)
  const tile = message.from === 'bot' ? botAvatar() : avatar(name.slice(0, 1), message.from)
  const line = element(
    'p',
    { className: 'sender' },
    element('b', {}, name),
    ...(person ? [element('span', {}, person.department)] : []),
    element('time', { dateTime: message.at }, timeOf(message.at)),
  )
  return [tile, line]
}

function contentParts(message, node, acts) {
  const compose = message.from === 'bot' ? acts.compose : null
  const parts = []
  if (message.text) parts.push(...bubbleNodes(acts.wordsOf(message), compose))
  for (const file of message.files) parts.push(fileNode(file))
  if (message.buttons.length > 0) parts.push(buttonRows(message, node, acts))
  return parts
}

const longest = 48

/** A long text is folded, so that what comes after it is found; all of it is one press away. */
function bubbleNodes(text, compose) {
  const lines = text.split('\n')
  const bubble = element('div', { className: 'bubble' }, ...lines.map((line) => lineNode(line, compose)))
  if (lines.length <= longest) return [bubble]
  bubble.classList.add('folded')
  const unfold = element(
    'button',
    { type: 'button', className: 'unfold' },
    `展开全文（共 ${lines.length} 行）`,
  )
  unfold.addEventListener('click', () => {
    bubble.classList.remove('folded')
    unfold.remove()
  })
  return [bubble, unfold]
}

/** What goes on in the next line of a narrow screen stands below its beginning. */
function lineNode(line, compose) {
  const hangs = /^[　▪·]/.test(line)
  const parts = line === '' ? [element('br')] : textParts(line, compose)
  return element('span', { className: hangs ? 'hanging' : '' }, ...parts)
}

const special =
  /(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])|https?:\/\/[\w\-./?=&%#:~+@]+|(?<![\w/.:])\/[a-z]+(?![\w/])/g

function textParts(text, compose) {
  const parts = []
  let from = 0
  for (const found of text.matchAll(special)) {
    parts.push(text.slice(from, found.index), specialPart(found[0], compose))
    from = found.index + found[0].length
  }
  return [...parts, text.slice(from)].filter((part) => part !== '')
}

function specialPart(word, compose) {
  if (/^[0-9a-f]/.test(word)) return hashNode(word)
  if (word.startsWith('http')) return element('a', { href: word, target: '_blank', rel: 'noopener' }, word)
  if (!compose || !commands.some(([command]) => command === word)) return word
  const button = element('button', { type: 'button', className: 'command' }, word)
  button.addEventListener('click', () => compose(`${word} `))
  return button
}

/** Breaks may fall between groups of eight; copied, it stays one word. */
function hashNode(hash) {
  const groups = hash.match(/.{8}/g).flatMap((group) => [group, document.createElement('wbr')])
  return element('code', { className: 'hash' }, ...groups)
}

function fileNode(file) {
  const address = fileAddress(file)
  if (file.mime.startsWith('image/')) {
    const picture = element('img', { src: address, alt: file.name, loading: 'lazy' })
    return element('a', { className: 'photo', href: address, target: '_blank', rel: 'noopener' }, picture)
  }
  const ending = file.name.split('.').at(-1).toLowerCase()
  return element(
    'a',
    { className: 'file', href: address, download: file.name, 'aria-label': `下载 ${file.name}` },
    element(
      'span',
      { className: `kind ${fileKinds[ending] ?? ''}`, 'aria-hidden': true },
      ending.slice(0, 4),
    ),
    element('span', { className: 'name' }, file.name),
    element('span', { className: 'size' }, sizeText(file.size)),
    icon('download'),
  )
}

const fileKinds = { docx: 'word', doc: 'word', xlsx: 'excel', xls: 'excel', csv: 'excel', pdf: 'pdf' }

export function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

function buttonRows(message, node, acts) {
  const rows = message.buttons.map((row) =>
    element(
      'div',
      { className: 'row' },
      ...row.map((button) => {
        const key = element('button', { type: 'button' }, button.label)
        key.addEventListener('click', () => acts.press(button, node))
        return key
      }),
    ),
  )
  return element('div', { className: 'keys' }, ...rows)
}
