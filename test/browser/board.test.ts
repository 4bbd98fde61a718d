/** The leaders' board in a real browser: entered by its button, read on a phone and at a desk, printed, and as axe sees it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askForBoard } from '../stories/board-visitor.js'
import { type Office, openOffice } from '../stories/office.js'
import { fillPublicDistrict, IDENTITY, PHONE, PRIVATE } from '../stories/public-district.js'
import { drawPlan } from '../stories/steps.js'
import { launchBrowser } from './browser.js'
import { openVisitor, type Visitor } from './visitor.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DESK = { width: 1280, height: 900, phone: false }
const PHONE_SCREEN = { width: 390, height: 844, phone: true }

describe.sequential('the board in a browser', { timeout: 240_000 }, () => {
  let office: Office
  let browser: Browser
  let desk: Visitor
  let phone: Visitor
  let paths: Record<string, string>

  beforeAll(async () => {
    office = await openOffice()
    const [draw] = await fillPublicDistrict(office)
    // One whose visits fall due without a record, as its last day passes.
    const open = await drawPlan(office, 'JH2026-01')
    const due = (await office.store.read((view) => view.draws.byNo(open)))!.due!
    await office.moveTo(`${due}T17:00:00.000Z`)
    browser = await launchBrowser()
    paths = {
      ...{ home: '/board', month: '/board?period=month', sheets: '/board/print' },
      ...{ department: '/board/departments/SCQ-GS', list: '/board/list?figure=visitsOverdue' },
      ...{ none: '/board/list?figure=undecided', visit: `/board/visits/${draw!.replace('CQ', 'RW')}-01` },
      late: `/board/visits/${open.replace('CQ', 'RW')}-01`,
    }
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await office?.close()
  })

  const overflow = (visitor: Visitor) =>
    visitor.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

  const isClean = async ({ page }: Visitor, name: string) => {
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
    await page.evaluate(AXE)
    const { violations } = (await page.evaluate('axe.run()')) as AxeResults
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      name,
    ).toEqual([])
  }

  it('is entered by the button of a link, with nothing that a script would need', async () => {
    for (const screen of [DESK, PHONE_SCREEN]) {
      const visitor = await openVisitor(browser, office.system.address, screen)
      await visitor.page.goto(await askForBoard(office, await office.who('supervisor')))
      await isClean(visitor, 'door')
      expect(await overflow(visitor)).toBe(0)
      await visitor.takesPicture(`board-door-${screen.phone ? 'phone' : 'desk'}`)
      await visitor.page.getByRole('button', { name: '进入看板' }).click()
      await visitor.page.waitForURL('**/board')
      await visitor.page.getByRole('heading', { name: '全部部门' }).waitFor()
      const [cookie] = await visitor.page.context().cookies()
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/board', secure: false })
      if (screen.phone) phone = visitor
      else desk = visitor
    }
  })

  it.each(['light', 'dark'] as const)('has no finding of axe, unfolded, in %s', async (colorScheme) => {
    for (const visitor of [desk, phone]) {
      await visitor.page.emulateMedia({ colorScheme })
      for (const [name, path] of Object.entries(paths)) {
        await visitor.page.goto(path)
        await isClean(visitor, name)
      }
      await visitor.page.emulateMedia({ colorScheme: 'light' })
    }
  })

  it('lays every page out within a phone and a desk, and in type twice as large', async () => {
    for (const [screen, visitor] of [
      ['desk', desk],
      ['phone', phone],
    ] as const) {
      for (const [name, path] of Object.entries(paths)) {
        await visitor.page.goto(path, { waitUntil: 'networkidle' })
        expect(await overflow(visitor), `${name} at ${screen}`).toBe(0)
        await visitor.page.screenshot({
          path: `test-results/board-${name}-${screen}.png`,
          fullPage: true,
          animations: 'disabled',
        })
        await visitor.page.evaluate('document.documentElement.style.fontSize = "200%"')
        expect(await overflow(visitor), `${name} at ${screen}, 200%`).toBe(0)
      }
    }
  })

  it('prints on sheets of paper, without what only a screen needs', async () => {
    const { page } = desk
    for (const name of ['sheets', 'home'] as const) {
      await page.goto(paths[name]!, { waitUntil: 'networkidle' })
      await page.emulateMedia({ media: 'print' })
      for (const hidden of ['退出', '总览', '跳到正文'])
        expect(await page.getByText(hidden, { exact: true }).isVisible(), hidden).toBe(false)
      expect(await page.getByRole('heading', { name: '期限日历' }).isVisible()).toBe(true)
      await page.setViewportSize({ width: 680, height: 960 })
      expect(await overflow(desk)).toBe(0)
      await page.screenshot({ path: `test-results/board-${name}-print.png`, fullPage: true })
      const sheets = await page.pdf({ format: 'A4', preferCSSPageSize: true })
      mkdirSync('test-results', { recursive: true })
      writeFileSync(`test-results/board-${name}.pdf`, sheets)
      expect(sheets.subarray(0, 5).toString()).toBe('%PDF-')
      await page.emulateMedia({ media: 'screen' })
      await page.setViewportSize(DESK)
    }
  })

  it('leads from a number to a visit, and never to anybody’s phone or remark', async () => {
    const { page } = phone
    await page.goto('/board')
    await page.getByRole('row').filter({ hasText: '超期未检查' }).first().waitFor()
    await page.locator('.departments tbody th a').first().click()
    await page.waitForURL('**/board/departments/**')
    await page
      .getByRole('link', { name: /^RW2026-/ })
      .first()
      .click()
    await page.waitForURL('**/board/visits/**')
    await page.getByText('检查期限').waitFor()
    for (const path of Object.values(paths)) {
      await page.goto(path)
      const text = (await page.locator('html').innerHTML()) as string
      for (const word of [PRIVATE, PHONE, IDENTITY]) expect(text, path).not.toContain(word)
      const own = /<script src="\/assets\/board-live-[0-9a-f]{16}\.js" defer=""><\/script>/
      expect(text.replace(own, ''), path).not.toContain('<script')
    }
  })

  it('keeps itself up to date, and leaves what is unfolded as it is', async () => {
    const { page } = desk
    await page.clock.install()
    await page.goto('/board')
    const told = page.getByText('数据截至')
    await page.getByText('每分钟自动更新').waitFor()
    const before = await told.textContent()
    await page.getByText('查看各指标怎样计算').click()
    await page.evaluate('document.activeElement.blur()')
    const later = new Date(office.system.clock.now().getTime() + 2 * 3_600_000)
    await office.moveTo(later.toISOString())
    await page.clock.runFor(61_000)
    await expect.poll(() => told.textContent()).not.toBe(before)
    await page.getByText('每分钟自动更新').waitFor()
    expect(await page.locator('details').first().getAttribute('open')).not.toBe(null)
  })

  it('can be left, and then is closed, in another window too', async () => {
    const { page } = phone
    const other = await page.context().newPage()
    await other.clock.install()
    await other.goto('/board')
    await page.goto('/board')
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByRole('heading', { name: '已退出' }).waitFor()
    await other.clock.runFor(61_000)
    await other.getByText('/board').waitFor()
    expect(await other.locator('table').count()).toBe(0)
    await phone.takesPicture('board-left-phone')
    expect(phone.problems).toEqual([])
    expect((await page.goto('/board'))?.status()).toBe(401)
    await phone.takesPicture('board-closed-phone')
  })

  it('asked nobody else, broke no policy and ran nobody’s script', () => {
    expect(desk.problems).toEqual([])
  })
})
