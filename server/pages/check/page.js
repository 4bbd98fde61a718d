/** The page of the check: takes a proof from a file or from this site, lets the worker check it, and shows what came out. */
import { fetchProof, readDrawNumber } from './fetch-proof.js'
import { readFile } from './read-file.js'
import { showAnswer, showChosen } from './show-answer.js'
import { beginSections, endSections, enterSection, showVerdict } from './show-verdict.js'
import { makeWorker } from './start-worker.js'

const byId = (id) => document.getElementById(id)
const isServed = location.protocol.startsWith('http')

let worker = null
/** Counts what was asked, so that an answer to an older question is dropped. */
let asked = 0

/** @param {() => Promise<Uint8Array>} fetchBytes throws an Error whose message is for people */
async function check(fetchBytes) {
  asked += 1
  const question = asked
  for (const id of ['verdict', 'look-up']) byId(id).hidden = true
  worker?.terminate()
  worker = null
  beginSections()
  try {
    const bytes = await fetchBytes()
    if (question === asked) runWorker(bytes)
  } catch (error) {
    if (question === asked) finish({ result: 'unreadable', reason: error.message }, null)
  }
}

function runWorker(bytes) {
  worker = makeWorker()
  worker.onerror = () => finish({ result: 'unreadable', reason: '本机无法完成核验：可能内存不足。' }, null)
  worker.onmessage = ({ data }) => {
    if (data.section) enterSection(data.section)
    if (data.verdict) finish(data.verdict, data.summary)
    if (data.answer) showAnswer(data.answer)
  }
  worker.postMessage({ bytes }, [bytes.buffer])
}

function finish(verdict, summary) {
  endSections(verdict)
  showVerdict(verdict, summary)
  byId('look-up').hidden = summary === null
  if (summary) showChosen(summary.selected)
  byId('verdict').scrollIntoView({ block: 'nearest' })
}

function askForFirm(code) {
  if (code.trim() !== '') worker?.postMessage({ code })
}

function checkNumber(words) {
  byId('file-words').textContent = '选择证明文件'
  void check(async () => fetchProof(readDrawNumber(words)))
}

function checkFile(file) {
  byId('number').value = ''
  byId('file-words').textContent = file.name
  void check(() => readFile(file))
}

byId('file').addEventListener('change', ({ target }) => {
  const [file] = target.files
  // Forgotten at once, so that the same file can be chosen again after it was mended.
  if (file) checkFile(file)
  target.value = ''
})

const drop = byId('drop')
// Anywhere on the page: a file that misses the field would otherwise replace the page.
addEventListener('dragover', (event) => {
  event.preventDefault()
  drop.classList.add('over')
})
addEventListener('dragleave', () => drop.classList.remove('over'))
addEventListener('drop', (event) => {
  event.preventDefault()
  drop.classList.remove('over')
  const [file] = event.dataTransfer.files
  if (file) checkFile(file)
})

byId('by-number').addEventListener('submit', (event) => {
  event.preventDefault()
  checkNumber(byId('number').value)
})
byId('by-firm').addEventListener('submit', (event) => {
  event.preventDefault()
  byId('chosen').value = ''
  askForFirm(byId('firm').value)
})
byId('chosen').addEventListener('change', ({ target }) => {
  byId('firm').value = target.value
  askForFirm(target.value)
})

if (isServed) {
  byId('by-number').hidden = false
  byId('keep').hidden = false
  const named = new URLSearchParams(location.search).get('draw')
  if (named) {
    byId('number').value = named
    checkNumber(named)
  }
} else {
  byId('home').removeAttribute('href')
}
