/** Fills an office's Word template for visits, and checks a template before it is taken (docs/forms/README.md). */
import Docxtemplater from 'docxtemplater'
import inspectModule from 'docxtemplater/js/inspect-module.js'
import PizZip from 'pizzip'
import { messages } from '../../commands/messages.js'
import { FormFault } from './form-fault.js'
import { checkFormPackage } from './form-package.js'

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

/** @returns the .docx file. @throws FormFault when the template is none */
export function fillForm(template: Buffer, visits: FormVisit[]): Buffer {
  return open(template)
    .document.render({ [LOOP]: visits })
    .toBuffer()
}

/** @throws FormFault with what has to be mended */
export async function checkForm(bytes: Buffer): Promise<void> {
  if (bytes.length > MOST_BYTES) throw new FormFault(messages.form.tooLarge(MOST_BYTES / 1024 / 1024))
  await checkFormPackage(bytes)
  const { tags } = open(bytes)
  const whole = tags.filter(({ value }) => value === LOOP)
  if (whole.length === 0) throw new FormFault(messages.form.noLoop)
  const outside = tags.flatMap(({ value = '' }) => (value === LOOP ? [] : [value]))
  const unknown = [...outside, ...whole.flatMap(({ subparsed = [] }) => unknownIn(subparsed, VISIT))]
  if (unknown.length > 0) throw new FormFault(messages.form.unknownFields([...new Set(unknown)]))
}

function unknownIn(tags: Tag[], known: Fields): string[] {
  return tags.flatMap(({ value = '', subparsed = [] }) => {
    if (!Object.hasOwn(known, value)) return [value]
    // Inside a loop or a condition, the fields around it are known as well.
    return unknownIn(subparsed, { ...known, ...known[value] })
  })
}

function open(bytes: Buffer): { document: Docxtemplater; tags: Tag[] } {
  const inspector = createInspector()
  try {
    const document = new Docxtemplater(new PizZip(bytes), {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      modules: [inspector],
      nullGetter: () => '',
    })
    const tags: Tag[] = inspector.getAllStructuredTags()
    refuseTags(tags)
    return { document, tags }
  } catch (error) {
    if (error instanceof FormFault) throw error
    throw new FormFault(describe(error))
  }
}

/** A tag of the template as docxtemplater has read it: `module` is absent for a field that is printed as text. */
interface Tag {
  module?: string
  value?: string
  subparsed?: Tag[]
}

const LOOP = '任务'
const LISTS = [LOOP, '检查人员', '事项']

/** Texts come from registers: as raw XML they could write anything on the paper; a list printed as text says nothing. */
function refuseTags(tags: Tag[]): void {
  for (const { module, value = '', subparsed } of tags) {
    if (module === 'rawxml') throw new FormFault(messages.form.rawTag(value))
    if (module === undefined && LISTS.includes(value)) throw new FormFault(messages.form.bareList(value))
    if (subparsed) refuseTags(subparsed)
  }
}

interface TagFault {
  properties?: { id?: string; xtag?: string }
}

/** What docxtemplater complains about, such as a tag that is not closed. */
function describe(error: unknown): string {
  const faults = (error as { properties?: { errors?: TagFault[] } }).properties?.errors ?? []
  const raw = faults.find(({ properties }) => properties?.id?.startsWith('raw_xml'))
  if (raw) return messages.form.rawTag(raw.properties?.xtag ?? '')
  return messages.form.broken(faults.flatMap(({ properties }) => properties?.xtag ?? []))
}
