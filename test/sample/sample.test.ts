import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyFirm } from '../../bench/county.js'
import type { ImportKind } from '../../commands/registries/kinds/kinds.js'
import { openStore } from '../../db/open.js'
import type { Firm, Inspector, Person, Plan, Store } from '../../db/store.js'
import { generateSample } from '../../sample/generate.js'
import { type ImportReport, importFile } from '../../server/import/import-file.js'

const sample = join(import.meta.dirname, '../../sample')
const kinds: ImportKind[] = ['departments', 'people', 'inspectors', 'firms', 'items', 'plans', 'recusals']
const demo: { clock: string } = JSON.parse(readFileSync(join(sample, 'demo.json'), 'utf8'))
const today = demo.clock.slice(0, 10)

let folder: string
let store: Store
const reports = new Map<ImportKind, ImportReport>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sample-'))
  store = await openStore(join(folder, 'sample.db'))
  for (const kind of kinds) {
    const path = join(sample, `${kind}.csv`)
    const options = { dryRun: false, stagingDir: folder }
    reports.set(kind, await importFile(store, kind, path, new Date(demo.clock), 'system', options))
  }
}, 60_000)

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const people = (): Promise<Person[]> => store.read((view) => view.people.all())

async function roll(departments?: string[]): Promise<Inspector[]> {
  return store.read(async (view) =>
    view.inspectors.ofDepartments(departments ?? (await view.departments.all()).map(({ code }) => code)),
  )
}

/** The lawful number of visits by credit class, firms that are not 存续 taken out. */
async function visitsByClass(
  plan: Plan,
): Promise<{ firms: Record<string, number>; visits: Record<string, number> }> {
  const firms: Record<string, number> = {}
  await store.read(async (view) => {
    const items = await view.items.many(plan.items)
    await view.firms.eachInScope([plan.scope, ...items.map(({ scope }) => scope)], (some) => {
      for (const { status, creditClass } of some) {
        if (status === '存续') firms[creditClass] = (firms[creditClass] ?? 0) + 1
      }
    })
  })
  const visits: Record<string, number> = {}
  for (const [letter, rule] of Object.entries(plan.rules)) {
    const size = firms[letter] ?? 0
    visits[letter] = 'count' in rule ? rule.count : Math.ceil((size * rule.ratio[0]) / rule.ratio[1])
  }
  return { firms, visits }
}

describe('the sample files', () => {
  it('are what the script makes', () => {
    const made = join(folder, 'made')
    generateSample(made)
    const names = readdirSync(made)
    const others = ['annex-2.csv', 'demo.json']
    expect(names.toSorted()).toEqual([...kinds.map((kind) => `${kind}.csv`), ...others].toSorted())
    for (const name of names)
      expect(readFileSync(join(made, name), 'utf8') === readFileSync(join(sample, name), 'utf8'), name).toBe(
        true,
      )
    expect(readFileSync(join(sample, 'firms.csv')).length).toBeLessThan(1_000_000)
  })

  it('come in whole, without a fault', () => {
    const counts = Object.fromEntries(
      [...reports].map(([kind, { added, faults }]) => [kind, [added, faults]]),
    )
    expect(counts).toEqual({
      departments: [41, []],
      people: [246, []],
      inspectors: [160, []],
      firms: [3000, []],
      items: [40, []],
      plans: [4, []],
      recusals: [25, []],
    })
  })
})

describe('the sample people', () => {
  it('hold one role each, with a clerk and a leader in every department', async () => {
    const everybody = await people()
    expect(everybody.every(({ roles }) => roles.length === 1)).toBe(true)
    const departments = await store.read((view) => view.departments.all())
    const count = (role: string, department?: string) =>
      everybody.filter(
        (person) => person.roles[0] === role && (department ?? person.department) === person.department,
      ).length
    for (const { code, leading } of departments)
      expect([code, count('office', code), count('leader', code)]).toEqual([code, leading ? 2 : 1, 1])
    expect(departments.filter(({ leading }) => leading).map(({ name }) => name)).toEqual(['区政府法制办'])
    expect([count('inspector'), count('supervisor'), count('supervisor', 'SCQ-JC'), count('admin')]).toEqual([
      160, 2, 2, 1,
    ])
  })

  it('have names of their own and telephone numbers that cannot ring', async () => {
    const everybody = await people()
    expect(new Set(everybody.map(({ name }) => name)).size).toBe(everybody.length)
    expect(everybody.every(({ phone }) => /^100\d{8}$/u.test(phone ?? ''))).toBe(true)
  })

  it('include inspectors who may not go', async () => {
    const everybody = await roll()
    expect(new Set(everybody.map(({ department }) => department)).size).toBe(21)
    expect(everybody.filter(({ certifiedUntil }) => certifiedUntil < today)).toHaveLength(6)
    expect(
      everybody.filter(({ certifiedUntil }) => /^2026-(06|09|12)/u.test(certifiedUntil)).length,
    ).toBeGreaterThan(5)
    expect(everybody.filter(({ leaveFrom }) => leaveFrom?.startsWith('2026-03'))).toHaveLength(5)
  })
})

describe('the sample firms', () => {
  it('are spread over classes, statuses and trades as in a real district', async () => {
    const firms = await store.read(everyFirm)
    const share = (test: (firm: Firm) => boolean) => firms.filter(test).length / firms.length
    for (const [letter, wanted] of [
      ['A', 0.25],
      ['B', 0.5],
      ['C', 0.18],
      ['D', 0.07],
    ] as const)
      expect(Math.abs(share(({ creditClass }) => creditClass === letter) - wanted)).toBeLessThan(0.03)
    expect(share(({ status }) => status === '存续')).toBeGreaterThan(0.8)
    expect(new Set(firms.map(({ status }) => status)).size).toBe(5)
    expect(new Set(firms.map(({ trade }) => trade)).size).toBe(15)
    expect(new Set(firms.map(({ name }) => name)).size).toBe(3000)
    expect(firms.every(({ code }) => /^9[123]410603YX/u.test(code))).toBe(true)
  })
})

describe('the sample plans', () => {
  it('are approved, filed, need one witness and use published items only, within their caps', async () => {
    for (const plan of await store.read((view) => view.plans.all())) {
      expect(plan).toMatchObject({
        witnesses: 1,
        year: 2026,
        approvedBy: 'P0001',
        filingNo: expect.any(String),
      })
      expect(plan.approvedAt && plan.approvedAt < demo.clock).toBe(true)
      const items = await store.read((view) => view.items.many(plan.items))
      const { firms, visits } = await visitsByClass(plan)
      for (const { publishedOn, ratioCap } of items) {
        expect(publishedOn && publishedOn <= today).toBe(true)
        for (const [letter, count] of Object.entries(visits))
          expect(count * ratioCap[1], `${plan.no} ${letter}`).toBeLessThanOrEqual(
            (firms[letter] ?? 0) * ratioCap[0],
          )
      }
    }
    const items = await store.read((view) => view.items.all())
    expect(items.filter(({ publishedOn }) => publishedOn === null)).toHaveLength(3)
  })

  it('draw 20 to 60 visits each, more of the worse classes, with inspectors enough', async () => {
    for (const plan of await store.read((view) => view.plans.all())) {
      const { firms, visits } = await visitsByClass(plan)
      const total = Object.values(visits).reduce((sum, count) => sum + count, 0)
      expect(total, plan.no).toBeGreaterThanOrEqual(20)
      expect(total, plan.no).toBeLessThanOrEqual(60)
      const shares = ['A', 'B', 'C', 'D'].map((letter) => (visits[letter] ?? 0) / (firms[letter] ?? 1))
      expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
      const seatsEach = plan.inspectorsPerVisit / plan.departments.length
      for (const department of plan.departments) {
        const able = (await roll([department])).filter(
          ({ certifiedUntil, leaveFrom, tags }) =>
            certifiedUntil > '2026-04-30' &&
            leaveFrom === null &&
            plan.inspectorTags.every((tag) => tags.includes(tag)),
        )
        expect(able.length * plan.maxVisits, `${plan.no} ${department}`).toBeGreaterThan(total * seatsEach)
      }
    }
  })

  it('have one that three departments carry out together, one inspector of each', async () => {
    const plans = await store.read((view) => view.plans.all())
    expect(
      plans.filter((plan) => plan.departments.length === 3 && plan.inspectorsPerVisit === 3),
    ).toHaveLength(1)
  })
})

describe('the inspection vocabulary', () => {
  it('gives every word one meaning', () => {
    const vocabulary = JSON.parse(readFileSync(join(sample, 'vocabulary/inspection.json'), 'utf8'))
    for (const [entries, count] of [
      [vocabulary.results, 14],
      [vocabulary.methods, 6],
    ] as const) {
      expect(entries).toHaveLength(count)
      const words = entries.flatMap(({ name, aliases }: { name: string; aliases: string[] }) => [
        name,
        ...aliases,
      ])
      expect(new Set(words).size).toBe(words.length)
    }
  })
})
