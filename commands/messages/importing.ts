/** What an office is told about a file that it handed in. */

import type { Fault } from '../registries/kinds/table.js'

const saveAs = '请在表格软件里另存为 .xlsx 或 UTF-8 编码的 .csv 后再导入'

export const importing = {
  // The file as a whole.
  notFound: (path: string) => `找不到 ${path}`,
  notAFile: (path: string) => `${path} 不是文件，请写要导入的文件的名称`,
  unreadable: (path: string) => `没有权限读取 ${path}`,
  empty: '文件是空的',
  noRows: (row: number) => `第 ${row} 行是表头，下面没有任何数据。请填写后再导入`,
  encrypted: '这个工作簿有打开密码，请在表格软件里取消密码后再导入',
  oldWorkbook: `这是旧格式的 Excel 工作簿（.xls），${saveAs}`,
  macros: '这个工作簿含有宏，请另存为不含宏的 .xlsx 后再导入',
  binaryWorkbook: `这是二进制工作簿（.xlsb），${saveAs}`,
  openDocument: `这是 OpenDocument 表格（.ods），${saveAs}`,
  webPage: `这是网页或 XML 文件，不是真正的 Excel 工作簿（有些系统导出的 .xls 就是这样），${saveAs}`,
  wordFile: '这是 Word 文件，不是表格；请把表格复制到 Excel 里，另存为 .xlsx 后再导入',
  otherFile: '这不是表格文件，只能导入 .xlsx 和 .csv',
  broken: '工作簿已损坏，打不开；请在表格软件里打开并重新保存后再导入',
  tooDense: '这个工作簿解压后大得不正常，没有读取；请把数据复制到新的工作簿里再导入',
  tooLarge: '文件太大，读取时超出了内存限制；请分成几个文件导入',
  tooManyRows: (most: number) => `文件超过 ${most} 行，请分成几个文件导入`,
  tooManyFaults: (most: number, first: string) =>
    `有问题的地方超过 ${most} 处，没有导入。第一处：${first}。请检查整列是否填对`,
  unknownEncoding: '认不出文件的文字编码，请另存为 UTF-8 编码的 CSV 后再导入',
  badCharacters: (line: number) =>
    `第 ${line} 行有不属于整个文件编码的字符，请检查这一行，另存为 UTF-8 编码的 CSV 后再导入`,
  mixedEncodings: (line: number, first: string, then: string) =>
    `文件混用了两种文字编码：前面是 ${first}，第 ${line} 行是 ${then}；请全部另存为 UTF-8 编码的 CSV 后再导入`,
  openQuote: (line: number) => `第 ${line} 行附近的引号没有成对，请检查这一行后重新保存为 CSV`,
  tooWide: (row: number, columns: number, most: number) =>
    `第 ${row} 行有 ${columns} 列，最多能读 ${most} 列；请删去多余的列`,

  // The header.
  noHeader: (title: string, columns: string[]) =>
    `前 20 行里找不到${title}的表头，表头应有：${columns.join('、')}`,
  missingColumns: (columns: string[]) => `缺少${columns.map((column) => `「${column}」`).join('')}列`,
  otherKind: (asked: string, looksLike: string) => `这个文件看起来是${looksLike}，不是${asked}，没有导入`,
  twoSheets: (first: string, second: string) =>
    `工作表「${first}」和「${second}」都像是要导入的表，请只保留一个，或把另一个隐藏`,
  unreadColumns: (columns: string[]) => `没有读取这些列：${columns.join('、')}`,
  readSheet: (sheet: string) => `读取的是工作表「${sheet}」`,
  formulas: (count: number) => `有 ${count} 个公式，按文件里最后保存的计算结果读取`,

  // A whole register.
  noFull: (title: string) => `${title}不能全量导入，只有市场主体和执法人员可以`,
  tooManyGone: (gone: number, open: number) =>
    `文件里没有现有 ${open} 条中的 ${gone} 条，全量导入会把它们移出，超过 20%，没有导入`,
  unnamedRows: (rows: number, gone: number) =>
    `有 ${rows} 行认不出代码或证号，不能判断文件里没有的 ${gone} 条是否真的已经移出，没有导入`,

  tooManyForWorkbook: (most: number) => `有问题的行超过 ${most} 行，请改用 .csv 结尾的文件名`,
  template: {
    sheet: '填写说明',
    head: ['列', '是否必填', '可以填什么', '示例'],
    required: '必填',
    optional: '选填',
  },

  // One fault.
  fault({ sheet, row, column, value, reason }: Fault): string {
    const place = `${sheet === undefined ? '' : `「${sheet}」`}第 ${row} 行${column === '' ? '' : `「${column}」`}`
    return value === '' ? `${place}：${reason}` : `${place}“${value}”：${reason}`
  },

  tooManyMerged: (most: number) => `合并单元格超过 ${most} 处，没有读取；请取消合并并填好每一行后再导入`,

  // One cell of a workbook.
  mergedColumns: '和左边的单元格合并在一起，看不出这一列的内容；请取消合并，分别填写各列',
  lostDigits: '数字超过 15 位，表格软件已经丢掉了后面的数字；请把该列设为文本后重新填写',
  errorCell: (code: string) => `单元格是错误值 ${code}，请改正后再导入`,
  noResult: '公式没有保存计算结果，请在表格软件里打开并重新保存，或改填数值',
  oldDates: '这个工作簿用 1904 年日期系统，请把该列设为日期格式',
}
