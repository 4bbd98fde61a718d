import { describe, expect, it } from 'vitest'
import {
  type CommitDocument,
  commitHash,
  planHash,
  saltKeyHash,
  secretHash,
} from '../../../../commands/rules/draw/commit.js'
import { hashOfText } from '../../../../commands/rules/draw/hash.js'

const zeros = '0'.repeat(64)
const commit: CommitDocument = {
  protocol: 'dr1',
  draw: 'CQ2026-003',
  plan: 'JH2026-01',
  planHash: zeros,
  nth: 1,
  reason: null,
  items: ['A01'],
  sheet: zeros,
  excluded: zeros,
  inspectors: zeros,
  seats: zeros,
  rules: { B: { count: 3, weighted: true }, A: { ratio: [1, 20] } },
  secret: zeros,
  saltKey: zeros,
  witnesses: 1,
  beacon: null,
  due: '2026-12-31',
  opens: null,
  previous: null,
  registry: { n: 7, hash: zeros },
  at: '2026-11-23T01:00:00.000Z',
}

describe('the commit hash', () => {
  it('is taken over the labelled canonical document, whatever the order of its keys', () => {
    const shuffled = Object.fromEntries(Object.entries(commit).reverse()) as CommitDocument
    expect(commitHash(shuffled)).toBe(commitHash(commit))
    const text = `["dr1/commit",{"at":"2026-11-23T01:00:00.000Z","beacon":null,"draw":"CQ2026-003","due":"2026-12-31","excluded":"${zeros}","inspectors":"${zeros}","items":["A01"],"nth":1,"opens":null,"plan":"JH2026-01","planHash":"${zeros}","previous":null,"protocol":"dr1","reason":null,"registry":{"hash":"${zeros}","n":7},"rules":{"A":{"ratio":[1,20]},"B":{"count":3,"weighted":true}},"saltKey":"${zeros}","seats":"${zeros}","secret":"${zeros}","sheet":"${zeros}","witnesses":1}]`
    expect(commitHash(commit)).toBe(hashOfText(text))
  })
})

describe('the hashes of plan, secret and salt key', () => {
  it('carry labels of their own, so that one is never good for another', () => {
    expect(planHash({ no: 'JH2026-01' })).toBe(hashOfText('["dr1/plan",{"no":"JH2026-01"}]'))
    expect(secretHash(zeros)).toBe(hashOfText(`["dr1/secret","${zeros}"]`))
    expect(saltKeyHash(zeros)).toBe(hashOfText(`["dr1/saltKey","${zeros}"]`))
  })
})
