/** Draws plans in a demo of this process, each to its end, and tells the process that started it how long they took. */
import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Draw, Plan, Store } from '../db/store.js'
import { readConfig } from '../server/config.js'
import { startDemo } from '../server/demo.js'
import { createLog } from '../server/log.js'
import { growCounty, growRoll } from './county.js'

export interface DrawTask {
  dir: string
  firms: number
  /** What is drawn, once under each number. */
  plan: Partial<Plan>
  numbers: string[]
  /** Inspectors to be added to the leading department's roll. */
  inspectors?: number
}

/** Milliseconds. */
export interface DrawTimes {
  visits: number
  committed: number
  drawn: number
  /** The main loop's longest delay meanwhile, and the one that 99 in a hundred stay under. */
  delay: number
  delayP99: number
  /** The most resident megabytes that this process, worker included, ever had. */
  peak: number
}

const CHAT = 'office'
const LOOK_EVERY = 5
const PATIENCE = 120_000

async function run({ dir, firms, plan, numbers, inspectors }: DrawTask): Promise<DrawTimes[]> {
  const config = readConfig({ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'error' })
  const system = await startDemo(config, createLog('error'))
  await growCounty(system.store, firms)
  if (inspectors) await growRoll(system.store, 'SCQ-GS', inspectors)
  await system.store.write(async (tx) => {
    const base = (await tx.plans.get('JH2026-01'))!
    for (const no of numbers) await tx.plans.put({ ...base, ...plan, no })
  })
  const times: DrawTimes[] = []
  for (const no of numbers) {
    await system.settle()
    times.push(await drawOnce(system.store, system.address, no))
  }
  await system.stop()
  return times
}

async function drawOnce(store: Store, address: string, plan: string): Promise<DrawTimes> {
  const people = await store.read((view) => view.people.all())
  const leading = (await store.read((view) => view.departments.all())).find((one) => one.leading)
  const clerk = people.find((one) => one.roles.includes('office') && one.department === leading?.code)
  const witness = people.find((one) => one.roles.includes('inspector'))
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  const asked = await say(address, clerk!.id, `/draw ${plan}`)
  const commit = await until(() => findDraw(store, plan, 'committed'))
  await until(() => findMessage(store, asked.id, commit.commitHash!))
  const committed = performance.now() - asked.at
  const witnessed = await say(address, witness!.id, '/witness 秋高气爽')
  const draw = await until(() => findDraw(store, plan, 'drawn'))
  const drawn = performance.now() - witnessed.at
  await until(() => findMessage(store, witnessed.id, draw.no!))
  loop.disable()
  const delays = { delay: loop.max / 1e6, delayP99: loop.percentile(99) / 1e6 }
  return { visits: draw.selected!.length, committed, drawn, ...delays, peak: peakMemory() }
}

/** Linux counts it for us. */
function peakMemory(): number {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))!
  return Number(kilobytes) / 1024
}

/** Answers the message's id, and the moment at which it was accepted. */
async function say(address: string, person: string, text: string): Promise<{ id: number; at: number }> {
  const response = await fetch(`${address}/room/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat: CHAT, person, text }),
  })
  if (response.status !== 202) throw new Error(`the room answered ${response.status}`)
  const at = performance.now()
  const { id } = (await response.json()) as { id: number }
  return { id, at }
}

async function findDraw(store: Store, plan: string, state: Draw['state']): Promise<Draw | undefined> {
  const draws = await store.read((view) => view.draws.ofPlan(plan))
  const refused = draws.find((one) => one.cause !== null)
  if (refused) throw new Error(`${plan}: ${refused.cause}`)
  return draws.find((one) => one.state === state)
}

async function findMessage(store: Store, after: number, words: string): Promise<true | undefined> {
  const messages = await store.read((view) => view.room.after(CHAT, after))
  return messages.some((one) => one.from === 'bot' && one.text.includes(words)) || undefined
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const started = performance.now(); performance.now() - started < PATIENCE; await sleep(LOOK_EVERY)) {
    const found = await look()
    if (found !== undefined) return found
  }
  throw new Error(`nothing came within ${PATIENCE} ms`)
}

process.once('message', (task: DrawTask) => {
  void run(task).then((times) => process.send?.(times, () => process.disconnect()))
})
