/** Draws plans in a demo of this process, each to its end, and tells the process that started it how long they took. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Draw, Plan, Store } from '../db/store.js'
import { readConfig } from '../server/config.js'
import { startDemo } from '../server/demo.js'
import { createLog } from '../server/log.js'
import { growCounty } from './county.js'

export interface DrawTask {
  dir: string
  firms: number
  /** What is drawn, once under each number. */
  plan: Partial<Plan>
  numbers: string[]
}

/** Milliseconds. */
export interface DrawTimes {
  visits: number
  committed: number
  drawn: number
  /** The main loop's longest delay meanwhile. */
  delay: number
}

const CHAT = 'office'
const LOOK_EVERY = 5

async function run({ dir, firms, plan, numbers }: DrawTask): Promise<DrawTimes[]> {
  const config = readConfig({ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'error' })
  const system = await startDemo(config, createLog('error'))
  await growCounty(system.store, firms)
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
  return { visits: draw.selected!.length, committed, drawn, delay: loop.max / 1e6 }
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
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(LOOK_EVERY)
  }
}

process.once('message', (task: DrawTask) => {
  void run(task).then((times) => process.send?.(times, () => process.disconnect()))
})
