/** What follows a draw: the announcement, the proof in the chat, its check, and what anybody finds on the pages. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../../commands/command.js'
import { verify } from '../../commands/draws/verify.js'
import { messages } from '../../commands/messages.js'
import { hashOfText } from '../../commands/rules/draw/hash.js'
import type { Draw, FileRef, RoomMessage } from '../../db/store.js'
import { checkExport } from '../../server/ledger/check-export.js'
import { exportLedger } from '../../server/ledger/export-ledger.js'
import { verifyProof } from '../../server/verify/verify-proof.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, tell } from './steps.js'

type Row = [firm: string, ...unknown[]]

describe('after a draw', () => {
  let office: Office
  let clerk: string
  let leader: string
  let proof: string

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
    leader = await office.who('leader', 'SCQ-GS')
    await drawPlan(office, 'JH2026-01')
    proof = await (await office.request('/draws/CQ2026-001/proof.json')).text()
  })
  afterAll(() => office.close())

  const filesIn = async (chat: string) => (await office.read(chat)).flatMap((one) => one.files)
  const page = async (path: string) => {
    const response = await office.request(path, { headers: { accept: 'text/html' } })
    return { status: response.status, text: (await response.text()).replace(/<[^>]*>/g, '') }
  }

  async function bytesOf({ hash, name }: FileRef): Promise<Buffer> {
    const response = await office.request(`/room/files/${hash}?name=${encodeURIComponent(name)}`)
    return Buffer.from(await response.arrayBuffer())
  }

  async function upload(name: string, content: string | Buffer): Promise<FileRef> {
    const response = await office.request(`/room/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: content,
    })
    return (await response.json()) as FileRef
  }

  async function verifyFile(
    name: string,
    content: string | Buffer,
    text = '/verify',
  ): Promise<RoomMessage[]> {
    return office.say(leader, `private:${leader}`, text, [await upload(name, content)])
  }

  async function changeDraw(change: Partial<Draw>): Promise<void> {
    await office.store.write(async (tx) => {
      const draw = (await tx.draws.byNo('CQ2026-001'))!
      await tx.draws.advance(draw.id, draw.version, change)
    })
  }

  it('shows the result as pictures of a phone’s width to those who get it whole', async () => {
    const pictures = (await filesIn('office')).filter(({ mime }) => mime === 'image/png')
    expect(pictures.map(({ name }) => name)).toEqual([1, 2, 3].map((n) => `CQ2026-001 抽取结果图 ${n}.png`))
    for (const picture of pictures) {
      const bytes = await bytesOf(picture)
      expect(bytes.subarray(1, 4).toString()).toBe('PNG')
      // The first chunk begins with width and height.
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20) < 5000]).toEqual([1080, true])
    }
    expect(await filesIn('dept:SCQ-GS')).toEqual(await filesIn('office'))
  })

  it('tells everybody the address and how to check, the others with the QR code alone', async () => {
    const { address } = office.system
    const how = messages.proof.howToCheck('CQ2026-001', address, null)
    expect(how).toContain(`${address}/draws/CQ2026-001\n`)
    for (const chat of ['office', 'leaders', 'dept:SCQ-GS', 'dept:SCQ-LY']) {
      const told = (await office.read(chat)).filter(({ text }) => text.includes(how))
      expect(told, chat).toHaveLength(1)
    }
    const [notice, ...more] = (await office.read('leaders')).filter(({ from }) => from === 'bot')
    expect([notice?.files.map(({ name }) => name), more]).toEqual([['CQ2026-001 二维码.png'], []])
  })

  it.each(['/proof', '/proof cq2026-1', '/证明 CQ2026-001'])(
    '%s sends the proof as it is served',
    async (text) => {
      const answers = await office.say(leader, 'leaders', text)
      expect(answers).toHaveLength(1)
      expect(answers[0]?.text).toBe(messages.proof.sent('CQ2026-001', office.system.address))
      expect(answers[0]?.files.map(({ name }) => name)).toEqual(['CQ2026-001 抽取证明.json'])
      const bytes = await bytesOf(answers[0]!.files[0]!)
      expect(bytes.toString()).toBe(proof)
      expect(verifyProof(bytes)).toEqual({ result: 'match', about: expect.anything() })
    },
  )

  it.each(['/verify', '/验证 CQ2026-001'])(
    '%s says that it matches, and how to check apart from the bot',
    async (text) => {
      const [answer, ...more] = await office.say(clerk, 'office', text)
      const { address } = office.system
      expect([answer?.text, more]).toEqual([
        messages.verify.ofDraw('CQ2026-001', verifyProof(Buffer.from(proof)), address),
        [],
      ])
      expect(answer?.text).toMatch(/相符[\s\S]*不能代替独立核验[\s\S]*ssj_verify\.py/)
    },
  )

  it('checks a proof file that came with the message instead', async () => {
    const [good] = await verifyFile('证明.json', proof)
    expect(good?.text).toBe(messages.verify.ofFile('证明.json', verifyProof(Buffer.from(proof)), null))
    expect(good?.text).toMatch(/相符[\s\S]*CQ2026-001[\s\S]*\n[0-9a-f]{64}\n/)
    const [bad] = await verifyFile('改过.json', proof.replace('春天来了', '秋天来了'))
    expect(bad?.text).toMatch(/^【核验文件 改过\.json】不符：在“见证”一步，第 1 位/)
  })

  it('does not take another draw’s proof for the one that was meant, nor a stranger’s for the office’s own', async () => {
    const foreign = readFileSync('docs/conformance/small.proof.json', 'utf8')
    const [unasked] = await verifyFile('别处.json', foreign)
    expect(unasked?.text).toContain('不是本机器人公布过的')
    const [other] = await verifyFile('别处.json', foreign, '/verify CQ2026-001')
    expect(other?.text).toMatch(/】不符：您要核验的是 CQ2026-001，这个文件却是/)
  })

  it('says plainly what is wrong with a file that is no proof', async () => {
    const before = await businessOf(office)
    const cases: [name: string, content: string | Buffer, words: RegExp][] = [
      ['short.json', proof.slice(0, 5000), /无法核验：文件不是 JSON，可能没有下载完整/],
      ['words.json', '证明', /无法核验：文件不是 JSON。/],
      ['gbk.json', Buffer.from([0xb3, 0xe9]), /无法核验：文件不是 UTF-8/],
      ['other.json', '{}\n', /不符：在“文件是否完整”一步，缺少一项/],
      ['dr2.json', proof.replaceAll('"dr1"', '"dr2"'), /不符：在“协议与承诺”一步，协议不是 dr1/],
      ['dr9.json', '{"protocol":"dr9"}\n', /这是协议 dr9 的文件，本程序只核验 dr1/],
    ]
    for (const [name, content, words] of cases) {
      const answers = await verifyFile(name, content)
      expect(answers, name).toHaveLength(1)
      expect(answers[0]?.text, name).toMatch(words)
    }
    expect(await businessOf(office)).toBe(before)
  })

  it('takes no picture, no second file and nothing huge for a proof', async () => {
    const file = await upload('x.json', '{}')
    const say = async (files: FileRef[]) =>
      (await office.say(leader, `private:${leader}`, '/verify', files)).map(({ text }) => text)
    expect(await say([{ ...file, name: 'x.png', mime: 'image/png' }])).toEqual([
      messages.verify.notJson('x.png'),
    ])
    expect(await say([file, file])).toEqual([messages.verify.onlyOne])
  })

  it('takes no file that is too large to be checked beside the draws', async () => {
    const file = { hash: '0'.repeat(64), name: 'x.json', mime: 'application/json', size: 20 * 2 ** 20 + 1 }
    const context = { caller: {}, files: [file] } as unknown as Context
    await expect(verify.run(null, context)).rejects.toThrow(messages.verify.tooLarge(20))
  })

  it('lists the draws a page at a time, and says so where no page is', async () => {
    const missing = await office.request('/nowhere')
    expect(missing.headers.get('content-type')).toContain('application/json')
    expect(await missing.json()).toEqual({ error: expect.stringContaining('没有这个页面') })
    const shown = await office.request('/nowhere', { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect(shown.headers.get('content-type')).toContain('text/html')
    expect((await page('/draws')).text).toContain('CQ2026-001')
    expect((await page('/draws?page=2')).text).not.toContain('CQ2026-001')
    expect((await page('/draws?page=x')).text).toContain('CQ2026-001')
    for (const path of ['/draws/CQ2026-099', '/nowhere', '/draws/CQ2026-099?firm=x']) {
      expect(await page(path), path).toMatchObject({
        status: 404,
        text: expect.stringContaining('没有这个页面'),
      })
    }
  })

  it('lets a firm look itself up, drawn, not drawn, left out or out of scope', async () => {
    const { files, selected } = JSON.parse(proof) as {
      files: { sheet: string; excluded: string }
      selected: [string, number, number, string][]
    }
    const rows = (text: string) =>
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Row)
    const drawn = new Set(selected.map(([, , , firm]) => firm))
    const look = async (firm: string) =>
      (await page(`/draws/CQ2026-001?firm=${encodeURIComponent(firm)}`)).text
    for (const [stratum, rank, index, firm] of [selected[0]!, selected.at(-1)!]) {
      const text = await look(` ${firm.toLowerCase()} `)
      expect(text).toContain(`抽中，在 ${stratum} 级排第 ${rank}`)
      expect(text).toContain(`（从 0 数）${index}`)
      expect(text).toContain('被抽中不代表涉嫌违法')
    }
    const other = rows(files.sheet).find(([firm]) => !drawn.has(firm))![0]
    expect(await look(other)).toContain('列入了抽取，没有抽中')
    const [out] = rows(files.excluded)[0]!
    expect(await look(out)).toContain('原因：已停业、注销、吊销、迁出或移出名录')
    expect(await look('没有这家企业')).toContain('不在这次抽取的范围内')
    const firm = (await office.store.read((view) => view.firms.get(other)))!
    expect(await look(firm.name)).toContain(other)
    expect(await look('<script>')).toContain('&lt;script&gt;')
  })

  it('tells a firm of a weighted stratum what it was ranked by', async () => {
    const plan = (await office.store.read((view) => view.plans.get('JH2026-04')))!
    const rules = { ...plan.rules, B: { count: 3, weighted: true as const } }
    await office.store.write((tx) => tx.plans.put({ ...plan, rules }))
    const no = await drawPlan(office, plan.no)
    const { selected } = (await office.store.read((view) => view.draws.byNo(no)))!
    const own = selected!.filter(([stratum]) => stratum === 'B')
    expect(own).toHaveLength(3)
    const texts = await Promise.all(
      own.map(async ([, , , firm]) => (await page(`/draws/${no}?firm=${firm}`)).text),
    )
    for (const [i, text] of texts.entries()) expect(text).toContain(`抽中，在 B 级排第 ${i + 1}`)
    const keys = texts.map((text) => Number(/排序值（由抽签号和权重算出）([\d.e-]+)/.exec(text)?.[1]))
    expect(keys).toEqual([...keys].sort((a, b) => a - b))
    expect(texts[0]).toContain(`本层抽中的最大排序值${keys[2]}`)
  })

  it('exports the ledger with the bodies of draws, and none that is private', async () => {
    const lines = await exported('2026-03-10')
    expect(await checkExport(lines)).toMatchObject({ result: 'match', n: lines.length })
    const kinds = (shown: boolean) =>
      new Set(
        lines.map((line) => JSON.parse(line)).flatMap((one) => ('content' in one === shown ? one.kind : [])),
      )
    expect([...kinds(true)]).toEqual(['draw.committed', 'draw.witnessed', 'draw.drawn'])
    expect([...kinds(false)]).toEqual(['registry.imported'])
  })

  async function exported(today: string): Promise<string[]> {
    let text = ''
    for await (const piece of exportLedger(office.store, today)) text += piece
    return text.split('\n').slice(0, -1)
  }

  it('keeps everything in before the day on which the proof opens', async () => {
    const before = (await office.store.read((view) => view.draws.byNo('CQ2026-001')))!
    await changeDraw({ commit: { ...before.commit, opens: '2026-04-09' } })
    const closed = messages.proof.closed('CQ2026-001', '2026-04-09')
    expect(await tell(office, leader, '/proof CQ2026-001')).toBe(closed)
    expect(await tell(office, leader, '/verify CQ2026-001')).toBe(closed)
    const looked = await page('/draws/CQ2026-001?firm=x')
    expect(looked.text).toContain('2026-04-09 公开')
    expect((await exported('2026-04-08')).some((line) => line.includes('"draw":"CQ2026-001"'))).toBe(false)
    expect((await exported('2026-04-09')).some((line) => line.includes('"draw":"CQ2026-001"'))).toBe(true)
    await changeDraw({ commit: before.commit })
  })

  it('says what became of a draw that has no proof', async () => {
    await office.say(clerk, 'office', '/draw JH2026-02')
    expect(await tell(office, leader, '/proof CQ2026-003')).toContain('待见证')
    expect((await page('/draws/CQ2026-003?firm=x')).text).toContain('没有产生结果')
    await office.say(clerk, 'office', '/void CQ2026-003 范围有误')
    expect(await tell(office, leader, '/proof CQ2026-003')).toContain('作废原因：范围有误')
    expect((await page('/draws/CQ2026-003')).text).toContain('作废原因：范围有误')
    expect(await tell(office, leader, '/verify CQ2026-999')).toBe(messages.proof.unknown('CQ2026-999'))
    const plan = (await office.store.read((view) => view.plans.get('JH2026-03')))!
    await office.store.write((tx) => tx.plans.put({ ...plan, witnesses: 2 }))
    await office.say(clerk, 'office', '/draw JH2026-03')
    await office.say(leader, 'office', '/witness 一句话')
    await office.moveTo('2026-03-11T02:30:00Z')
    const failed = (await office.store.read((view) => view.draws.byNo('CQ2026-004')))!
    expect(failed.state).toBe('failed')
    expect(await tell(office, leader, '/proof CQ2026-004')).toContain(failed.secret)
    expect((await page('/draws/CQ2026-004')).text).toContain(failed.secret)
    const shown = await (await office.request('/draws/CQ2026-004')).text()
    const links = [...shown.matchAll(/href="(\/draws\/CQ2026-004\/[^"]+)"/g)].map(([, link]) => link!)
    expect(links).toHaveLength(5)
    for (const link of links) expect([link, (await page(link)).status]).toEqual([link, 200])
    const published = JSON.parse((await page('/draws/CQ2026-004/failed.json')).text)
    expect(published).toMatchObject({ commit: failed.commit, secret: failed.secret, cause: failed.cause })
    expect(published.witnesses).toHaveLength(1)
    const { entries, bodies } = published.ledger as {
      entries: { n: number }[]
      bodies: Record<string, unknown>
    }
    expect(entries[0]).toMatchObject({ kind: 'draw.committed', at: (failed.commit as { at: string }).at })
    expect(entries.at(-1)).toMatchObject({ kind: 'draw.failed' })
    expect(bodies[entries.at(-1)!.n]).toEqual({
      draw: 'CQ2026-004',
      cause: failed.cause,
      secret: failed.secret,
    })
    const sheet = (await page('/draws/CQ2026-004/files/sheet.jsonl')).text
    expect(hashOfText(sheet)).toBe((failed.commit as { sheet: string }).sheet)
    expect((await page('/draws/CQ2026-001/failed.json')).status).toBe(404)
    // Without a number the last drawn one is meant.
    expect(await office.say(clerk, 'office', '/proof')).toHaveLength(1)
  })

  it('answers the address of a proof that is not there with what became of the draw', async () => {
    const told = async (no: string) => JSON.parse((await page(`/draws/${no}/proof.json`)).text).error
    expect(await told('CQ2026-003')).toContain('作废原因：范围有误')
    expect(await told('CQ2026-004')).toContain('已失败，没有结果')
    expect(await told('CQ2026-099')).toBe('没有 CQ2026-099 这次抽取，请核对编号。')
  })

  it('checks one proof at a time in a chat', async () => {
    const [first, second] = await Promise.all([
      office.say(leader, 'office', '/verify CQ2026-001'),
      office.say(clerk, 'office', '/verify CQ2026-001'),
    ])
    expect([...first, ...second].map(({ text }) => text)).toContain(messages.verify.busy)
  })
})
