/** The lists of items and plans on a phone. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, openOffice } from '../stories/office.js'
import { launchBrowser } from './browser.js'
import { openVisitor, type Visitor } from './visitor.js'

describe.sequential('items and plans on a phone', { timeout: 60_000 }, () => {
  let office: Office
  let browser: Browser
  let phone: Visitor

  beforeAll(async () => {
    browser = await launchBrowser()
    office = await openOffice()
    phone = await openVisitor(browser, office.system.address, { width: 390, height: 844, phone: true })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await office?.close()
  })

  const overflow = () =>
    phone.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

  it('leads from the front page to the plans, and from a plan to its items', async () => {
    await phone.page.goto('/')
    await phone.page.getByRole('link', { name: '抽查计划' }).click()
    await phone.page.getByRole('heading', { name: '2026年度餐饮服务单位部门联合抽查' }).waitFor()
    expect(await overflow()).toBe(0)
    await phone.takesPicture('plans-phone')
    await phone.page.getByRole('link', { name: '登记事项检查' }).click()
    await phone.page.waitForURL('**/items#GS-03')
  })

  it('opens an item with everything about it', async () => {
    const item = phone.page.locator('details', { hasText: 'GS-03' })
    await item.locator('summary').click()
    await item.getByText('《市场主体登记管理条例》第三十八条').waitFor()
    expect(await overflow()).toBe(0)
    await phone.takesPicture('items-phone')
    expect(phone.problems).toEqual([])
  })
})
