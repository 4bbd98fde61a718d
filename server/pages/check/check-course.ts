/** What happened to the draw, entry by entry: committed, witnessed, closed, perhaps a beacon, drawn, then only replacements. */
import { timeOfRound } from './drand-chain.js'
import { isIdentifier } from './forms.js'
import { labelled } from './hash.js'
import { findClose, isOwnKind, ownEntries } from './ledger-bodies.js'
import type { Entry, Promised, Proof } from './proof.js'
import { must } from './verdict.js'

type Announced = Extract<Promised, { kind: 'number' }>

const DAY = 24 * 60 * 60_000
const AFTERWARDS = ['draw.witnessed', 'visit.leaving', 'visit.replaced']

const decides = (kind: string) => kind.startsWith('draw.') || isOwnKind(kind)

/** @throws Mismatch */
export function checkCourse(proof: Proof): void {
  const { commit, witnesses, ledger } = proof
  // Kinds that the protocol does not name, such as a firm that has gone, decide nothing.
  const own = ledger.entries.filter(({ n, kind }) => ledger.bodies[n] && decides(kind))
  const course = [
    'draw.committed',
    ...witnesses.map(() => 'draw.witnessed'),
    ...(commit.beacon ? ['draw.beacon'] : []),
    'draw.drawn',
  ]
  course.forEach((kind, i) => {
    must(own[i]?.kind === kind, `这次抽取的第 ${i + 1} 条记录应为 ${kind}`)
  })
  for (const { n, kind } of own.slice(course.length)) {
    must(!kind.startsWith('draw.') || AFTERWARDS.includes(kind), `留痕账本第 ${n} 条不应在抽取之后`)
  }
  checkStart(proof, own[0]!)
  checkTestimony(proof)
  checkArrival(proof)
  checkResult(proof)
}

function checkStart(proof: Proof, start: Entry): void {
  const { commit, ledger } = proof
  must(start === ledger.entries[0] && start.actor !== 'system', '留痕账本应从发起人的承诺开始')
  must(start.at === commit.at, '承诺的时刻与留痕账本不同')
  const [entered] = ownEntries(proof, 'draw.committed')
  must(entered?.content.commit === labelled('dr1/commit', commit), '承诺与留痕账本中的指纹不符')
}

function checkTestimony(proof: Proof): void {
  const { commit, witnesses } = proof
  const entries = ownEntries(proof, 'draw.witnessed')
  witnesses.forEach(({ person, line }, i) => {
    const { actor, content } = entries[i]!
    must(actor === person && content.line === line, `第 ${i + 1} 位见证人与留痕账本不符`)
    must(
      content.last === (i === witnesses.length - 1),
      `第 ${i + 1} 位见证人是不是最后一位，留痕账本写得不对`,
    )
  })
  const close = findClose(proof)!
  must(Date.parse(close.at) - Date.parse(commit.at) <= DAY, '承诺之后 24 小时内没有截止，抽取应已失败')
}

function checkArrival(proof: Proof): void {
  const { beacon, commit } = proof
  const [arrival] = ownEntries(proof, 'draw.beacon')
  if (!arrival || !beacon || !commit.beacon) return
  must(arrival.content.value === beacon.value, '信标的值与留痕账本不同')
  if (beacon.kind === 'number') checkHands(arrival.actor, arrival.content.confirmedBy)
  const isRound = beacon.kind === 'drand'
  const due = isRound ? timeOfRound(beacon.round) : Date.parse((commit.beacon as Announced).expected)
  const early = isRound ? '信标的那一轮还没有到，就已记入留痕账本' : '公开号码还没有产生，就已记入留痕账本'
  must(Date.parse(arrival.at) >= due, early)
  must(Date.parse(arrival.at) <= due + DAY, '信标过了 24 小时才到，抽取应已失败')
}

/** One person enters a public number, another one confirms it. */
function checkHands(enteredBy: string, confirmedBy: string | null): void {
  must(isIdentifier(confirmedBy ?? ''), '公开号码没有经监察人员确认')
  must(enteredBy !== 'system' && confirmedBy !== 'system', '公开号码不是由人录入和确认的')
  must(confirmedBy !== enteredBy, '公开号码的录入和确认是同一个人')
}

function checkResult(proof: Proof): void {
  const [drawn] = ownEntries(proof, 'draw.drawn')
  const result = labelled('dr1/result', proof.selected, proof.roster)
  must(drawn?.content.result === result, '抽取结果与留痕账本中的指纹不符')
}
