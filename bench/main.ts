/** Measures the product on this machine in one run and prints the figures beside their goals: `npm run bench -- [part…]`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureBoard } from './board.js'
import { measureBrowserCheck } from './browser-check.js'
import { measureChecks } from './checks.js'
import { measureCredit } from './credit.js'
import { measureDailyJobs } from './daily-jobs.js'
import { measureDraws } from './draws.js'
import { measureExclusions } from './exclusions.js'
import { measureFairness } from './fairness.js'
import { measureImports } from './imports.js'
import { measureMessages } from './messages.js'
import { measureMillion } from './million.js'
import { measureRosters } from './rosters.js'
import { measureSearch } from './search.js'
import { measureSite } from './site.js'
import { measureStartUp } from './start-up.js'
import { openStubBotApi } from './stub-bot-api.js'
import { formatTable, type Line } from './table.js'

const dir = mkdtempSync(join(tmpdir(), 'ssj-bench-'))
const api = await openStubBotApi()
const parts: Record<string, (place: string) => Line[] | Promise<Line[]>> = {
  'start-up': (place) => measureStartUp(place, api),
  messages: (place) => measureMessages(place, api),
  draws: measureDraws,
  million: measureMillion,
  rosters: measureRosters,
  checks: measureChecks,
  browser: async (place) => [await measureBrowserCheck(place)],
  fairness: measureFairness,
  search: measureSearch,
  exclusions: measureExclusions,
  imports: measureImports,
  'daily-jobs': measureDailyJobs,
  credit: (place) => measureCredit(place),
  site: (place) => measureSite(place, api),
  board: measureBoard,
}
const asked = process.argv.slice(2)
const unknown = asked.filter((part) => !Object.hasOwn(parts, part))
const lines: Line[] = []
try {
  if (unknown.length > 0) throw new Error(`no part ${unknown.join()}; there are ${Object.keys(parts).join()}`)
  for (const [part, measure] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(part)) lines.push(...(await measure(join(dir, part))))
  }
} finally {
  await api.close()
  rmSync(dir, { recursive: true, force: true })
}
console.log(`Node ${process.version}, ${cpus().length} processors\n\n${formatTable(lines)}`)
