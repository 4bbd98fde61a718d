/** Fills an office's Word template for visits, and checks a template before it is taken (docs/forms/README.md). */
import Docxtemplater from 'docxtemplater'
import inspectModule from 'docxtemplater/js/inspect-module.js'
import PizZip from 'pizzip'
import { messages } from '../../commands/messages.js'

/** What a template may name for each visit; the loops' own fields stand inside them. */
export interface FormVisit {
  任务编号: string
  检查对象: string
  信用代码: string
  住所: string
  抽取编号: string
  计划名称: string
  计划编号: string
  检查机关: string
  检查期限: string
  所需材料: string
  不事先告知: boolean
  检查人员: { 姓名: string; 部门: string; 执法证号: string; 末位: boolean }[]
  事项: {
    序号: number
    事项编码: string
    事项名称: string
    部门: string
    检查依据: string
    检查内容: string
    检查方式: string
  }[]
  /** Whether it is the last one in the file: no page break follows. */
  末位: boolean
}

type Inspector = (typeof inspectModule)['default']
/** The package's types speak of an ES module, which it is not. */
const createInspector = inspectModule as unknown as () => InstanceType<Inspector>

type Fields = { [name: string]: Fields }

const leaves = (names: string) =>
  Object.fromEntries(names.split(' ').map((name): [string, Fields] => [name, {}]))
const PERSON = leaves('姓名 部门 执法证号 末位')
const ITEM = leaves('序号 事项编码 事项名称 部门 检查依据 检查内容 检查方式')
const VISIT: Fields = {
  ...leaves(
    '任务编号 检查对象 信用代码 住所 抽取编号 计划名称 计划编号 检查机关 检查期限 所需材料 不事先告知 末位',
  ),
  检查人员: PERSON,
  事项: ITEM,
}

const MOST_BYTES = 5 * 1024 * 1024
/** Unpacked: more is no form but a bomb. */
const MOST_UNPACKED = 30 * 1024 * 1024

/** Something about a template that its author can mend; the message says what, in Chinese. */
export class FormFault extends Error {}

/** @returns the .docx file. @throws FormFault when the template is none */
export function fillForm(template: Buffer, visits: FormVisit[]): Buffer {
  return open(template).render({ 任务: visits }).toBuffer()
}

/** @throws FormFault with what has to be mended */
export function checkForm(bytes: Buffer): void {
  const inspector = createInspector()
  open(bytes, inspector)
  const tags = inspector.getAllTags() as Fields
  const { 任务: visit, ...outside } = tags
  if (!visit) throw new FormFault(messages.form.noLoop)
  const unknown = [...Object.keys(outside), ...unknownIn(visit, VISIT)]
  if (unknown.length > 0) throw new FormFault(messages.form.unknownFields(unknown))
}

function unknownIn(found: Fields, known: Fields): string[] {
  return Object.entries(found).flatMap(([name, inner]) => {
    const own = known[name]
    // Inside a loop or a condition, the fields around it are known as well.
    return own ? unknownIn(inner, { ...known, ...own }) : [name]
  })
}

function open(bytes: Buffer, ...modules: InstanceType<Inspector>[]): Docxtemplater {
  const zip = unzip(bytes)
  if (!zip.file('word/document.xml')) throw new FormFault(messages.form.notWord)
  if (zip.file('word/vbaProject.bin')) throw new FormFault(messages.form.macros)
  try {
    return new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      modules,
      nullGetter: () => '',
    })
  } catch (error) {
    throw new FormFault(messages.form.broken(faultsOf(error)))
  }
}

function unzip(bytes: Buffer): PizZip {
  if (bytes.length > MOST_BYTES) throw new FormFault(messages.form.tooLarge(MOST_BYTES / 1024 / 1024))
  try {
    const zip = new PizZip(bytes)
    const sizes = Object.values(zip.files).map((file) => sizeOf(file))
    if (sizes.reduce((sum, size) => sum + size, 0) > MOST_UNPACKED) throw new FormFault(messages.form.bomb)
    return zip
  } catch (error) {
    if (error instanceof FormFault) throw error
    throw new FormFault(messages.form.notWord)
  }
}

/** As the zip's own directory tells it. */
function sizeOf(file: unknown): number {
  return (file as { _data?: { uncompressedSize?: number } })._data?.uncompressedSize ?? 0
}

/** The tags that docxtemplater complains about, such as one that is not closed. */
function faultsOf(error: unknown): string[] {
  const { properties } = error as { properties?: { errors?: { properties?: { xtag?: string } }[] } }
  return (properties?.errors ?? []).flatMap((one) => one.properties?.xtag ?? [])
}
