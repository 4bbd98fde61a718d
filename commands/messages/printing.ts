/** What is said about the printed forms of visits and their templates. */
const MOST_NAMED = 5

export const printing = {
  form: {
    fileName: (about: string, form: string) => `${about} ${form}`,
    sent: (count: number) =>
      `${count} 个任务的检查通知书和检查记录表见附件，可以直接打印。不事先告知的检查，通知书到现场再出示。`,
    failed: (reference: string) => `生成文件时出错了，编号 ${reference}。请稍后重新发送，或联系管理员。`,
    needsNumber: '请写明任务编号或抽取编号，例如：/form RW2026-003-07；只发 /form，是自己未完成的任务。',
    needsKind: '请写明是哪种模板，并附上 Word 文件：/form 模板 通知书，或 /form 模板 记录表',
    noneOwn: '您没有未完成的检查任务。要打印别的，请写明编号：/form RW2026-003-07',
    noneYours: (no: string) => `${no} 没有您可以打印的、未完成的检查任务。请核对编号。`,
    notYours: (no: string) =>
      `没有您可以打印的任务 ${no}。本任务的检查人员，以及参加部门的经办人员和领导可以打印。`,
    tooMany: (count: number, most: number) =>
      `有 ${count} 个任务，一次最多打印 ${most} 个。请分开按任务编号打印。`,
    notLeading: '表格模板由牵头部门的经办人员或领导更换。',
    needsFile: '请把改好的 Word 文件（.docx）和命令一起发，一次一个。可以在 docs/forms 的模板上修改。',
    needsDocx: (name: string) =>
      `“${name.slice(0, 60)}”不是 .docx 文件。请在 Word 里另存为“Word 文档（*.docx）”，不要用带宏的格式。`,
    tooLarge: (megabytes: number) => `模板太大，最多 ${megabytes} MB。请压缩其中的图片。`,
    bomb: '模板解压后太大，不能使用。请从原来的模板重新修改。',
    notWord: '这个文件不是完好的 Word 文档，打不开。请在 Word 里重新另存为 .docx。',
    macros: '模板里有宏、控件或嵌入的文件，不能使用。请删去后另存为不带宏的 .docx。',
    callsOut: '模板引用了外面的文件或模板（例如链接的图片、附加的模板），不能使用。请改为插入到文件里。',
    fields: '模板里有会打开别的文件或程序的域（如 INCLUDEPICTURE、DDE），不能使用。请删去这些域。',
    wideBraces: '模板里有全角花括号 ｛｝，字段不会被填写。请改成半角的 { }。',
    rawTag: (name: string) => `字段 {@${name}} 的写法不能用，请写成 {${name}}。`,
    bareList: (name: string) =>
      `“${name}”是一份名单，不能直接写 {${name}}。请写成 {#${name}} … {/${name}}，中间写它的字段。`,
    broken: (tags: string[]) =>
      tags.length === 0
        ? '模板里的花括号没有写完整，请检查每个 { 是否都有对应的 }，每个 {#…} 是否都有 {/…}。'
        : `模板里这些地方没有写完整：${tags.slice(0, MOST_NAMED).join('、')}。请检查每个 {#…} 是否都有对应的 {/…}。`,
    noLoop: '模板里没有 {#任务} … {/任务}。整页内容要写在这两行之间，每个任务才会各印一份。',
    unknownFields: (names: string[]) =>
      `模板里有不认识的字段：${names.slice(0, MOST_NAMED).join('、')}${names.length > MOST_NAMED ? ' 等' : ''}。可以用的字段见 docs/forms/README.md。`,
    taken: (form: string, by: string) => `${form}的模板已更换（${by}），从现在起按新的模板打印。`,
    refused: (form: string, fault: string) => `${form}的模板没有更换：${fault}`,
  },
}
