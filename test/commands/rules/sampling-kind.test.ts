import { expect, it } from 'vitest'
import { samplingKind } from '../../../commands/rules/sampling-kind.js'

const open = { trades: [], districts: [], tags: [] }

it('is undirected only where nothing narrows the firms', () => {
  expect(samplingKind([open, open])).toBe('不定向抽查')
  expect(samplingKind([open, { ...open, tags: ['食品'] }])).toBe('定向抽查')
  expect(samplingKind([{ ...open, districts: ['山城区'] }, open])).toBe('定向抽查')
})
