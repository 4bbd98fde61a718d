import { expect, it } from 'vitest'
import { readAmount, readKind } from '../../../commands/rules/decision-law.js'

it.each([
  ['5000', 500_000],
  ['5,000元', 500_000],
  ['５０００元', 500_000],
  ['1.2万', 1_200_000],
  ['１.2万元', 1_200_000],
  ['0.000001万', 1],
  ['12.5', 1250],
  ['0', 0],
  ['100000000', 10_000_000_000],
])('%s is %i fen', (text, fen) => {
  expect(readAmount(text)).toBe(fen)
})

it.each(['', '很多', '-5', '1.234', '0.0000001万', '100000001', '5000美元', '1e3', '1.2.3', '五千'])(
  '%s is no sum of money',
  (text) => {
    expect(readAmount(text)).toBeNull()
  },
)

it('knows each kind by its names, and nothing else', () => {
  expect(readKind('责令改正')).toBe('rectify')
  expect(readKind('处罚')).toBe('penalty')
  expect(readKind('列入严重违法名单')).toBe('serious')
  expect(readKind('constructor')).toBeNull()
})
