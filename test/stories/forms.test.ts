/** Printed forms in the chat: who gets them, and how an office brings its own template. */
import { readFileSync } from 'node:fs'
import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Assignment, FileRef } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, seatsOf, tell } from './steps.js'

describe('/form', () => {
  let office: Office
  let seats: Assignment[]
  let draw: string
  let clerk: string
  let leading: string

  beforeAll(async () => {
    office = await openOffice()
    draw = await drawPlan(office, 'JH2026-01')
    seats = await seatsOf(office, draw)
    clerk = await office.who('office', 'SCQ-GS')
    leading = await office.who('office', 'SCQ-FZ')
  })
  afterAll(() => office.close())

  async function textsOf(files: FileRef[]): Promise<string[]> {
    const texts: string[] = []
    for (const { hash, name } of files) {
      const response = await office.request(`/room/files/${hash}?name=${encodeURIComponent(name)}`)
      const zip = new PizZip(Buffer.from(await response.arrayBuffer()))
      texts.push(
        zip
          .file('word/document.xml')!
          .asText()
          .replace(/<[^>]*>/g, ''),
      )
    }
    return texts
  }

  async function bring(person: string, text: string, name: string, bytes: Buffer): Promise<string> {
    const response = await office.request(`/room/files?name=${encodeURIComponent(name)}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: bytes },
    })
    const file = (await response.json()) as FileRef
    const said = await office.say(person, `private:${person}`, text, [file])
    return said.map((one) => one.text).join('\n')
  }

  const notice = () => readFileSync('docs/forms/notice.docx')
  function changed(change: (xml: string) => string): Buffer {
    const zip = new PizZip(notice())
    zip.file('word/document.xml', change(zip.file('word/document.xml')!.asText()))
    return zip.generate({ type: 'nodebuffer' })
  }

  it('gives an inspector both forms of his visits, from the list of his tasks', async () => {
    const { person, visit } = seats[0]!
    await tell(office, person, '/tasks')
    const buttons = (await office.read(`private:${person}`)).at(-1)!.buttons.flat()
    expect(buttons.map(({ send }) => send)).toContain('/form')
    const [answer, ...more] = await office.say(person, `private:${person}`, '/form')
    const files = [answer!, ...more].flatMap((one) => one.files)
    const own = seats.filter((one) => one.person === person)
    expect(answer!.text).toBe(messages.form.sent(own.length))
    expect(files.map(({ name }) => name)).toEqual([
      expect.stringMatching(/检查通知书\.docx$/),
      expect.stringMatching(/检查记录表\.docx$/),
    ])
    for (const text of await textsOf(files)) {
      for (const one of own) expect(text).toContain(one.visit)
      expect(text).toContain(visit)
      expect(text).not.toMatch(/[{}]/)
    }
  })

  it('gives a department all visits that it takes part in, in one file of each', async () => {
    const answers = await office.say(clerk, 'dept:SCQ-GS', `/form ${draw}`)
    const visits = [...new Set(seats.map(({ visit }) => visit))]
    expect(answers[0]!.text).toBe(messages.form.sent(visits.length))
    const [text] = await textsOf(answers.flatMap(({ files }) => files))
    for (const no of visits) expect(text).toContain(no)
  })

  it('is refused to everybody else', async () => {
    const { visit } = seats[0]!
    const before = await businessOf(office)
    const stranger = await office.who('office', 'SCQ-SY')
    expect(await tell(office, stranger, `/form ${visit}`)).toBe(messages.form.notYours(visit))
    expect(await tell(office, stranger, `/form ${draw}`)).toBe(messages.form.noneYours(draw))
    expect(await tell(office, stranger, '/form')).toBe(messages.form.noneOwn)
    expect(await tell(office, clerk, '/form 一号')).toContain(messages.form.needsNumber)
    expect(await tell(office, clerk, '/form RW2026-009-01')).toBe(messages.form.notYours('RW2026-009-01'))
    expect(await businessOf(office)).toBe(before)
  })

  it('takes a template whose fields are right, and says of any other what is wrong', async () => {
    const take = '/form 模板 通知书'
    expect(await bring(clerk, take, 'a.docx', notice())).toBe(messages.form.notLeading)
    expect(await tell(office, leading, take)).toBe(messages.form.needsFile)
    expect(await tell(office, leading, '/form 模板')).toContain(messages.form.needsKind)
    expect(await bring(leading, take, 'a.docm', notice())).toContain('不是 .docx 文件')
    const wrong = await bring(
      leading,
      take,
      'a.docx',
      changed((xml) => xml.replace('{信用代码}', '{手机号}')),
    )
    expect(wrong).toContain('不认识的字段：手机号')
    const own = changed((xml) => xml.replace('检查通知书', '山城区检查通知书'))
    expect(await bring(leading, take, 'a.docx', own)).toContain('模板已更换')
    const answers = await office.say(clerk, 'dept:SCQ-GS', `/form ${seats[0]!.visit}`)
    expect((await textsOf(answers.flatMap(({ files }) => files)))[0]).toContain('山城区检查通知书')
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    expect(entries.filter(({ kind }) => kind === 'form.changed')).toMatchObject([
      { actor: leading, body: { form: 'notice', before: null } },
    ])
  })
})
