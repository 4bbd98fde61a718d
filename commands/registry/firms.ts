/** The registry of firms 市场主体名录库. */
import type { Firm } from '../../db/store.js'
import { creditClass, creditCode, identifier, integer, list, oneOf, phone, text } from './cells.js'
import { defineTable, optional, required } from './table.js'

const status = oneOf([
  ['存续', '在营', '开业', '在业', '在册', '存续(在营、开业、在册)'],
  ['停业', '歇业'],
  ['注销', '已注销'],
  ['吊销', '已吊销', '吊销,未注销'],
  ['迁出', '已迁出'],
])

export const firms = defineTable({
  title: '市场主体',
  columns: {
    code: required('统一社会信用代码', ['信用代码', '社会信用代码'], creditCode),
    name: required('名称', ['市场主体名称', '企业名称', '主体名称'], text(120)),
    type: required('主体类型', ['类型', '企业类型'], text(64)),
    trade: required('行业', ['行业类别', '所属行业'], text(64)),
    district: required('辖区', ['所属辖区', '乡镇街道'], text(64)),
    address: required('住所', ['地址', '住所(经营场所)', '经营场所'], text(200)),
    phone: optional('电话', ['联系电话'], phone, null),
    status: required('登记状态', ['状态', '经营状态'], status),
    creditClass: required('信用等级', ['信用分类', '信用风险等级'], creditClass),
    tags: optional('标签', ['主体标签'], list(identifier), []),
    weight: optional('权重', ['抽取权重'], integer(1, 1_000_000), 1),
  },
  toRecord: (values): Firm => values,
  key: (firm) => firm.code,
})
