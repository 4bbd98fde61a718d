import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBigProof } from '../../bench/big-proof.js'
import { jcs } from '../../commands/rules/draw/hash.js'
import { type Office, openOffice } from '../stories/office.js'
import { drawPlan } from '../stories/steps.js'
import { launchBrowser } from './browser.js'
import { openVisitor, type Screen, type Visitor } from './visitor.js'

const DESK: Screen = { width: 1280, height: 900, phone: false }
const PHONE: Screen = { width: 390, height: 844, phone: true }

describe.sequential('the check of a proof in a browser', { timeout: 60_000 }, () => {
  let office: Office
  let browser: Browser
  let no: string
  let proof: string
  let folder: string

  beforeAll(async () => {
    browser = await launchBrowser()
    office = await openOffice()
    no = await drawPlan(office, 'JH2026-04')
    proof = await (await office.request(`/draws/${no}/proof.json`)).text()
    folder = mkdtempSync(join(tmpdir(), 'ssj-check-'))
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const verdictOf = async (page: Page, title: string) => {
    const verdict = page.locator('#verdict').filter({ has: page.getByRole('heading', { name: title }) })
    await verdict.waitFor()
    return (await verdict.locator('.why').textContent())!
  }
  const choose = (page: Page, words: string) =>
    page.setInputFiles('#file', {
      ...{ name: 'proof.json', mimeType: 'application/json' },
      buffer: Buffer.from(words),
    })
  const passed = (page: Page) => page.locator('#sections .done').count()

  describe('on the site, from the draw’s own page', () => {
    let phone: Visitor

    beforeAll(async () => {
      phone = await openVisitor(browser, office.system.address, PHONE)
    })

    it('starts at once, ticks every section and says that the draw matches', async () => {
      await phone.page.goto(`/draws/${no}`)
      await phone.page.getByRole('link', { name: '在浏览器中核验' }).click()
      const why = await verdictOf(phone.page, '核验一致')
      expect(why).toContain(`${no}：从 394 家企业中抽取 30 家，90 个检查席位`)
      expect(await passed(phone.page)).toBe(12)
      const { commitHash } = (await office.store.read((view) => view.draws.byNo(no)))!
      expect(await phone.page.locator('#commit').textContent()).toBe(commitHash)
      await phone.takesPicture('check-phone-match')
    })

    it('looks up a drawn firm with its inspectors, one not drawn, one left out and one not in scope', async () => {
      const { page } = phone
      const { selected, roster, files } = JSON.parse(proof) as {
        selected: [string, number, number, string][]
        roster: [string, string, string][]
        files: { sheet: string; excluded: string }
      }
      const firms = files.sheet
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as [string])[0])
      const drawn = new Set(selected.map((row) => row[3]))
      const answer = page.locator('#answer')
      await page.selectOption('#chosen', selected[1]![3])
      await answer.getByRole('heading', { name: '抽中', exact: true }).waitFor()
      for (const part of [`它排第 ${selected[1]![1]}`, ...roster.slice(3, 6).map(([, , one]) => one)]) {
        expect(await answer.textContent()).toContain(part)
      }
      await phone.takesPicture('check-phone-look-up')
      const ask = async (firm: string, title: string) => {
        await page.getByLabel('企业编码').fill(firm)
        await phone.presses('查询')
        await answer.getByRole('heading', { name: title }).waitFor()
        return answer.textContent()
      }
      expect(await ask(firms.find((firm) => !drawn.has(firm))!, '没有抽中')).toContain('抽中的界线')
      const [out, reason] = JSON.parse(files.excluded.split('\n')[0]!) as [string, string]
      expect(await ask(out.toLowerCase(), '不列入抽取')).toContain(reason)
      await ask('91330100MA00000000', '不在抽查范围内')
    })

    it('says where a changed proof first differs', async () => {
      await choose(phone.page, proof.replace('春天来了', '秋天来了'))
      expect(await verdictOf(phone.page, '核验不一致')).toMatch(/^最先不符的是第 5 项“见证人”/)
      expect(await passed(phone.page)).toBe(4)
      expect(await phone.page.locator('#look-up').isVisible()).toBe(false)
      await phone.takesPicture('check-phone-mismatch')
    })

    it('tells a file cut short from one that is no proof', async () => {
      await choose(phone.page, proof.slice(0, 5000))
      expect(await verdictOf(phone.page, '没有可以核验的证明')).toContain('文件不完整')
      await choose(phone.page, '这不是证明')
      await phone.page.getByText('文件不是 JSON').waitFor()
    })

    it('violates no policy, lays out within the screen, and asks nobody else', async () => {
      const { scroll, client } = (await phone.page.evaluate(
        '({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth })',
      )) as { scroll: number; client: number }
      expect(scroll).toBe(client)
      expect(phone.problems).toEqual([])
    })
  })

  it('allows exactly the script and style of the page itself', async () => {
    const policy = (await office.request('/verify')).headers.get('content-security-policy')!
    expect(policy).toMatch(/script-src 'sha256-[^']+'; style-src 'sha256-[^']+';.*frame-ancestors 'none'/)
    expect(policy).not.toContain('unsafe')
  })

  describe('asked for a draw by its number', () => {
    const ask = async (typed: string, answer?: { status: number; body: string } | 'unreachable') => {
      const visitor = await openVisitor(browser, office.system.address, DESK)
      if (answer) {
        await visitor.page.route('**/proof.json', (route) =>
          answer === 'unreachable'
            ? route.abort('connectionrefused')
            : route.fulfill({ ...answer, contentType: 'application/json' }),
        )
      }
      await visitor.page.goto('/verify')
      await visitor.page.getByLabel('抽取编号或网址').fill(typed)
      await visitor.presses('核验')
      const title = /核验一致|核验不一致|没有可以核验的证明/
      await visitor.page.locator('#verdict').getByRole('heading', { name: title }).waitFor()
      const said = await visitor.page.locator('#verdict').textContent()
      await visitor.page.context().close()
      return said
    }

    it('takes a number in any spelling, and an address of this site', async () => {
      expect(await ask(` ${no.toLowerCase()} `)).toContain('核验一致')
      expect(await ask(`${office.system.address}/draws/${no}`)).toContain('核验一致')
    })

    it('says what is wrong otherwise', async () => {
      expect(await ask('第一次')).toContain('没有看懂抽取编号')
      expect(await ask(`http://elsewhere.example/draws/${no}`)).toContain('请先下载')
      expect(await ask('CQ2026-999')).toContain('没有 CQ2026-999 这次抽取')
      expect(await ask(no, 'unreachable')).toContain('连不上服务器')
      const closed = JSON.stringify({ error: '证明将于 2026-04-01 公布。' })
      expect(await ask(no, { status: 403, body: closed })).toContain('证明将于 2026-04-01 公布。')
      expect(await ask(no, { status: 500, body: 'x' })).toContain('稍后再试')
      expect(await ask(no, { status: 200, body: '{"protocol":"dr2"}\n' })).toContain('dr2')
    })
  })

  describe('of a proof that is too big for one file', () => {
    const LISTS = ['sheet', 'excluded', 'inspectors', 'seats'] as const
    type Texts = Record<(typeof LISTS)[number], string>
    const slim = () => {
      const { commit, files, ...rest } = JSON.parse(proof) as { commit: Texts; files: Texts }
      const named = Object.fromEntries(LISTS.map((name) => [name, { sha256: commit[name] }]))
      return { bytes: `${jcs({ commit, ...rest, files: named })}\n`, files }
    }
    const asFile = (name: string, text: string) => ({
      ...{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) },
    })

    it('fetches the lists from the site', async () => {
      const visitor = await openVisitor(browser, office.system.address, DESK)
      const fetched: string[] = []
      visitor.page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
      await visitor.page.route('**/proof.json', (route) =>
        route.fulfill({ body: slim().bytes, contentType: 'application/json' }),
      )
      await visitor.page.goto(`/verify?draw=${no}`)
      expect(await verdictOf(visitor.page, '核验一致')).toContain('从 394 家企业中抽取 30 家')
      expect(fetched).toEqual(expect.arrayContaining(LISTS.map((name) => `/draws/${no}/files/${name}.jsonl`)))
      expect(visitor.problems).toEqual([])
      await visitor.page.context().close()
    })

    it('fetches them for a proof that was chosen from the disk as well, and says which one it cannot get', async () => {
      const { page } = await openVisitor(browser, office.system.address, PHONE)
      await page.goto('/verify')
      await page.setInputFiles('#file', asFile('proof.json', slim().bytes))
      await verdictOf(page, '核验一致')
      await page.route('**/files/seats.jsonl', (route) => route.abort('connectionrefused'))
      await page.setInputFiles('#file', asFile('proof.json', slim().bytes))
      expect(await verdictOf(page, '还缺名单文件')).toContain('seats.jsonl')
      await page.route('**/proof.json', (route) =>
        route.fulfill({ body: slim().bytes, contentType: 'application/json' }),
      )
      await page.goto(`/verify?draw=${no}`)
      expect(await verdictOf(page, '还缺名单文件')).toMatch(/取不到名单文件 seats\.jsonl：连不上服务器/)
      await page.context().close()
    })

    it('takes lists that are chosen with it or after it without a network, and says where one was changed', async () => {
      const copy = join(folder, 'offline.html')
      writeFileSync(copy, await (await office.request('/verify')).text())
      const context = await browser.newContext({ offline: true })
      const page = await context.newPage()
      await page.goto(pathToFileURL(copy).href)
      const { bytes, files } = slim()
      const lists = LISTS.map((name) => asFile(`${name}.jsonl`, files[name]))
      await page.setInputFiles('#file', [...lists, asFile('proof.json', bytes)])
      await verdictOf(page, '核验一致')
      await page.setInputFiles('#file', [asFile('proof.json', bytes), ...lists.slice(2)])
      expect(await verdictOf(page, '还缺名单文件')).toContain('还缺 sheet.jsonl、excluded.jsonl。')
      await page.setInputFiles('#file', lists[0]!)
      await page.getByText('还缺 excluded.jsonl。').waitFor()
      await page.setInputFiles('#file', lists[1]!)
      await verdictOf(page, '核验一致')
      const changed = asFile('sheet.jsonl', files.sheet.replace('"A",1,', '"A",2,'))
      await page.setInputFiles('#file', [asFile('proof.json', bytes), changed, ...lists.slice(1)])
      expect(await verdictOf(page, '核验不一致')).toMatch(/^最先不符的是第 3 项.*企业名单/)
      await page.context().close()
    })
  })

  it('is saved by its link as one file that checks without any network', async () => {
    const desk = await openVisitor(browser, office.system.address, DESK)
    await desk.page.goto('/verify')
    const [download] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.page.getByRole('link', { name: '保存本页，离线核验' }).click(),
    ])
    const copy = join(folder, 'check.html')
    await download.saveAs(copy)
    expect(readFileSync(copy, 'utf8')).not.toMatch(/(src|href)="(?!data:|\/)/)
    const asked: string[] = []
    const wrong: string[] = []
    const context = await browser.newContext({ offline: true })
    const page = await context.newPage()
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (line) => wrong.push(line.text()))
    page.on('pageerror', (error) => wrong.push(error.message))
    await page.goto(pathToFileURL(copy).href)
    expect(await page.locator('#by-number').isVisible()).toBe(false)
    await choose(page, makeBigProof({ firms: 3000, visits: 30, inspectors: 20 }))
    expect(await verdictOf(page, '核验一致')).toContain('从 3000 家企业中抽取 30 家')
    expect(asked.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([])
    expect(wrong).toEqual([])
    await context.close()
    expect(desk.problems).toEqual([])
  })
})
