/** Measures the product on this machine in one run and prints the figures beside their goals: `npm run bench`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureDraws } from './draws.js'
import { measureImports } from './imports.js'
import { measureMessages } from './messages.js'
import { measureStartUp } from './start-up.js'
import { openStubBotApi } from './stub-bot-api.js'
import { formatTable, type Line } from './table.js'

const dir = mkdtempSync(join(tmpdir(), 'ssj-bench-'))
const api = await openStubBotApi()
const lines: Line[] = []
try {
  lines.push(...(await measureStartUp(join(dir, 'start-up'), api)))
  lines.push(...(await measureMessages(join(dir, 'messages'), api)))
  lines.push(...(await measureDraws(join(dir, 'draws'))))
  lines.push(...(await measureImports(join(dir, 'imports'))))
} finally {
  await api.close()
  rmSync(dir, { recursive: true, force: true })
}
console.log(`Node ${process.version}, ${cpus().length} processors\n\n${formatTable(lines)}`)
