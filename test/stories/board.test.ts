/** The leaders' board: its one-time links, its sessions, and who may read what on it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { hashCode } from '../../commands/rules/secrets.js'
import { board } from '../../commands/supervision/board.js'
import type { Role } from '../../db/store.js'
import { askForBoard, type BoardVisitor, enterAs, openBoardVisitor, tokenOf } from './board-visitor.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, oneOfEach, seatsOf, tell } from './steps.js'

const later = async (office: Office, minutes: number) =>
  office.moveTo(new Date(Date.parse(await office.now()) + minutes * 60_000).toISOString())

describe.sequential('a link into the board', () => {
  let office: Office
  let leader: string

  beforeAll(async () => {
    office = await openOffice()
    leader = await office.who('leader', 'SCQ-GS')
  })
  afterAll(() => office.close())

  it('is given in private, and its token is kept nowhere', async () => {
    const token = tokenOf(await askForBoard(office, leader))
    const link = (hash: string) => office.store.read((view) => view.board.link(hash))
    expect(await link(token)).toBeUndefined()
    expect(await link(hashCode(token))).toMatchObject({ person: leader, usedAt: null })
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    expect(entries.at(-1)).toMatchObject({ kind: 'board.link', actor: leader })
    expect(JSON.stringify(entries)).not.toContain(token)
    const [row] = await office.store
      .read((view) => view.outbox.inState('sent', 1000))
      .then((all) => all.slice(-1))
    expect(row).toMatchObject({ secret: true, text: '' })
    const groups = await office.say(leader, 'leaders', '/board')
    expect(groups.at(-1)?.text).toContain('与机器人的私聊')
  })

  it('is not used up by a chat that looks at it, and enters by its button', async () => {
    const path = await askForBoard(office, leader)
    const preview = openBoardVisitor(office)
    for (let n = 0; n < 3; n++) {
      const response = await preview.get(path)
      expect(response.status).toBe(200)
      const text = await response.text()
      expect(text).toContain('进入看板</button>')
      // It names nobody: whoever looks may be a machine.
      expect(text).not.toMatch(/登录到/)
    }
    expect((await office.request(path, { method: 'HEAD' })).status).toBe(200)
    expect(preview.cookie).toBe('')
    const visitor = openBoardVisitor(office)
    const entered = await visitor.post('/board/enter', { token: tokenOf(path) })
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/board'])
    const cookie = entered.headers.get('set-cookie')!
    expect(cookie).toMatch(/^ssj-board=[0-9a-f]{64}; /)
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/board']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Secure')
    expect(cookie).not.toContain(tokenOf(path))
    expect(await visitor.read('/board')).toMatch(/^200 .*全部部门/s)
    await office.system.settle()
    expect(await office.last(`private:${leader}`)).toBe(messages.board.entered)
  })

  it('works once', async () => {
    const path = await askForBoard(office, leader)
    const token = tokenOf(path)
    expect((await openBoardVisitor(office).post('/board/enter', { token })).status).toBe(303)
    const before = await businessOf(office)
    const second = openBoardVisitor(office)
    const response = await second.post('/board/enter', { token })
    expect([response.status, second.cookie]).toEqual([410, ''])
    expect(await response.text()).toContain('请私聊机器人发送 /board')
    expect(await second.read(path)).toMatch(/^410 .*链接已经用过/s)
    expect(await businessOf(office)).toBe(before)
  })

  it('enters one of two who press at once', async () => {
    const token = tokenOf(await askForBoard(office, leader))
    const press = async () => (await openBoardVisitor(office).post('/board/enter', { token })).status
    expect((await Promise.all([press(), press(), press()])).sort()).toEqual([303, 410, 410])
  })

  it('ends after fifteen minutes, and with the next one', async () => {
    const [first, second] = [await askForBoard(office, leader), await askForBoard(office, leader)]
    const visitor = openBoardVisitor(office)
    expect(await visitor.read(first)).toMatch(/^404 .*旧的已经作废/s)
    await later(office, 14)
    expect(await visitor.read(second)).toMatch(/^200 /)
    await later(office, 2)
    expect(await visitor.read(second)).toMatch(/^410 .*15 分钟.*请私聊机器人发送 \/board/s)
    expect((await visitor.post('/board/enter', { token: tokenOf(second) })).status).toBe(410)
  })

  it('ends with the binding, and does not come back with a new one', async () => {
    const path = await askForBoard(office, leader)
    const inside = await enterAs(office, leader)
    const unused = await askForBoard(office, leader)
    expect(unused).not.toBe(path)
    const binding = (await office.store.read((view) => view.bindings.get('room', leader)))!
    await tell(office, leader, '/unbind')
    expect(await openBoardVisitor(office).read(unused)).toMatch(/^403 .*已解除绑定.*重新绑定/s)
    expect(await inside.read('/board')).toMatch(/^403 .*已解除绑定/s)
    // The cookie is taken away as well.
    expect(inside.cookie).toBe('ssj-board=')
    await office.store.write((tx) => tx.bindings.put({ ...binding, boundAt: '2026-03-10T03:00:00.000Z' }))
    expect(await openBoardVisitor(office).read(unused)).toMatch(/^403 /)
  })

  it('of a strange form is none, whatever stands in it', async () => {
    const visitor = openBoardVisitor(office)
    for (const word of [
      'x',
      '0'.repeat(64),
      '__proto__',
      'constructor',
      '%00',
      'A'.repeat(64),
      '０'.repeat(64),
    ])
      expect(await visitor.read(`/board/enter/${encodeURIComponent(word)}`), word).toMatch(/^404 /)
    for (const fields of [{}, { token: '' }, { token: '0'.repeat(64) }, { 'token[a]': 'b' }])
      expect((await visitor.post('/board/enter', fields as Record<string, string>)).status).toBe(404)
    expect((await visitor.post('/board/enter', { token: 'x'.repeat(5_000) })).status).toBe(413)
    expect(visitor.cookie).toBe('')
  })

  it('refuses other words, and says what to send', async () => {
    const other = await office.who('leader', 'SCQ-SY')
    expect(await tell(office, other, '/board 打开')).toContain('看不懂“打开”')
    expect(await tell(office, other, '/board 退出')).toBe(messages.board.nothingOpen)
  })
})

describe.sequential('a session', () => {
  let office: Office
  let people: Record<Role, string>

  beforeAll(async () => {
    office = await openOffice()
    people = await oneOfEach(office)
  })
  afterAll(() => office.close())

  it('is given to leaders, supervisors and administrators alone', async () => {
    for (const role of ['office', 'inspector'] as const)
      expect(await tell(office, people[role], '/board'), role).toContain('只有领导、监察人员、管理员可以使用')
    for (const role of ['leader', 'supervisor', 'admin'] as const)
      expect(await (await enterAs(office, people[role])).read('/board'), role).toMatch(/^200 /)
  })

  it('is what every page asks for', async () => {
    const paths = [
      ...['/board', '/board/print', '/board/list?figure=tasks', '/board/departments/SCQ-GS'],
      ...['/board/departments/SCQ-GS/print', '/board/visits/RW2026-001-01', '/board/plots/trend-wide.svg'],
    ]
    const without = openBoardVisitor(office)
    const forged = openBoardVisitor(office)
    const strange = openBoardVisitor(office)
    const ended = await enterAs(office, people.leader)
    await tell(office, people.leader, '/board 退出')
    const old = ended.cookie
    for (const path of paths) {
      for (const [visitor, cookie] of [
        ...([
          [without, ''],
          [forged, `ssj-board=${'a'.repeat(64)}`],
          [ended, old],
        ] as const),
        ...([
          [strange, 'ssj-board=__proto__; ssj-board'],
          [strange, `other=${'a'.repeat(64)}`],
        ] as const),
      ] as [BoardVisitor, string][]) {
        visitor.cookie = cookie
        const page = await visitor.read(path)
        expect(page, path).toMatch(/^401 .*请私聊机器人发送 \/board/s)
        expect(page).not.toMatch(/RW2026|工商|<svg/)
      }
    }
  })

  it('keeps nothing in browsers, asks nobody else and tells no page where it came from', async () => {
    const visitor = await enterAs(office, people.leader)
    for (const path of ['/board', '/board/list?figure=tasks', '/board/enter/x']) {
      const { headers } = await visitor.get(path)
      expect(headers.get('cache-control'), path).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-robots-tag')).toContain('noindex')
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';style-src 'self';/)
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
    }
    const own = /<script src="\/assets\/board-live-[0-9a-f]{16}\.js" defer><\/script>/
    const shown = await (await visitor.get('/board')).text()
    expect(shown).toMatch(own)
    expect(shown.replace(own, '')).not.toMatch(/<script|style="/)
  })

  it('survives a restart, and ends after eight hours', async () => {
    const visitor = await enterAs(office, people.supervisor)
    await office.restart()
    expect(await visitor.read('/board')).toMatch(/^200 /)
    await later(office, 8 * 60 - 5)
    expect(await visitor.read('/board')).toMatch(/^200 /)
    await later(office, 10)
    expect(await visitor.read('/board')).toMatch(/^401 .*登录已到期/s)
  })

  it('ends where the reader leaves, by his own form alone', async () => {
    const visitor = await enterAs(office, people.leader)
    const page = await visitor.read('/board')
    const word = /name="word" value="([0-9a-f]{64})"/.exec(page)![1]!
    expect(word).not.toBe(visitor.cookie.split('=')[1])
    for (const fields of [{}, { word: 'x' }, { word: '0'.repeat(64) }])
      expect((await visitor.post('/board/leave', fields as Record<string, string>)).status).toBe(403)
    const foreign = { 'Sec-Fetch-Site': 'cross-site' }
    expect((await visitor.post('/board/leave', { word }, foreign)).status).toBe(403)
    expect((await visitor.get('/board/leave')).status).toBe(404)
    expect(await visitor.read('/board')).toMatch(/^200 /)
    const kept = visitor.cookie
    expect(await (await visitor.post('/board/leave', { word })).text()).toContain('已退出')
    visitor.cookie = kept
    expect(await visitor.read('/board')).toMatch(/^401 /)
  })

  it('cannot be opened from another site', async () => {
    const token = tokenOf(await askForBoard(office, people.leader))
    for (const site of ['cross-site', 'same-site']) {
      const response = await openBoardVisitor(office).post(
        '/board/enter',
        { token },
        { 'Sec-Fetch-Site': site },
      )
      expect(response.status).toBe(403)
    }
    const own = { 'Sec-Fetch-Site': 'same-origin' }
    expect((await openBoardVisitor(office).post('/board/enter', { token }, own)).status).toBe(303)
  })

  it('has a cookie for https alone where people come by https', async () => {
    const token = tokenOf(await askForBoard(office, people.leader))
    const visitor = openBoardVisitor(office)
    const response = await visitor.post('/board/enter', { token }, { 'X-Forwarded-Proto': 'https' })
    expect(response.headers.get('set-cookie')).toContain('Secure')
  })

  it('bears no guessing of links', async () => {
    const from = { 'X-Forwarded-For': '203.0.113.9' }
    const statuses: number[] = []
    for (let n = 0; n < 25; n++)
      statuses.push((await openBoardVisitor(office).get(`/board/enter/${'b'.repeat(64)}`, from)).status)
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404))
    expect(statuses.slice(20)).toEqual(Array(5).fill(429))
  })

  it('ends with the role, and with the person’s leaving', async () => {
    const visitor = await enterAs(office, people.admin)
    const admin = (await office.store.read((view) => view.people.get(people.admin)))!
    await office.store.write((tx) => tx.people.put({ ...admin, roles: ['inspector'] }))
    const kept = visitor.cookie
    expect(await visitor.read('/board')).toMatch(/^403 .*没有查看权限/s)
    await office.store.write((tx) => tx.people.put({ ...admin, active: false }))
    visitor.cookie = kept
    expect(await visitor.read('/board')).toMatch(/^403 .*已不在岗/s)
    await office.store.write((tx) => tx.people.put(admin))
    visitor.cookie = kept
    expect(await visitor.read('/board')).toMatch(/^200 /)
  })
})

describe('an office without an address', () => {
  it('says that the board needs one', async () => {
    const office = { zone: 'Asia/Shanghai', publicUrl: null, vocabulary: { results: [], methods: [] } }
    const ctx = { caller: { id: 'P1' }, office } as unknown as Context
    await expect(board.run('enter', ctx)).rejects.toThrow('PUBLIC_URL')
  })
})

describe.sequential('what the board shows', () => {
  let office: Office
  let inside: BoardVisitor
  let outside: BoardVisitor
  let visit: string
  let firm: string
  let person: string

  beforeAll(async () => {
    office = await openOffice()
    const draw = await drawPlan(office, 'JH2026-03')
    const [seat] = await seatsOf(office, draw)
    ;({ visit, person } = seat!)
    const shown = await office.store.read(async (view) => ({
      firm: (await view.firms.get((await view.visits.get(visit))!.firm))!.name,
      departments: (await view.draws.byNo(draw))!.frozenPlan!.departments,
      all: await view.departments.all(),
    }))
    firm = shown.firm
    const stranger = shown.all.find(({ code, leading }) => !leading && !shown.departments.includes(code))!
    inside = await enterAs(office, await office.who('supervisor'))
    outside = await enterAs(office, await office.who('leader', stranger.code))
  })
  afterAll(() => office.close())

  it('counts what is there, at once', async () => {
    const before = await inside.read('/board')
    const [, total] = /已填报\/任务<\/dt><dd><a [^>]*>0\/(\d+)</.exec(before)!
    expect(Number(total)).toBeGreaterThan(10)
    expect(await tell(office, person, `/record ${visit} 结果=未发现问题 签字=是`)).toContain('填报成功')
    expect(await inside.read('/board')).toContain(`>1/${total}<`)
  })

  it('names the firm and its inspectors to those who may see the draw alone', async () => {
    const [mine, theirs] = [
      await inside.read(`/board/visits/${visit}`),
      await outside.read(`/board/visits/${visit}`),
    ]
    const name = (await office.store.read((view) => view.people.get(person)))!.name
    for (const word of [firm, name, '未发现问题', '待复核']) {
      expect(mine, word).toContain(word)
      expect(theirs, word).not.toContain(word)
    }
    expect(theirs).toMatch(/^200 .*您的部门没有参加这次抽查/s)
    const lists = ['tasks', 'recorded', 'visitsOverdue', 'undecided'].map(
      (one) => `/board/list?figure=${one}`,
    )
    for (const path of [...lists, '/board', '/board/print'])
      expect(await outside.read(path)).not.toContain(firm)
    expect(await inside.read('/board/list?figure=recorded')).toContain(firm)
    expect(await outside.read('/board/list?figure=recorded')).toContain(visit)
  })

  it('lists who is late, late ones first, with a page for each figure and each day', async () => {
    const due = (await office.store.read((view) => view.visits.get(visit)))!.due
    expect(await inside.read(`/board/list?day=${due}`)).toMatch(/^200 .*到期（\d+）/s)
    await office.moveTo(`${due}T16:30:00.000Z`)
    inside = await enterAs(office, await office.who('supervisor'))
    const page = await inside.read('/board')
    expect(page).toMatch(/超期未检查（\d{2,}）/)
    expect(page).toContain('超期 1 个工作日')
    const list = await inside.read('/board/list?figure=visitsOverdue')
    const second = await inside.read('/board/list?figure=visitsOverdue&page=2')
    const nos = (text: string) => [...text.matchAll(/RW2026-001-\d+(?=<)/g)].map(([no]) => no)
    expect(new Set([...nos(list), ...nos(second)]).size).toBe(nos(list).length + nos(second).length)
    expect(nos(list)).not.toContain(visit)
    const departments = await inside.read('/board/list?figure=visitsOverdue&department=SCQ-GS')
    expect(departments).toMatch(/^200 /)
  })

  it('draws its plots, and says the same in a table', async () => {
    const picture = await inside.get('/board/plots/trend-wide.svg')
    expect(picture.headers.get('content-type')).toContain('image/svg+xml')
    expect(await picture.text()).toContain('填报')
    for (const name of ['owed-narrow', 'days-wide', 'trend-narrow'])
      expect((await inside.get(`/board/plots/${name}.svg?department=SCQ-GS`)).status, name).toBe(200)
  })

  it('prints on sheets, with every list and definition', async () => {
    const sheets = await inside.read('/board/print')
    for (const word of ['进度报表', '指标说明', '应公示', '期限日历']) expect(sheets).toContain(word)
    expect(sheets).not.toContain('<details>')
    expect(await inside.read('/board/departments/SCQ-GS/print?period=month')).toMatch(/^200 .*本月/s)
  })

  it('is not there for what does not exist', async () => {
    for (const path of [
      ...['/board/departments/x', '/board/departments/__proto__', '/board/visits/RW2026-999-01'],
      ...['/board/visits/x', '/board/list', '/board/list?figure=__proto__', '/board/list?figure=toString'],
      ...[
        '/board/list?day=2026-99-99',
        '/board/list?figure=tasks&department=x',
        '/board/plots/trend-__proto__.svg',
      ],
      ...['/board/plots/x-wide.svg', '/board/x', '/board/departments/%00'],
    ])
      expect((await inside.get(path)).status, path).toBe(404)
    for (const query of ['page=-1', 'page=x', 'page=99999', 'period=constructor', 'page=2e9'])
      expect((await inside.get(`/board/list?figure=tasks&${query}`)).status, query).toBe(200)
  })
})
