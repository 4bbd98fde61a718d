/** Checks a proof beside the page, so that the page stays alive, and answers questions about it afterwards. */
import { labelled } from './hash.ts'
import { lookUp } from './look-up.ts'
import { examine } from './verify.ts'

let draw = null
/** Of the last proof: its files may come behind it. */
let proof = null

addEventListener('message', ({ data }) => {
  if ('code' in data) return postMessage({ answer: lookUp(draw, data.code) })
  proof = data.bytes ?? proof
  check(data.apart ?? {})
})

function check(apart) {
  draw = null
  const { verdict, draw: checked } = examine(proof, apart, (section) => postMessage({ section }))
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
