/** How long draws take, over the sample and over a large county, and how long they keep everybody else waiting. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DrawTask, DrawTimes } from './draw-plans.js'
import { median } from './median.js'
import type { Line } from './table.js'

const NUMBERS = ['JH2026-91', 'JH2026-92', 'JH2026-93']
export const EVERYWHERE = { trades: [], types: [], districts: [], tags: [], classes: [] }
const SIXTY = { A: { count: 15 }, B: { count: 20 }, C: { count: 15 }, D: { count: 10 } }

export async function measureDraws(dir: string): Promise<Line[]> {
  const small = { dir: join(dir, 'district'), firms: 3000, plan: {}, numbers: NUMBERS }
  const large = {
    dir: join(dir, 'county'),
    firms: 100_000,
    plan: { scope: EVERYWHERE, rules: SIXTY },
    numbers: NUMBERS,
  }
  // As many inspectors' visits as the sample plan's own shares ask for in a county of this size.
  const many = {
    dir: join(dir, 'many'),
    firms: 100_000,
    plan: { maxVisits: 200 },
    numbers: NUMBERS.slice(0, 1),
  }
  return [
    ...linesFor('3,000 firms', await drawPlans(small), 1000),
    ...linesFor('100,000 firms', await drawPlans(large), 1000),
    ...linesFor('100,000 firms', await drawPlans(many)),
  ]
}

/** Draws the plans in a process of its own. */
export async function drawPlans(task: DrawTask): Promise<DrawTimes[]> {
  const child = fork(fileURLToPath(new URL('./draw-plans.js', import.meta.url)))
  const ended = once(child, 'exit')
  child.send(task)
  const answer = await Promise.race([once(child, 'message'), ended.then(() => null)])
  if (answer === null) throw new Error('the draws did not come to their end')
  await ended
  return answer[0] as DrawTimes[]
}

function linesFor(where: string, times: DrawTimes[], goal?: number): Line[] {
  const what = `${where}, ${times[0]!.visits} visits`
  const middle = (key: keyof DrawTimes) => median(times.map((one) => one[key]))
  return [
    { what: `${what}: /draw → commit posted`, value: middle('committed'), unit: 'ms' },
    {
      what: `${what}: witness → results stored`,
      value: middle('drawn'),
      unit: 'ms',
      ...(goal ? { atMost: goal } : {}),
    },
    {
      what: `${what}: main loop's longest delay`,
      value: Math.max(...times.map((one) => one.delay)),
      unit: 'ms',
    },
  ]
}
