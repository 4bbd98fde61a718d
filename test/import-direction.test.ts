import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Import {
  from: string
  /** A path of ours from the root, or a package's name. */
  to: string
  typeOnly: boolean
}

const STATEMENT =
  /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm

function importsOf(file: string): Import[] {
  return [...readFileSync(file, 'utf8').matchAll(STATEMENT)].map((match) => {
    const named = match[2] ?? match[3] ?? match[4]!
    const to = named.startsWith('.') ? normalize(join(dirname(file), named)).replace(/\.js$/, '.ts') : named
    return { from: file, to, typeOnly: match[1] !== undefined }
  })
}

const files = ['bot', 'commands', 'db', 'server'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
)
const imports = files.flatMap(importsOf)
const isOurs = (path: string) => /^(bot|commands|db|server)\//.test(path)
const inside = (folder: string) => imports.filter((one) => one.from.startsWith(`${folder}/`))
const tell = (found: Import[]) => found.map((one) => `${one.from} → ${one.to}`)

describe('who may import whom', () => {
  it('reads every source file', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(imports.length).toBeGreaterThan(400)
  })

  it('rules import nothing of ours', () => {
    const found = inside('commands/rules').filter(
      (one) => isOurs(one.to) && !one.to.startsWith('commands/rules/'),
    )
    expect(tell(found)).toEqual([])
  })

  it('db imports nothing of ours', () => {
    expect(tell(inside('db').filter((one) => isOurs(one.to) && !one.to.startsWith('db/')))).toEqual([])
  })

  it('commands import rules and the types of db/store', () => {
    const found = inside('commands').filter(
      (one) =>
        isOurs(one.to) && !one.to.startsWith('commands/') && !(one.to === 'db/store.ts' && one.typeOnly),
    )
    expect(tell(found)).toEqual([])
  })

  it('bot imports commands and the types of db/store', () => {
    const found = inside('bot').filter(
      (one) =>
        isOurs(one.to) && !/^(bot|commands)\//.test(one.to) && !(one.to === 'db/store.ts' && one.typeOnly),
    )
    expect(tell(found)).toEqual([])
  })

  it('the browser’s check of a proof shares no code with the drawing or the other checks', () => {
    const isServing = /\/(build-page|check-page)\.ts$/
    const found = inside('server/pages/check').filter(
      (one) => isOurs(one.to) && !one.to.startsWith('server/pages/check/') && !isServing.test(one.from),
    )
    expect(inside('server/pages/check').length).toBeGreaterThan(30)
    expect(tell(found)).toEqual([])
  })

  it('the check behind ssj verify shares no code with the drawing or the other checks', () => {
    const found = inside('server/verify').filter(
      (one) => isOurs(one.to) && !one.to.startsWith('server/verify/'),
    )
    expect(inside('server/verify').length).toBeGreaterThan(30)
    expect(tell(found)).toEqual([])
  })

  it.each([
    [/^(better-sqlite3|drizzle-orm)/, /^db\//],
    [/^telegraf/, /^bot\/telegram\//],
    [/^(wechaty|file-box)/, /^bot\/wechat\//],
    [/^@wecom\//, /^bot\/wecom\//],
    [/^express/, /^server\//],
    [/^node-cron/, /^server\/jobs\/ticker/],
    [/^pinyin-pro/, /^db\/read-aloud/],
    [/^seedrandom/, /^commands\/rules\/draw\//],
  ])('only the one place knows %s', (name, place) => {
    const users = imports.filter((one) => name.test(one.to))
    expect(users.length).toBeGreaterThan(0)
    expect(tell(users.filter((one) => !place.test(one.from)))).toEqual([])
  })

  it('only server/main creates platforms and opens the bot', () => {
    const makers = /^bot\/(room|telegram\/telegram|wechat\/wechat|wecom\/wecom|router|outbox|intake)\.ts$/
    const found = inside('server').filter(
      (one) =>
        makers.test(one.to) &&
        !one.typeOnly &&
        one.from !== 'server/main.ts' &&
        one.from !== 'server/cli/checks/wecom.ts',
    )
    expect(tell(found)).toEqual([])
  })
})
