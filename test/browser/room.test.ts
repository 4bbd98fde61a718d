import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, openOffice } from '../stories/office.js'
import { launchBrowser } from './browser.js'
import { openVisitor, type Visitor } from './visitor.js'

const DESK = { width: 1280, height: 800, phone: false }
const PHONE = { width: 390, height: 844, phone: true }

/** The whole job by what the page shows: each step stands on the one before. */
describe('the room in a browser', { timeout: 60_000 }, () => {
  let office: Office
  let browser: Browser
  let desk: Visitor
  let phone: Visitor
  let inspector: string
  let visit: string

  beforeAll(async () => {
    office = await openOffice()
    browser = await launchBrowser()
    desk = await openVisitor(browser, office.system.address, DESK)
    phone = await openVisitor(browser, office.system.address, PHONE)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await office?.close()
  })

  it('welcomes a newcomer and lets him choose a clerk', async () => {
    const { page } = desk
    await page.goto(`${office.system.address}/room`)
    await page.getByRole('dialog', { name: '双随机、一公开' }).waitFor()
    await desk.takesPicture('desk-01-welcome')
    await desk.presses('选择身份，开始')
    await page.getByRole('searchbox').fill('法制办 经办')
    await desk.takesPicture('desk-02-people')
    await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click()
    await page.getByRole('link', { name: '双随机办公室群' }).click()
    await page.getByRole('heading', { name: '双随机办公室群' }).waitFor()
    await desk.takesPicture('desk-03-empty')
  })

  it('draws a plan by its button and shows the commit', async () => {
    await desk.page.getByRole('combobox', { name: '消息' }).pressSequentially('/')
    await desk.takesPicture('desk-04-palette')
    await desk.says('/draw')
    await desk.hears('您现在可以抽取的计划')
    await desk.takesPicture('desk-05-plans')
    await desk.presses('抽取 JH2026-01')
    const committed = await desk.hears('【抽取 CQ2026-001】')
    expect(await committed.locator('.hash').textContent()).toMatch(/^[0-9a-f]{64}$/)
    await desk.takesPicture('desk-06-commit')
  })

  it('takes another person as witness and shows the result with two files', async () => {
    const { page } = desk
    await desk.presses('换一个人')
    await page.getByRole('searchbox').fill('工商分局 领导')
    await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click()
    await page.getByRole('link', { name: '双随机办公室群' }).click()
    await desk.says('/witness 今天的天气是晴天 🌤')
    await desk.hears('【抽取结果 CQ2026-001】')
    await page.getByRole('link', { name: /^下载 CQ2026-001/ }).nth(1).waitFor()
    await desk.takesPicture('desk-07-result-end')
    expect(await page.getByRole('link', { name: /^下载 CQ2026-001/ }).count()).toBe(2)
    await (await desk.hears('【抽取结果 CQ2026-001】')).evaluate('(node) => node.scrollIntoView()')
    await desk.takesPicture('desk-08-result-top')
  })

  it('gives the list as a file that Office can open', async () => {
    const waiting = desk.page.waitForEvent('download')
    await desk.page.getByRole('link', { name: '下载 CQ2026-001 抽查名单.xlsx' }).click()
    const bytes = await readFile(await (await waiting).path())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
  })

  it('shows a drawn inspector his tasks, and takes 收到', async () => {
    const assignments = await office.store.read((view) => view.visits.assignmentsOfDraw('CQ2026-001'))
    const first = assignments[0]!
    visit = first.visit
    inspector = (await office.store.read((view) => view.people.get(first.person)))!.name
    await desk.presses('换一个人')
    await desk.takesPicture('desk-09-people-news')
    await desk.page.getByRole('searchbox').fill(inspector)
    await desk.page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click()
    await desk.page.getByRole('link', { name: '双随机助手' }).click()
    await desk.hears('【检查任务】')
    await desk.takesPicture('desk-10-assignment')
    await desk.presses('收到')
    await desk.hears('已记下您收到')
    await desk.takesPicture('desk-11-ack')
  })

  it('takes the record by questions and buttons', async () => {
    await desk.presses(`填报 ${visit}`)
    await desk.hears('检查结果是')
    await desk.takesPicture('desk-12-question')
    await desk.presses('未发现问题')
    await desk.hears('被检查单位负责人签字或盖章了吗')
    await desk.presses('是')
    await desk.hears('哪一天检查的')
    await desk.presses('今天')
    await desk.hears('备注')
    await desk.takesPicture('desk-13-note')
    await desk.presses('无')
    await desk.hears('请核对')
    await desk.takesPicture('desk-14-confirm')
    await desk.presses('提交')
    await desk.hears(/回执号 HZ20260310-0001/)
    await desk.takesPicture('desk-15-receipt')
  })

  it('attaches a photo to the record', async () => {
    await desk.page
      .getByLabel('添加附件或照片')
      .setInputFiles({ name: '现场照片.png', mimeType: 'image/png', buffer: drawPhoto(160, 120) })
    await desk.page.getByText('现场照片.png').waitFor()
    await desk.takesPicture('desk-16-attached')
    await desk.presses('发送')
    await desk.hears('已附到 HZ20260310-0001')
    await desk.takesPicture('desk-17-photo')
  })

  it('moves the clock until the leaders read the digest', async () => {
    await desk.presses('到 17:30')
    await desk.page.getByRole('link', { name: '领导小组群' }).click()
    await desk.hears('【双随机日报】')
    await desk.takesPicture('desk-18-digest')
  })

  it('moves the clock on until a reminder comes', async () => {
    await desk.page.getByRole('link', { name: '双随机助手' }).click()
    for (let days = 0; days < 40; days += 5) {
      if ((await desk.messages().filter({ hasText: '以下任务还没有检查记录' }).count()) > 0) break
      await desk.presses('+5 天')
      await desk.page.getByRole('button', { name: '+5 天' }).isEnabled()
      await desk.page.waitForTimeout(1000)
    }
    await desk.hears('以下任务还没有检查记录')
    await desk.takesPicture('desk-19-reminder')
  })

  it('shows the public the draw, never the firms', async () => {
    const { page } = desk
    await page.goto(`${office.system.address}/`)
    await desk.takesPicture('desk-20-home')
    await page.getByRole('link', { name: /CQ2026-001/ }).click()
    await page.getByText('见证与种子').waitFor()
    await page.screenshot({ path: 'test-results/desk-21-draw.png', fullPage: true })
  })

  it('works on a phone', async () => {
    const { page } = phone
    await page.goto(`${office.system.address}/room`)
    await phone.takesPicture('phone-01-welcome')
    await phone.presses('选择身份，开始')
    await phone.takesPicture('phone-02-people')
    await page.getByRole('searchbox').fill(inspector)
    await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click()
    await phone.takesPicture('phone-03-chats')
    await page.getByRole('link', { name: '双随机助手' }).click()
    await phone.hears('【检查任务】')
    await phone.takesPicture('phone-04-private')
    for (const [name, text] of [
      ['assignment', '【检查任务】'],
      ['receipt', '回执号'],
      ['reminder', '以下任务还没有检查记录'],
    ] as const) {
      await phone.messages().filter({ hasText: text }).first().evaluate('(node) => node.scrollIntoView()')
      await phone.takesPicture(`phone-05-${name}`)
    }
    await phone.presses('返回会话列表')
    await page.getByRole('link', { name: '双随机办公室群' }).click()
    await phone.hears('【抽取结果 CQ2026-001】')
    await phone.takesPicture('phone-06-office')
    for (const [name, text] of [
      ['plans', '您现在可以抽取的计划'],
      ['commit', '【抽取 CQ2026-001】'],
      ['result', '【抽取结果 CQ2026-001】'],
    ] as const) {
      await phone.messages().filter({ hasText: text }).first().evaluate('(node) => node.scrollIntoView()')
      await phone.takesPicture(`phone-07-${name}`)
    }
    await phone.presses('选择指令')
    await phone.takesPicture('phone-08-palette')
    await page.keyboard.press('Escape')
    await phone.presses('时钟与提示')
    await phone.takesPicture('phone-09-side')
    await page.goto(`${office.system.address}/`)
    await page.screenshot({ path: 'test-results/phone-10-home.png', fullPage: true })
    await page.goto(`${office.system.address}/draws/CQ2026-001`)
    await page.screenshot({ path: 'test-results/phone-11-draw.png', fullPage: true })
  })

  it('has no errors, failed requests or requests to other hosts', () => {
    expect(desk.problems).toEqual([])
    expect(phone.problems).toEqual([])
  })
})

function drawPhoto(width: number, height: number): Buffer {
  const rows = Buffer.concat(
    Array.from({ length: height }, (_, y) =>
      Buffer.concat([
        Buffer.from([0]),
        Buffer.from(Array.from({ length: width }, (_, x) => [120 + (x >> 1), 140 + (y >> 1), 200]).flat()),
      ]),
    ),
  )
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
void [copyFile, mkdir, join]
