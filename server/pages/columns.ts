/** The parts of the public site, as its navigation and the tags of the national site convention name them. */

export interface Column {
  path: string
  name: string
  /** The words in the navigation. */
  short: string
  description: string
  keywords: string
  /** 网站标签规范: what kind of part it is. */
  type: string
}

const column = (
  path: string,
  name: string,
  short: string,
  type: string,
  description: string,
  keywords: string,
): Column => ({ path, name, short, type, description, keywords: `双随机,一公开,${keywords}` })

export const COLUMNS = {
  home: column('/', '首页', '首页', '首页', '随机抽查的进展、结果和数字。', '随机抽查,公示'),
  results: column(
    '/results',
    '抽查结果公示',
    '结果',
    '公告公示',
    '已经公示的抽查结果，可按部门、月份和事项查找。',
    '抽查结果,公示',
  ),
  draws: column(
    '/draws',
    '公开抽取',
    '抽取',
    '公告公示',
    '每一次抽取的承诺、见证、数量和证明。',
    '公开抽取,见证',
  ),
  plans: column('/plans', '抽查计划', '计划', '公告公示', '经批准、备案的抽查计划。', '抽查计划'),
  items: column(
    '/items',
    '随机抽查事项清单',
    '事项',
    '权责清单',
    '可以抽查的事项、依据、方式和上限。',
    '抽查事项清单,抽查依据',
  ),
  corrections: column(
    '/corrections',
    '更正公告',
    '更正',
    '公告公示',
    '已经公示的结果作了哪些更正、为什么。',
    '更正,公示',
  ),
  statistics: column(
    '/statistics',
    '统计',
    '统计',
    '数据发布',
    '抽查结果按月份、部门和结论的统计。',
    '统计,数据',
  ),
  data: column(
    '/open-data',
    '开放数据',
    '数据',
    '数据发布',
    '可以下载和再利用的数据文件及其说明。',
    '开放数据,数据字典,CSV',
  ),
  check: column('/how-to-check', '怎样核验', '核验', '办事指南', '任何人怎样重算一次抽取。', '核验,抽取证明'),
  about: column(
    '/about',
    '关于本站',
    '关于',
    '概况信息',
    '本站公布什么、由谁负责、怎样联系。',
    '网站声明,联系方式',
  ),
} as const

export type ColumnName = keyof typeof COLUMNS
