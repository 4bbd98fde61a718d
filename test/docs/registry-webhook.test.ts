/** Follows docs/registry-webhook.md as a stranger would: its commands as they stand, its answers as they are shown. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Office, openOffice } from '../stories/office.js'

const DOCUMENT = readFileSync('docs/registry-webhook.md', 'utf8')
const SECRET = /^export REGISTRY_WEBHOOK_SECRET=(.*)$/m.exec(DOCUMENT)![1]!
const blocks = (language: string) =>
  [...DOCUMENT.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, is]) => is === language)
    .map(([, , text]) => text)

let office: Office
let folder: string

beforeAll(async () => {
  office = await openOffice({ env: { REGISTRY_WEBHOOK_SECRET: SECRET } })
  folder = mkdtempSync(join(tmpdir(), 'webhook-'))
})
afterAll(async () => {
  await office.close()
  rmSync(folder, { recursive: true })
})

it('gives the answers that the document shows', async () => {
  const script = blocks('sh').join('\n')
  const env = { ...process.env, SSJ: office.system.address, REGISTRY_WEBHOOK_SECRET: SECRET }
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile('sh', ['-euc', script], { cwd: folder, env }, (error, out, told) =>
      error || told ? reject(error ?? new Error(told)) : resolve(out),
    )
  })
  expect(blocks('text')).toHaveLength(4)
  expect(stdout.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')).toBe(blocks('text').join(''))
  const clerk = await office.who('office')
  const [said] = await office.say(clerk, `private:${clerk}`, '/history 91350100M000100Y43')
  expect(said?.text).toContain('上级平台推送（2026-000002）\n　登记状态：存续 → 吊销')
})
