import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatKind } from '../../commands/command.js'
import { commands } from '../../commands/index.js'
import { messages } from '../../commands/messages.js'
import type { Role } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, oneOfEach, type Seat, sayAll, seatsOf, tell } from './steps.js'

/** Nothing of the machine may show in an answer. */
const MACHINERY = /Error|undefined|NaN|\[object|\n\s+at |E-\d+-[0-9a-f]{4}/

/** What people paste, mistype and try; none of it orders anything. */
const HOSTILE: Record<string, string> = {
  nothing: '',
  blanks: '   ',
  newlines: '\n\n\n',
  'full-width blanks': '　　　',
  'zero-width signs': '\u200b\u200d\ufeff',
  'control characters': '\u0000\u0001\u001b[31m\u007f',
  'a bell and a tab': '\u0007\t\u0007',
  'a right-to-left override': '\u202e1000-6202WR',
  emoji: '👨‍👩‍👧‍👦🎉🇨🇳',
  'half an emoji': '\ud800',
  'half an emoji inside': '理由\udc00结束',
  minus: '-1',
  zero: '0',
  'a billion': '1e9',
  'a number beyond all': '99999999999999999999',
  'not a number': 'NaN'.toLowerCase(),
  'full-width digits': '１２３',
  'an unknown visit': 'RW2026-999-99',
  'an unknown draw': 'CQ2026-999',
  'an unknown plan': 'JH2026-99',
  'a year of nought': 'RW0000-000-00',
  'a spaced number': 'RW 2026 001 01',
  sql: "'; DROP TABLE records; --",
  'sql that is always true': '" OR 1=1 --',
  html: '<img src=x onerror=alert(1)>',
  template: '{{7*7}}<%= 7*7 %>%s%d%n',
  path: '../../../../etc/passwd',
  'windows path': 'C:\\Windows\\System32',
  'a shell': '$(reboot)`reboot`;reboot',
  'an object’s own words': 'constructor',
  'an object’s prototype': '__proto__ x',
  'like patterns': '%_%\\',
  'a regular expression': '(a+)+$',
  'an unknown agreement': '同意 99999',
  'an agreement beyond all': '同意 99999999999999999999',
  'a negative agreement': '不同意 -1',
  'many words': 'a b c d e f g h i j k l m n o p',
  'equals signs': '====，，，：：：',
  'an empty field': '结果= 签字= 备注=',
  'very long': '长'.repeat(99_000),
  'very long blank': `a${' '.repeat(99_000)}b`,
  'very long words': 'a '.repeat(49_000),
  'very long number': `RW2026-${'1'.repeat(98_000)}`,
}

async function deadOf(office: Office): Promise<number> {
  return office.store.read((view) => view.inbox.count('dead'))
}

describe('every command under hostile arguments', () => {
  let office: Office
  let who: Record<Role, string>
  let seat: Seat
  let others: Seat

  beforeAll(async () => {
    office = await openOffice()
    who = await oneOfEach(office)
    const seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    seat = seats[0]!
    const own = new Set(seats.filter((one) => one.person === seat.person).map((one) => one.visit))
    others = seats.find((one) => !own.has(one.visit))!
    await tell(office, seat.person, '/ack')
  })
  afterAll(() => office.close())

  /** Who may say it and where, so that it is the arguments that are refused and not the caller. */
  function place(word: string): [person: string, chat: string] {
    const { audience } = commands.find(({ words }) => words[0] === word)!
    const { roles } = audience
    const role = Array.isArray(roles) ? roles[0]! : 'admin'
    const person = role === 'inspector' ? seat.person : who[role]
    return [person, audience.chats.includes('private') ? `private:${person}` : 'office']
  }

  /** Says all of it; nothing of it may be without an answer, change anything, or hold the bot up. */
  async function survives(word: string, rests: string[]): Promise<void> {
    const [person, chat] = place(word)
    const before = await businessOf(office)
    const started = performance.now()
    const said = await sayAll(
      office,
      person,
      chat,
      rests.map((rest) => `/${word} ${rest}`),
    )
    // Files come as messages of their own behind an answer.
    const answers = said.filter((text) => text !== '')
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(answers).toHaveLength(rests.length)
    for (const [i, text] of answers.entries()) {
      const about = `/${word} ${rests[i]!.slice(0, 60)}`
      expect(text, about).toMatch(/\p{Script=Han}/u)
      expect(text, about).not.toMatch(MACHINERY)
      expect(text.length, about).toBeLessThan(6000)
    }
    expect(await businessOf(office)).toBe(before)
    expect(await deadOf(office)).toBe(0)
  }

  const names = commands.map(({ words }) => words[0])

  it.each(names)('/%s answers in plain Chinese and changes nothing', async (word) => {
    // Without a name /unbind means oneself, and /board alone asks for a link: then it is an order.
    const isOrder = (rest: string) => ['unbind', 'board'].includes(word) && rest.trim() === ''
    const rests = Object.values(HOSTILE).filter((rest) => !isOrder(rest))
    await survives(word, rests)
  })

  it.each(['ack', 'record', 'extend', 'recuse'])('/%s leaves other people’s visits alone', async (word) => {
    const given: Record<string, string> = { extend: '2026-06-01 企业停业', recuse: '原因=利害关系' }
    const rest = `${others.visit} ${given[word] ?? '结果=未发现问题 签字=是'}`
    await survives(word, [rest])
    expect((await office.say(...place(word), `/${word} ${rest}`))[0]?.text).toBe(
      messages.record.notYours(others.visit),
    )
  })

  it.each(['record', 'extend', 'recuse', 'replace'])(
    '/%s refuses every wrong rest behind a right number',
    async (word) => {
      await survives(
        word,
        Object.values(HOSTILE).map((rest) => `${seat.visit} ${rest}`),
      )
    },
  )

  it.each(['结果', '方式', '日期', '签字', '未签原因', '更正'])(
    'a record with a wrong %s is refused whole',
    async (field) => {
      const right: Record<string, string> = { 结果: '未发现问题', 签字: '是' }
      const rests: string[] = []
      for (const value of ['🎉', '0', '-1', '99999999999999999999', '2026-02-30', '__proto__', '<b>']) {
        const fields = { ...right, [field]: value, 备注: 'x'.repeat(field === '更正' ? 2001 : 1) }
        const rest = Object.entries(fields).map(([key, given]) => `${key}=${given}`)
        rests.push(`${seat.visit} ${rest.join(' ')}`)
      }
      await survives('record', rests)
    },
  )

  it('offers the nearest words for an unknown one', async () => {
    expect(await tell(office, seat.person, '/recrd')).toBe(messages.router.unknownWord('recrd', ['record']))
    expect(await tell(office, seat.person, '/填')).toContain('/填报')
    expect(await tell(office, seat.person, '／ＴＡＳＫ')).toContain('/tasks')
    expect(await tell(office, seat.person, '/qqqqqqqqqqqq')).toBe(
      messages.router.unknownWord('qqqqqqqqqqqq', []),
    )
  })

  it('shows usage with an example from the caller’s own open tasks', async () => {
    const own = await office.store.read((view) => view.visits.ofPerson(seat.person, 'pending'))
    const urgent = own.map(({ no }) => no).sort()[0]!
    const record = commands.find(({ words }) => words[0] === 'record')!
    const answer = await tell(office, seat.person, '/record RW26-1')
    expect(answer).toBe(
      messages.router.usage(
        messages.record.badNumber('RW26-1'),
        record.usage,
        messages.record.example(urgent),
      ),
    )
    expect(await tell(office, seat.person, '/extend')).toContain(`/extend ${urgent} 2026-`)
    expect(await tell(office, seat.person, '/ack 2026')).toContain(`/ack ${urgent}`)
  })

  it('keeps silent while people talk in a group', async () => {
    for (const text of [
      '大家早上好',
      '收到',
      '今天 12:30 开会',
      '看 https://example.org/record',
      '/',
      '//',
      '/ 1',
    ]) {
      expect(await office.say(who.office, 'office', text), text).toEqual([])
    }
    for (const text of ['1/2', '3@ab12', '\u200b', '见证一下', '😀']) {
      expect(await office.say(seat.person, 'dept:SCQ-GS', text), text).toEqual([])
    }
  })

  it('answers talk in private with one clear sentence', async () => {
    for (const text of ['早上好', '1', '😀', '\ud800', 'record', '长'.repeat(99_000)]) {
      expect(await tell(office, who.leader, text), text.slice(0, 20)).toBe(messages.router.privateTalk)
    }
    expect(await tell(office, who.leader, '2@ab12')).toBe(messages.router.staleButton)
  })
})

describe('who may say what, and where', () => {
  let office: Office
  let who: Record<Role, string>

  beforeAll(async () => {
    office = await openOffice()
    who = await oneOfEach(office)
  })
  afterAll(() => office.close())

  const chatOf = (kind: ChatKind, person: string) =>
    ({ private: `private:${person}`, office: 'office', leaders: 'leaders', department: 'dept:SCQ-GS' })[
      kind as Exclude<ChatKind, 'unbound'>
    ]

  it.each(['office', 'inspector', 'leader', 'supervisor', 'admin'] as const)(
    'refuses the %s everything that is another’s or belongs elsewhere',
    async (role) => {
      for (const kind of ['private', 'office', 'leaders', 'department'] as const) {
        const texts = commands.map(({ words }) => `/${words[0]} ？`)
        const answers = await sayAll(office, who[role], chatOf(kind, who[role]), texts)
        expect(answers).toHaveLength(commands.length)
        for (const [i, { words, audience }] of commands.entries()) {
          const { roles, chats } = audience
          const about = `${role} in ${kind}: /${words[0]}`
          const notAllowed = messages.router.notAllowed(words, Array.isArray(roles) ? roles : [], [role])
          const wrongChat = messages.router.wrongChat(words, chats)
          if (Array.isArray(roles) && !roles.includes(role)) expect(answers[i], about).toBe(notAllowed)
          else if (!chats.includes(kind)) expect(answers[i], about).toBe(wrongChat)
          else expect([notAllowed, wrongChat], about).not.toContain(answers[i])
        }
      }
    },
  )

  it('gives a stranger nothing but help, bind, who and cancel', async () => {
    const stranger = await office.who('inspector', 'SCQ-SY')
    await office.store.write((tx) => tx.bindings.remove('room', stranger))
    for (const { words } of commands) {
      const open = ['help', 'bind', 'who', 'cancel'].includes(words[0])
      const answer = await tell(office, stranger, `/${words[0]} ？`)
      if (open) expect(answer).not.toBe(messages.router.notBound)
      else expect(answer).toBe(messages.router.notBound)
    }
    expect(await tell(office, stranger, '你好')).toBe(messages.router.stranger)
    expect(await tell(office, stranger, '/who')).toBe(messages.who.stranger)
    expect(await office.say(stranger, 'office', '/recrd')).toEqual([])
  })

  it('locks an account after five wrong codes, for ten minutes, also for the right one', async () => {
    const stranger = await office.who('inspector', 'SCQ-SY')
    const made = await tell(office, who.admin, `/code ${stranger}`)
    const code = /\/bind ([A-Z2-9]{10})/.exec(made)![1]!
    const last = await tell(office, who.leader, '/bind AAAAA-AAAAA')
    expect(last).toBe(messages.bind.wrong(3))
    for (let i = 0; i < 4; i++) await tell(office, stranger, '/bind AAAAA-AAAAA')
    expect(await tell(office, stranger, `/bind ${code}`)).toBe(messages.bind.locked)
    await office.moveTo(new Date(Date.parse(await office.now()) + 9 * 60_000).toISOString())
    expect(await tell(office, stranger, `/bind ${code}`)).toBe(messages.bind.locked)
  })
})
