/** The demo: the sample district, everybody bound in the built-in room, and a clock that can be moved forward. */
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type ImportKind, tables } from '../commands/registries/kinds/kinds.js'
import { openStore } from '../db/open.js'
import type { Group, Store } from '../db/store.js'
import type { Config } from './config.js'
import { importFile } from './import/import-file.js'
import type { Log } from './log.js'
import { type System, startSystem } from './main.js'
import { packageRoot } from './package-root.js'
import { databaseUrl } from './places.js'

const SAMPLE = new URL('sample/', packageRoot)
/** Set once the sample is in and everybody is bound. */
const SEEDED = 'demo.seeded'

/**
 * @param config the demo keeps to itself: its data lie in DATA_DIR/demo, no platform but the room runs.
 * @param demoStart the moment that the clock shows at the very first start.
 */
export async function startDemo(config: Config, log?: Log, demoStart = readDemoStart()): Promise<System> {
  const own: Config = {
    ...config,
    DATA_DIR: join(config.DATA_DIR, 'demo'),
    DATABASE_URL: null,
    PUBLIC_URL: null,
    TELEGRAM_BOT_TOKEN: null,
    TELEGRAM_WEBHOOK_SECRET: null,
    WECHATY_PUPPET: null,
    WECOM_BOT_ID: null,
    WECOM_BOT_SECRET: null,
  }
  await seed(databaseUrl(own), demoStart)
  return startSystem({ config: own, demoStart, ...(log ? { log } : {}) })
}

/** The fixed working-day morning on which the demo's clock starts. */
export function readDemoStart(): Date {
  const file = readFileSync(new URL('demo.json', SAMPLE), 'utf8')
  return new Date(z.object({ clock: z.iso.datetime() }).parse(JSON.parse(file)).clock)
}

async function seed(url: string, now: Date): Promise<void> {
  const store = await openStore(url)
  try {
    if (await store.read((view) => view.settings.get(SEEDED))) return
    await importSample(store, now)
    await bindEverybody(store, now)
  } finally {
    await store.close()
  }
}

/** Reads the sample as an office would: the same import, the same files' format. */
export async function importSample(store: Store, now: Date): Promise<void> {
  for (const kind of Object.keys(tables) as ImportKind[]) {
    const path = fileURLToPath(new URL(`${kind}.csv`, SAMPLE))
    if (!existsSync(path)) continue
    const report = await importFile(store, kind, path, now, 'system', { dryRun: false, stagingDir: tmpdir() })
    const fault = report.faults[0]
    if (fault) throw new Error(`sample/${kind}.csv row ${fault.row}: ${fault.reason}`)
  }
}

async function bindEverybody(store: Store, now: Date): Promise<void> {
  const boundAt = now.toISOString()
  await store.write(async (tx) => {
    const common = { platform: 'room' as const, boundBy: 'system', boundAt }
    const groups: Group[] = [
      { ...common, chat: 'office', kind: 'office', department: null, title: '双随机办公室群' },
      { ...common, chat: 'leaders', kind: 'leaders', department: null, title: '领导小组群' },
    ]
    for (const { code, shortName } of await tx.departments.all()) {
      groups.push({
        ...common,
        chat: `dept:${code}`,
        kind: 'department',
        department: code,
        title: `${shortName}群`,
      })
    }
    for (const group of groups) await tx.groups.put(group)
    for (const person of await tx.people.all()) {
      await tx.bindings.put({
        platform: 'room',
        account: person.id,
        person: person.id,
        boundAt,
        unreachable: null,
      })
    }
    await tx.settings.set(SEEDED, boundAt)
  })
}
