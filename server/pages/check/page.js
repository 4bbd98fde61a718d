/** The page of the check: takes a proof from a file or from this site, lets the worker check it, and shows what came out. */
import { readDrawNumber, servedProof } from './fetch-proof.js'
import { chosenProof, isList } from './read-file.js'
import { showAnswer, showChosen } from './show-answer.js'
import { beginSections, endSections, enterSection, showVerdict } from './show-verdict.js'
import { makeWorker } from './start-worker.js'

const byId = (id) => document.getElementById(id)
const isServed = location.protocol.startsWith('http')

let worker = null
/** Counts what was asked, so that an answer to an older question is dropped. */
let asked = 0
/** What was chosen from the disk for the draw at hand. */
let chosen = []

/**
 * @param open throws an Error whose message is for people, or answers how to get the bytes of the proof and, by name, of the
 *   files that it may only name (null where there is none)
 */
async function check(open) {
  asked += 1
  const question = asked
  for (const id of ['verdict', 'look-up']) byId(id).hidden = true
  worker?.terminate()
  worker = null
  beginSections()
  try {
    const source = open()
    const bytes = await source.proof()
    if (question === asked) runWorker(bytes, source, question)
  } catch (error) {
    if (question === asked) finish({ result: 'unreadable', reason: error.message }, null)
  }
}

function runWorker(bytes, source, question) {
  worker = makeWorker()
  let isComplete = false
  worker.onerror = () => finish({ result: 'unreadable', reason: '本机无法完成核验：可能内存不足。' }, null)
  worker.onmessage = ({ data }) => {
    if (data.section) enterSection(data.section)
    if (data.verdict?.missing && !isComplete) {
      isComplete = true
      void addFiles(data.verdict, source, question)
    } else if (data.verdict) finish(data.verdict, data.summary)
    if (data.answer) showAnswer(data.answer)
  }
  worker.postMessage({ bytes }, [bytes.buffer])
}

/** For a proof that is too big for one file; the worker says what is still missing. */
async function addFiles(verdict, source, question) {
  const { draw, names } = verdict.missing
  const apart = {}
  try {
    for (const name of names) {
      const bytes = (await source.apart(name)) ?? (await fetchMissing(draw, name))
      if (bytes !== null) apart[name] = bytes
    }
    if (question !== asked) return
    beginSections()
    worker.postMessage(
      { apart },
      Object.values(apart).map(({ buffer }) => buffer),
    )
  } catch (error) {
    if (question === asked) finish({ ...verdict, reason: error.message }, null)
  }
}

/** A list that was not chosen with its proof: this site has it where the draw is one of its own. */
async function fetchMissing(draw, name) {
  if (!isServed) return null
  try {
    return await servedProof(readDrawNumber(draw)).apart(name)
  } catch {
    return null
  }
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
  chosen = []
  byId('file-words').textContent = '选择证明文件'
  void check(() => servedProof(readDrawNumber(words)))
}

function checkFiles(files) {
  // Lists that were missing are chosen behind their proof.
  chosen = chosen.length > 0 && files.every(isList) ? [...chosen, ...files] : files
  byId('number').value = ''
  byId('file-words').textContent = chosen.map(({ name }) => name).join('、')
  void check(() => chosenProof(chosen))
}

byId('file').addEventListener('change', ({ target }) => {
  const files = [...target.files]
  // Forgotten at once, so that the same file can be chosen again after it was mended.
  if (files.length > 0) checkFiles(files)
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
  const files = [...event.dataTransfer.files]
  if (files.length > 0) checkFiles(files)
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
