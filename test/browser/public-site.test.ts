/** The public site in a real browser: on a phone, at a desk, in large type, by keyboard, and as axe sees it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, openOffice } from '../stories/office.js'
import { fillPublicDistrict } from '../stories/public-district.js'
import { launchBrowser } from './browser.js'
import { openVisitor, type Visitor } from './visitor.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DESK = { width: 1280, height: 900, phone: false }
const PHONE = { width: 390, height: 844, phone: true }

describe.sequential('the public site in a browser', { timeout: 240_000 }, () => {
  let office: Office
  let browser: Browser
  let desk: Visitor
  let paths: Record<string, string>

  beforeAll(async () => {
    office = await openOffice()
    const [draw] = await fillPublicDistrict(office)
    browser = await launchBrowser()
    desk = await openVisitor(browser, office.system.address, DESK)
    const [one] = await office.store.read((view) => view.published.corrections('', 1, 0))
    paths = {
      ...{ home: '/', results: '/results', result: `/results/${one!.visit}/${one!.department}` },
      ...{ firm: `/firms/${one!.content.firm.code}`, corrections: '/corrections', statistics: '/statistics' },
      ...{
        search: '/search?q=%E5%B1%B1%E5%9F%8E',
        data: '/open-data',
        about: '/about',
        check: '/how-to-check',
      },
      ...{ 'credit-rules': '/credit-rules', lists: '/lists', list: '/lists?list=black' },
      ...{ draws: '/draws', draw: `/draws/${draw}`, plans: '/plans', items: '/items' },
    }
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await office?.close()
  })

  const overflow = (visitor: Visitor) =>
    visitor.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

  it.each(['light', 'dark'] as const)(
    'has no finding of axe that is serious, unfolded, in %s',
    async (colorScheme) => {
      await desk.page.emulateMedia({ colorScheme })
      for (const [name, path] of Object.entries(paths)) {
        await desk.page.goto(path)
        await desk.page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
        await desk.page.evaluate(AXE)
        const { violations } = (await desk.page.evaluate('axe.run()')) as AxeResults
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        const told = serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
        expect(told, name).toEqual([])
      }
    },
  )

  it('lays every page out within a phone, 320 pixels, and type twice as large', async () => {
    for (const [name, screen] of Object.entries({
      phone: PHONE,
      narrow: { ...PHONE, width: 320 },
      desk: DESK,
    })) {
      const visitor = await openVisitor(browser, office.system.address, screen)
      for (const [kind, path] of Object.entries(paths)) {
        await visitor.page.goto(path)
        await visitor.page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
        expect(await overflow(visitor), `${kind} at ${name}`).toBe(0)
        if (name !== 'narrow') await visitor.takesPicture(`site-${kind}-${name}`)
        await visitor.page.evaluate('document.documentElement.style.fontSize = "200%"')
        expect(await overflow(visitor), `${kind} at ${name}, 200%`).toBe(0)
      }
      await visitor.page.context().close()
    }
  })

  it('shows the plots, and the numbers beside them', async () => {
    await desk.page.goto('/statistics', { waitUntil: 'networkidle' })
    for (const plot of await desk.page.locator('img.plot').all()) await plot.scrollIntoViewIfNeeded()
    const widths = () => desk.page.evaluate('[...document.images].map((one) => one.naturalWidth)')
    await expect.poll(widths).toEqual([880, 880, 880])
    expect(await desk.page.locator('table').count()).toBe(3)
  })

  it('can be used by keyboard alone, and shows where it is', async () => {
    await desk.page.goto('/')
    await desk.page.keyboard.press('Tab')
    expect(await desk.page.evaluate('document.activeElement.textContent')).toBe('跳到正文')
    for (let n = 0; n < 12; n++) {
      const shown = await desk.page.evaluate(
        '(() => { const style = getComputedStyle(document.activeElement); return [style.outlineStyle, Number.parseFloat(style.outlineWidth), document.activeElement.getBoundingClientRect().top >= 0] })()',
      )
      expect(shown).toEqual(['solid', 2, true])
      await desk.page.keyboard.press('Tab')
    }
  })

  it('works by its forms: searches, narrows a list, goes on to a result', async () => {
    await desk.page.goto('/results')
    await desk.page.getByLabel('抽查机关').selectOption('SCQ-XD')
    await desk.page.getByRole('button', { name: '筛选' }).click()
    await desk.page.waitForURL('**/results?department=SCQ-XD**')
    await desk.page.locator('tbody th a').first().click()
    await desk.page.getByRole('heading', { name: '检查结果' }).waitFor()
    await desk.page.getByRole('searchbox', { name: '搜索' }).fill('山城')
    await desk.page.keyboard.press('Enter')
    await desk.page.waitForURL('**/search?q=*')
    await desk.page.locator('.rows a').first().click()
    await desk.page.waitForURL('**/firms/*')
  })

  it('asked nobody else, broke no policy and ran nobody’s script', () => {
    expect(desk.problems).toEqual([])
  })
})
