import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.js'

describe('DRAND_RELAYS', () => {
  it('names one relay or several, with or without a slash at the end', () => {
    expect(readConfig({}).DRAND_RELAYS).toEqual(['https://api.drand.sh'])
    expect(readConfig({ DRAND_RELAYS: ' ' }).DRAND_RELAYS).toEqual(['https://api.drand.sh'])
    expect(
      readConfig({ DRAND_RELAYS: 'https://a.example/, http://b.example:8080/x/ ,' }).DRAND_RELAYS,
    ).toEqual([...['https://a.example', 'http://b.example:8080/x']])
  })

  it.each(['a.example', 'ftp://a.example', 'https://a.example https://b.example', ','])(
    'is refused as a whole: %s',
    (value) => expect(() => readConfig({ DRAND_RELAYS: value })).toThrow(/^DRAND_RELAYS: /),
  )
})
