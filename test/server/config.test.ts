import { describe, expect, it } from 'vitest'
import { hasPlatform, readConfig } from '../../server/config.js'

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

describe('REGISTRY_WEBHOOK_SECRET', () => {
  it('is off unless set, and is refused when it could be guessed', () => {
    const secret = 'f'.repeat(32)
    expect(readConfig({}).REGISTRY_WEBHOOK_SECRET).toBeNull()
    expect(readConfig({ REGISTRY_WEBHOOK_SECRET: secret }).REGISTRY_WEBHOOK_SECRET).toBe(secret)
    for (const value of [secret.slice(1), `${secret} x`, '密'.repeat(32)])
      expect(() => readConfig({ REGISTRY_WEBHOOK_SECRET: value })).toThrow(/^REGISTRY_WEBHOOK_SECRET: /)
  })
})

describe('WECOM_BOT_ID, WECOM_BOT_SECRET and WECOM_WS_URL', () => {
  it('turn WeCom on together, for WeCom’s own address or another', () => {
    const both = { WECOM_BOT_ID: 'b', WECOM_BOT_SECRET: 's' }
    expect(hasPlatform(readConfig({}))).toBe(false)
    expect(hasPlatform(readConfig(both))).toBe(true)
    expect(readConfig(both).WECOM_WS_URL).toBeNull()
    const own = readConfig({ ...both, WECOM_WS_URL: ' wss://wecom.example.gov.cn/ws ' })
    expect(own.WECOM_WS_URL).toBe('wss://wecom.example.gov.cn/ws')
  })

  it.each([
    [{ WECOM_BOT_ID: 'b' }, /^WECOM_BOT_ID: .*WECOM_BOT_SECRET/],
    [{ WECOM_BOT_SECRET: 'top-secret' }, /^WECOM_BOT_SECRET: .*WECOM_BOT_ID/],
    [{ WECOM_WS_URL: 'wss://a.example' }, /^WECOM_WS_URL: /],
    [{ WECOM_BOT_ID: 'b', WECOM_BOT_SECRET: 's', WECOM_WS_URL: 'https://a.example' }, /^WECOM_WS_URL: /],
  ])('are refused where one is missing or wrong: %o', (env, line) => {
    expect(() => readConfig(env)).toThrow(line)
    expect(() => readConfig(env)).not.toThrow(/top-secret/)
  })
})
