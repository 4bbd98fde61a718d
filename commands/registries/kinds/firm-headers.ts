/** How offices head the columns of a firm that more than one table has. */

export const firmCodeHeaders = [
  '信用代码',
  '社会信用代码',
  '统一代码',
  '统一信用代码',
  '统一社会信用代码证号',
  '社会统一信用代码',
  '统一社会代码',
  '统一社会信用代码号',
  '统一社会信用代码/注册号',
  '注册号/统一社会信用代码',
  '统一社会信用代码(注册号)',
  '企业信用代码',
  '信用代码证号',
]

export const firmCodeNotes = {
  example: '92410603YX0001828R',
  hint: '18 位；单元格请设为文本',
  // A sheet that has both keeps the old number beside the code.
  inNeed: ['注册号', '营业执照号', '营业执照注册号', '营业执照编号', '证照编号'],
}

export const creditClassHeaders = [
  '信用分类',
  '信用风险等级',
  '信用风险分类',
  '信用类别',
  '企业信用等级',
  '信用级别',
  '信用风险类别',
  '信用评级',
  '信用风险分类等级',
  '风险等级',
  '等级',
]

export const creditClassNotes = { example: 'B', hint: 'A、B、C、D' }

export const weightHeaders = ['抽取权重', '抽查权重', '权重系数', '抽取系数', '加权']

export const weightNotes = { example: '1', hint: '1 到 1000000 的整数，越大越容易被抽中' }
