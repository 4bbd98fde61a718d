import { describe, expect, it } from 'vitest'
import { holdsPersonalNumber } from '../../../commands/rules/personal-numbers.js'

describe('a number by which a person is known or reached', () => {
  it.each([
    '电话13800001234',
    '电话 138-0000-1234',
    '＋８６１３８００００１２３４',
    '身份证410603199001011234',
    '41060319900101123x',
    '0392-2621234',
    'zhang@example.com',
  ])('is found in %s', (text) => expect(holdsPersonalNumber(text)).toBe(true))

  it.each([
    '',
    '山市监信〔2026〕1号',
    '91410603YX0002230A',
    '914106031234567890',
    '罚款 138000 元',
    '拒不改正，2026年3月1日立案',
    '期限=12',
  ])('is not found in %s', (text) => expect(holdsPersonalNumber(text)).toBe(false))
})
