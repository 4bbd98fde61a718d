/** Checks a proof beside the page, so that the page stays alive, and answers questions about it afterwards. */
import { labelled } from './hash.ts'
import { lookUp } from './look-up.ts'
import { examine } from './verify.ts'

let draw = null

addEventListener('message', ({ data }) => {
  if ('code' in data) postMessage({ answer: lookUp(draw, data.code) })
  else check(data.bytes)
})

function check(bytes) {
  draw = null
  const { verdict, draw: checked } = examine(bytes, (section) => postMessage({ section }))
  draw = checked
  postMessage({ verdict, summary: checked && summarise(checked) })
}

function summarise({ proof, files }) {
  return {
    no: proof.commit.draw,
    commit: labelled('dr1/commit', proof.commit),
    head: proof.ledger.entries.at(-1),
    nth: proof.commit.nth,
    firms: files.sheet.length,
    seats: proof.roster?.length ?? 0,
    selected: proof.selected.map(([, , , firm]) => firm),
  }
}
