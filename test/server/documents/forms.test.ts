/** The printed forms of visits: the templates that come with the program, and those of an office. */
import { readFileSync } from 'node:fs'
import PizZip from 'pizzip'
import { describe, expect, it } from 'vitest'
import { messages } from '../../../commands/messages.js'
import { checkForm, type FormVisit, fillForm } from '../../../server/documents/fill-form.js'
import { FormFault } from '../../../server/documents/form-fault.js'

const template = (kind: string) => readFileSync(`docs/forms/${kind}.docx`)
const xmlOf = (docx: Buffer) => new PizZip(docx).file('word/document.xml')!.asText()
const textOf = (docx: Buffer) =>
  xmlOf(docx)
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]*>/g, '')

function visit(change: Partial<FormVisit> = {}): FormVisit {
  return {
    ...{
      任务编号: 'RW2026-001-01',
      检查对象: '山城食品有限公司',
      信用代码: '91410603MA0000000X',
      住所: '中山路 1 号',
    },
    ...{
      抽取编号: 'CQ2026-001',
      计划名称: '年度抽查',
      计划编号: 'JH2026-01',
      检查机关: '市场监管局、消防救援大队',
    },
    ...{ 检查期限: '2026年4月8日', 所需材料: '营业执照', 不事先告知: false, 末位: true },
    检查人员: [
      { 姓名: '张三', 部门: '市监', 执法证号: 'Z001', 末位: false },
      { 姓名: '李四', 部门: '消防', 执法证号: 'Z002', 末位: true },
    ],
    事项: [1, 2].map((n) => ({
      ...{ 序号: n, 事项编码: `GS-0${n}`, 事项名称: `事项${n}`, 部门: '市监', 检查依据: '《条例》' },
      ...{ 检查内容: `内容${n}`, 检查方式: '实地检查' },
    })),
    ...change,
  }
}

/** The template with its document's text changed. */
function changed(kind: string, change: (xml: string) => string): Buffer {
  const zip = new PizZip(template(kind))
  zip.file('word/document.xml', change(zip.file('word/document.xml')!.asText()))
  return zip.generate({ type: 'nodebuffer' })
}

const faultOf = async (bytes: Buffer) => {
  try {
    await checkForm(bytes)
  } catch (error) {
    if (error instanceof FormFault) return error.message
    throw error
  }
  return null
}

describe.each(['notice', 'record'])('the template %s', (kind) => {
  it('is one that an office could bring', async () => {
    expect(await faultOf(template(kind))).toBeNull()
  })

  it('names the visit, all inspectors and all items, and leaves no field unfilled', () => {
    const text = textOf(fillForm(template(kind), [visit()]))
    for (const part of [
      'RW2026-001-01',
      '山城食品有限公司',
      '张三',
      'Z002',
      '事项1',
      '事项2',
      '2026年4月8日',
    ])
      expect(text).toContain(part)
    expect(text).not.toMatch(/[{}]|undefined/)
  })

  it('has each visit on pages of its own', () => {
    const two = [visit({ 末位: false }), visit({ 任务编号: 'RW2026-001-02' })]
    const breaks = (visits: FormVisit[]) =>
      xmlOf(fillForm(template(kind), visits)).match(/<w:pageBreakBefore\/>/g)?.length ?? 0
    expect([breaks([visit()]), breaks(two)]).toEqual([0, 1])
  })

  it('takes every sign in a name as text', () => {
    const name = '<w:p/> & "{#任务}" ]]>有限公司'
    expect(textOf(fillForm(template(kind), [visit({ 检查对象: name })]))).toContain(
      '&lt;w:p/&gt; &amp; &quot;{#任务}&quot; ]]&gt;有限公司',
    )
  })
})

it('says on the notice alone that nobody was told before', () => {
  const said = (unannounced: boolean) =>
    textOf(fillForm(template('notice'), [visit({ 不事先告知: unannounced })]))
  expect(said(true)).toContain('不事先告知的检查')
  expect(said(false)).not.toContain('不事先告知的检查')
})

describe('a template that cannot be used', () => {
  it.each([
    [
      'a field that nobody knows',
      () => changed('notice', (xml) => xml.replace('{信用代码}', '{手机号}')),
      '手机号',
    ],
    [
      'an item’s field outside the items',
      () => changed('notice', (xml) => xml.replace('{抽取编号}', '{事项编码}')),
      '事项编码',
    ],
    [
      'a loop that is not closed',
      () => changed('notice', (xml) => xml.replace('{/检查人员}', '')),
      '检查人员',
    ],
    [
      'a tag that is not closed',
      () => changed('notice', (xml) => xml.replace('{信用代码}', '{信用代码')),
      '没有写完整',
    ],
    [
      'no loop over the visits',
      () => changed('notice', (xml) => xml.replace(/\{[^}]*\}/g, '')),
      messages.form.noLoop,
    ],
    ['no Word file', () => Buffer.from('这不是文档'), messages.form.notWord],
    ['a file cut short', () => template('notice').subarray(0, 3000), messages.form.notWord],
    [
      'another zip',
      () => new PizZip().file('a.txt', 'x').generate({ type: 'nodebuffer' }),
      messages.form.notWord,
    ],
    ['macros', () => withPart('word/vbaProject.bin', 'x'), messages.form.macros],
    ['macros by another name', () => withPart('word/other.bin', 'x'), messages.form.macros],
    [
      'macros in its table of types',
      () =>
        changedPart('[Content_Types].xml', (xml) =>
          xml.replace('document.main+xml', 'document.macroEnabled.main+xml'),
        ),
      messages.form.macros,
    ],
    ['an embedded file', () => withPart('word/embeddings/a.docx', 'x'), messages.form.macros],
    ['a control', () => withPart('word/activeX/activeX1.xml', '<x/>'), messages.form.macros],
    ['a template elsewhere', () => related('attachedTemplate', 'External'), messages.form.callsOut],
    ['a picture elsewhere', () => related('image', 'External'), messages.form.callsOut],
    [
      'a field that starts a program, in pieces',
      () =>
        inserted(
          '<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\x</w:instrText></w:r>',
        ),
      messages.form.fields,
    ],
    [
      'a simple field that fetches',
      () => inserted('<w:fldSimple w:instr=" INCLUDETEXT x "/>'),
      messages.form.fields,
    ],
    [
      'raw XML in a line',
      () => changed('notice', (xml) => xml.replace('{检查对象}', '{@检查对象}')),
      '{@检查对象}',
    ],
    ['raw XML', () => changed('notice', rawLine), '{@检查对象}'],
    [
      'a list as text',
      () => changed('notice', (xml) => xml.replace('{抽取编号}', '{检查人员}')),
      messages.form.bareList('检查人员'),
    ],
    [
      'wide braces',
      () => changed('notice', (xml) => xml.replace('{抽取编号}', '｛抽取编号｝')),
      messages.form.wideBraces,
    ],
    [
      'a field that every object has',
      () => changed('notice', (xml) => xml.replace('{抽取编号}', '{constructor}')),
      'constructor',
    ],
    ['XML that is none', () => withPart('word/styles.xml', '<w:styles'), messages.form.notWord],
    ['a part that is larger than its zip says', () => lying(), messages.form.notWord],
    ['a bomb', () => withPart('word/media/x.xml', ' '.repeat(40_000_000)), messages.form.bomb],
    ['a large file', () => Buffer.alloc(6 * 1024 * 1024), messages.form.tooLarge(5)],
  ] as [string, () => Buffer, string][])('has %s', async (_, make, fault) => {
    expect(await faultOf(make())).toContain(fault)
  })

  it('may link to a page on the web, which nothing opens by itself', async () => {
    expect(await faultOf(related('hyperlink', 'External'))).toBeNull()
    expect(await faultOf(related('image', 'Internal'))).toBeNull()
  })

  function withPart(name: string, text: string): Buffer {
    const zip = new PizZip(template('notice'))
    zip.file(name, text)
    return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
  }

  /** In a paragraph of its own, inside the loop over the visits. */
  const rawLine = (xml: string) =>
    xml.replace(/\{#任务\}.*?<\/w:p>/, (open) => `${open}<w:p><w:r><w:t>{@检查对象}</w:t></w:r></w:p>`)

  function changedPart(name: string, change: (xml: string) => string): Buffer {
    const zip = new PizZip(template('notice'))
    const before = zip.file(name)!.asText()
    expect(change(before)).not.toBe(before)
    zip.file(name, change(before))
    return zip.generate({ type: 'nodebuffer' })
  }

  const inserted = (run: string) =>
    changedPart('word/document.xml', (xml) => xml.replace('</w:p>', `${run}</w:p>`))

  const related = (type: string, mode: string) =>
    changedPart('word/_rels/document.xml.rels', (xml) =>
      xml.replace(
        '</Relationships>',
        `<Relationship Id="x9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://127.0.0.1/x" TargetMode="${mode}"/></Relationships>`,
      ),
    )

  /** Forty million bytes that the zip's directory gives as ten. */
  function lying(): Buffer {
    const bytes = withPart('word/media/x.xml', ' '.repeat(40_000_000))
    const name = bytes.lastIndexOf('word/media/x.xml')
    bytes.writeUInt32LE(10, name - 46 + 24)
    return bytes
  }
})
