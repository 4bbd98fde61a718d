/** How long the saved page takes in a real Chromium from choosing a large proof to the verdict on view. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { packageRoot } from '../server/package-root.js'
import { launchBrowser } from '../test/browser/browser.js'
import { makeBigProof } from './big-proof.js'
import { median } from './median.js'
import type { Line } from './table.js'

const SIZE = { firms: 100_000, visits: 300, inspectors: 160 }
const ROUNDS = 3
const LONGEST = 60_000

export async function measureBrowserCheck(dir: string): Promise<Line> {
  mkdirSync(dir, { recursive: true })
  const proof = join(dir, 'proof.json')
  writeFileSync(proof, makeBigProof(SIZE))
  const browser = await launchBrowser()
  try {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) times.push(await checkOnce(browser, proof))
    return {
      what: 'check in Chromium: 100,000 firms, 300 visits',
      value: median(times),
      unit: 'ms',
      atMost: 3000,
    }
  } finally {
    await browser.close()
  }
}

async function checkOnce(browser: Browser, proof: string): Promise<number> {
  const page = await browser.newPage()
  await page.goto(new URL('dist/server/pages/check/check.html', packageRoot).href)
  const start = performance.now()
  await page.setInputFiles('#file', proof)
  await page.getByRole('heading', { name: '核验一致' }).waitFor({ timeout: LONGEST })
  const took = performance.now() - start
  await page.close()
  return took
}
