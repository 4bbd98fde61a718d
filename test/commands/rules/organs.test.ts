import { describe, expect, it } from 'vitest'
import { readOrgan } from '../../../commands/rules/organs.js'

describe('the organs of justice', () => {
  it.each([
    ['山城区公安分局', 'police'],
    ['县公安局经侦大队', 'police'],
    ['鹤壁市 公安局', 'police'],
    ['山城区人民检察院', 'procuratorate'],
    ['鹤壁市中级人民法院', 'court'],
  ])('are known by their names: %s', (name, organ) => {
    expect(readOrgan(name)).toBe(organ)
  })

  it.each([
    '公安',
    '公安机关',
    '公安局',
    '检察院',
    '人民检察院',
    '法院',
    '人民法院',
    '区司法局',
    '税务局',
    '',
  ])('are not meant by a kind alone or by another office: %s', (name) => {
    expect(readOrgan(name)).toBeNull()
  })
})
