import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, openOffice } from '../stories/office.js'
import { launchBrowser } from './browser.js'
import { drawPhoto } from './draw-photo.js'
import { openVisitor, type Screen, type Visitor } from './visitor.js'

const DESK: Screen = { width: 1280, height: 800, phone: false }
const PHONE: Screen = { width: 390, height: 844, phone: true }
const HASH = /^[0-9a-f]{64}$/
/** A control that a screen reader could only call by its kind. */
const NAMELESS = /^\s*- (button|link|textbox|searchbox|combobox|option)( \[.*\])?:?$/m

describe.sequential('the room and the public pages in a browser', { timeout: 60_000 }, () => {
  let office: Office
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
    office = await openOffice()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await office?.close()
  })

  /** Who holds a seat of a draw, counted from the first or, below zero, from the last. */
  const whoIsDrawn = (draw: string, seat: number) =>
    office.store.read(async (view) => {
      const { visit, person } = (await view.visits.assignmentsOfDraw(draw)).at(seat)!
      return { visit, name: (await view.people.get(person))!.name }
    })

  /** The whole job by what the page shows: each step stands on the one before. */
  describe('on a desk', () => {
    let desk: Visitor
    let visit: string

    beforeAll(async () => {
      desk = await openVisitor(browser, office.system.address, DESK)
    })

    it('welcomes a newcomer and lets him choose a clerk of the office by keys alone', async () => {
      const { keyboard } = desk.page
      await desk.page.goto('/room')
      await desk.page.getByRole('dialog', { name: '双随机、一公开' }).waitFor()
      await desk.takesPicture('desk-welcome')
      await keyboard.press('Enter')
      await desk.page.getByRole('dialog', { name: '选择身份' }).waitFor()
      await desk.takesPicture('desk-people')
      await keyboard.press('Control+A')
      await keyboard.type('法制办 经办')
      await keyboard.press('Enter')
      await desk.page.getByRole('heading', { name: '双随机办公室群' }).waitFor()
      await desk.page.getByText('还没有消息').waitFor()
      await desk.takesPicture('desk-empty')
    })

    it('offers the commands and lists the plans by keys alone', async () => {
      const { keyboard } = desk.page
      const entry = desk.page.getByRole('combobox', { name: '消息' })
      await keyboard.type('/')
      await desk.page.getByRole('option', { name: /witness/ }).waitFor()
      await desk.takesPicture('desk-commands')
      await keyboard.press('ArrowDown')
      await keyboard.press('Enter')
      expect(await entry.inputValue()).toBe('/draw ')
      await keyboard.press('Enter')
      await desk.hears('您现在可以抽取的计划')
      await desk.takesPicture('desk-plans')
    })

    it('draws a plan by its button and shows the commit', async () => {
      const button = desk.page.getByRole('button', { name: '抽取 JH2026-01' })
      const isReached = () => button.evaluate((node) => node.matches(':focus'))
      for (let steps = 0; steps < 9 && !(await isReached()); steps += 1) {
        await desk.page.keyboard.press('Shift+Tab')
      }
      expect(await isReached()).toBe(true)
      await desk.page.keyboard.press('Enter')
      const committed = await desk.hears('【抽取 CQ2026-001】')
      expect(await committed.locator('.hash').textContent()).toMatch(HASH)
      await desk.takesPicture('desk-commit')
    })

    it('takes a witness, and shows the result from its beginning with two files', async () => {
      await desk.presses('换一个人')
      await desk.picks('工商分局 领导')
      await desk.opens('双随机办公室群')
      await desk.says('/witness 今天的天气是晴天 🌤')
      const result = await desk.hears('【抽取结果 CQ2026-001】')
      await desk.page.getByRole('link', { name: '下载 CQ2026-001 抽查名单.xlsx' }).waitFor()
      expect(await desk.page.getByRole('link', { name: /^下载 CQ2026-001/ }).count()).toBe(2)
      expect((await result.boundingBox())?.y).toBeGreaterThanOrEqual(0)
      await desk.page.getByRole('img', { name: '有未读消息' }).first().waitFor()
      await desk.takesPicture('desk-result', 'room-desk')
      await desk.presses('展开全文（共 87 行）')
      await desk.takesPicture('desk-result-unfolded')
    })

    it('gives the list as a file that Office can open', async () => {
      const [download] = await Promise.all([
        desk.page.waitForEvent('download'),
        desk.page.getByRole('link', { name: '下载 CQ2026-001 抽查名单.xlsx' }).click(),
      ])
      const bytes = await readFile(await download.path())
      expect(bytes.subarray(0, 2).toString()).toBe('PK')
    })

    it('marks who has news, and shows a drawn inspector his tasks', async () => {
      const drawn = await whoIsDrawn('CQ2026-001', 0)
      visit = drawn.visit
      await desk.presses('换一个人')
      await desk.page.getByRole('dialog').getByText('有新私信').first().waitFor()
      await desk.takesPicture('desk-people-news')
      await desk.picks(drawn.name)
      await desk.opens('双随机助手')
      const assignment = await desk.hears('【检查任务】')
      expect(await assignment.textContent()).toContain(visit)
      await desk.takesPicture('desk-assignment')
      await desk.presses('收到')
      await desk.hears('已记下您收到')
    })

    it('takes the record by questions and buttons to the receipt', async () => {
      await desk.presses(`填报 ${visit}`)
      await desk.hears('检查结果是')
      await desk.takesPicture('desk-question')
      await desk.presses('未发现问题')
      await desk.hears('被检查单位负责人签字或盖章了吗')
      await desk.presses('是')
      await desk.hears('哪一天检查的')
      await desk.presses('今天')
      await desk.hears('备注')
      await desk.presses('无')
      await desk.hears('请核对')
      await desk.takesPicture('desk-confirm')
      await desk.presses('提交')
      await desk.hears('回执号 HZ20260310-0001')
      await desk.takesPicture('desk-receipt')
      expect(await desk.page.locator('.mine .bubble').last().textContent()).toBe('提交')
    })

    it('attaches a photo to the record', async () => {
      const photo = { name: '现场照片.png', mimeType: 'image/png', buffer: drawPhoto(240, 180) }
      await desk.page.getByLabel('添加附件或照片').setInputFiles(photo)
      await desk.page.getByRole('button', { name: '去掉 现场照片.png' }).waitFor()
      await desk.takesPicture('desk-attached')
      await desk.presses('发送')
      await desk.hears('已附到 HZ20260310-0001：本次 1 个')
      const shown = desk.page.getByRole('img', { name: '现场照片.png' })
      const seen = await shown.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth)
      expect(seen).toBe(240)
      await desk.takesPicture('desk-photo')
    })

    it('attaches the place where the browser is, and one that is typed where it does not say', async () => {
      await desk.page.context().grantPermissions(['geolocation'])
      await desk.page.context().setGeolocation({ latitude: 29.53312, longitude: 106.50491 })
      await desk.presses('发送位置')
      await desk.page.getByRole('button', { name: '去掉 位置 北纬29.53312 东经106.50491.geojson' }).waitFor()
      await desk.page.context().clearPermissions()
      desk.page.once('dialog', (dialog) => dialog.accept('２９．５，１０６．４'))
      await desk.presses('发送位置')
      await desk.page.getByRole('button', { name: '去掉 位置 北纬29.50000 东经106.40000.geojson' }).waitFor()
      await desk.presses('发送')
      await desk.hears('已附到 HZ20260310-0001：本次 2 个')
    })

    it('shows the leaders the digest once the clock is past 17:30', async () => {
      await desk.opens('领导小组群')
      await desk.hears('【抽取公告 CQ2026-001】')
      expect(await desk.messages('【双随机日报】').count()).toBe(0)
      await desk.presses('到 17:30')
      await desk.hears('【双随机日报】3月10日')
      await desk.takesPicture('desk-digest')
    })

    it('reminds the inspector when the clock comes near the deadline', async () => {
      await desk.opens('双随机助手')
      await desk.presses('到下个 9:00')
      const reminder = desk.messages('个工作日到期】以下任务还没有检查记录')
      for (let moves = 0; moves < 8 && (await reminder.count()) === 0; moves += 1) {
        await desk.presses('+5 天')
        await desk.page.locator('#jumps button:enabled').last().waitFor()
      }
      await reminder.last().waitFor()
      expect(await reminder.last().textContent()).not.toContain(visit)
      await desk.takesPicture('desk-reminder')
    })

    it('names every control to a screen reader', async () => {
      expect(await desk.page.locator('body').ariaSnapshot()).not.toMatch(NAMELESS)
    })

    it('shows the public the draw, and never a firm or an inspector', async () => {
      await desk.page.goto('/')
      await desk.takesPicture('desk-home')
      await desk.page.getByRole('link', { name: /CQ2026-001/ }).click()
      await desk.page.waitForURL('**/draws/CQ2026-001')
      expect(await desk.page.locator('.hash').first().textContent()).toMatch(HASH)
      const text = await desk.page.locator('body').textContent()
      expect(text).toContain('今天的天气是晴天')
      expect(text).not.toMatch(/RW2026|有限公司/)
      await desk.takesPicture('desk-draw')
    })

    it('has neither errors nor failed requests nor requests to other hosts', () => {
      expect(desk.problems).toEqual([])
    })
  })

  describe('on a phone', () => {
    let phone: Visitor

    beforeAll(async () => {
      phone = await openVisitor(browser, office.system.address, PHONE)
    })

    it('lets a clerk draw', async () => {
      await phone.page.goto('/room')
      await phone.takesPicture('phone-welcome')
      await phone.presses('选择身份，开始')
      await phone.takesPicture('phone-people')
      await phone.picks('法制办 经办')
      await phone.takesPicture('phone-chats')
      await phone.opens('双随机办公室群')
      await phone.presses('选择指令')
      await phone.takesPicture('phone-commands')
      await phone.page.getByRole('option', { name: '/draw' }).click()
      await phone.presses('发送')
      await phone.messages('您现在可以抽取的计划').nth(1).waitFor()
      await phone.takesPicture('phone-plans')
      await phone.presses('抽取 JH2026-04')
      const committed = await phone.hears('【抽取 CQ2026-002】')
      expect(await committed.locator('.hash').textContent()).toMatch(HASH)
      await phone.takesPicture('phone-commit')
    })

    it('lets another person witness and read the result', async () => {
      await phone.presses('时钟与提示')
      await phone.takesPicture('phone-side')
      await phone.presses('换一个人')
      await phone.picks('食药监 领导')
      await phone.presses('返回')
      await phone.says('/witness 今天的天气是晴天')
      await phone.hears('【抽取结果 CQ2026-002】')
      await phone.page.getByRole('link', { name: '下载 CQ2026-002 抽查名单.xlsx' }).waitFor()
      await phone.takesPicture('phone-result')
    })

    it('lets a drawn inspector read his tasks and record a visit', async () => {
      const drawn = await whoIsDrawn('CQ2026-002', -1)
      await phone.presses('返回会话列表')
      await phone.page.getByRole('navigation', { name: '会话' }).getByRole('button').first().click()
      await phone.picks(drawn.name)
      await phone.opens('双随机助手')
      await phone.hears('【检查任务】')
      await phone.takesPicture('phone-assignment')
      await phone.presses('收到')
      await phone.hears('已记下您收到')
      await phone.presses(`填报 ${drawn.visit}`)
      await phone.hears('检查结果是')
      await phone.takesPicture('phone-question')
      for (const answer of ['未发现问题', '是', '今天', '无', '提交']) await phone.presses(answer)
      await phone.hears('回执号 HZ20260331-0001')
      await phone.takesPicture('phone-receipt', 'room-phone')
    })

    it('fits the public pages to its width', async () => {
      for (const [name, path] of [
        ['phone-home', '/'],
        ['phone-draw', '/draws/CQ2026-001'],
      ] as const) {
        await phone.page.goto(path)
        expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
        await phone.takesPicture(name)
      }
    })

    it('has neither errors nor failed requests nor requests to other hosts', () => {
      expect(phone.problems).toEqual([])
    })
  })
})
