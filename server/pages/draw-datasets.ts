/** The files of open data that tell of draws and of plans. */

import type { PlanCard } from '../../commands/messages/planning.js'
import { PLAN_STATE_NAMES } from '../../commands/messages/planning.js'
import type { Day } from '../../db/store.js'
import { column, type Dataset, dataset } from './dataset.js'
import type { DrawLine } from './home-page.js'
import { STATE_WORDS } from './layout.js'
import { listApproved } from './plan-pages.js'
import { listDraws } from './public-pages.js'

const CHUNK = 50

const draws = dataset<DrawLine>(
  {
    ...{ name: 'draws', title: '公开抽取', disclosed: false },
    description: '全部抽取，最近的在前，每次抽取一行。',
  },
  [
    column('no', '抽取编号', 'string', '抽取页面的地址是 /draws/编号。', ({ no }) => no),
    column('planNo', '抽查计划编号', 'string', '抽查计划的编号。', ({ planNo }) => planNo),
    column('planName', '抽查计划名称', 'string', '抽查计划的名称。', ({ planName }) => planName),
    column('nth', '第几次', 'integer', '这个计划的第几次抽取。', ({ nth }) => nth),
    column('reason', '再次抽取的原因', 'string', '第一次抽取的为空。', ({ reason }) => reason),
    column(
      'state',
      '状态',
      'string',
      [...new Set(Object.values(STATE_WORDS))].join('、'),
      ({ state }) => STATE_WORDS[state],
    ),
    column(
      'committedAt',
      '承诺时间',
      'datetime',
      '公布承诺值的时间（UTC）；上级平台抽取的是导入时间。',
      (row) => row.committedAt,
    ),
    column(
      'drawnAt',
      '抽取时间',
      'datetime',
      '得出结果的时间（UTC），没有结果的为空。',
      ({ drawnAt }) => drawnAt,
    ),
    column('task', '上级任务编号', 'string', '在上级平台抽取的才有。', ({ task }) => task),
  ],
  async function* (store) {
    for (let offset = 0, full = true; full; offset += CHUNK) {
      const some = await store.read((view) => listDraws(view, CHUNK, offset))
      yield some
      full = some.length === CHUNK
    }
  },
)

const plans = (today: () => Day) =>
  dataset<PlanCard>(
    {
      ...{ name: 'plans', title: '抽查计划', disclosed: false },
      description: '经批准的抽查计划，每个计划一行。',
    },
    [
      column('no', '抽查计划编号', 'string', '抽查计划的编号。', ({ plan }) => plan.no),
      column('name', '抽查计划名称', 'string', '抽查计划的名称。', ({ plan }) => plan.name),
      column('year', '年度', 'integer', '计划的年度。', ({ plan }) => plan.year),
      column('lead', '牵头部门', 'string', '部门名称。', ({ lead }) => lead),
      column('others', '参与部门', 'string', '部门名称，用顿号隔开。', ({ others }) => others.join('、')),
      column('items', '抽查事项', 'string', '事项编码，用顿号隔开。', ({ items }) =>
        items.map(({ code }) => code).join('、'),
      ),
      column('from', '开始日期', 'date', '计划的第一天。', ({ plan }) => plan.from),
      column('to', '结束日期', 'date', '计划的最后一天。', ({ plan }) => plan.to),
      column('filingNo', '备案号', 'string', '还没有备案的为空。', ({ plan }) => plan.filingNo),
      column(
        'state',
        '状态',
        'string',
        Object.values(PLAN_STATE_NAMES).join('、'),
        ({ state }) => PLAN_STATE_NAMES[state],
      ),
    ],
    async function* (store) {
      yield await store.read((view) => listApproved(view, today()))
    },
  )

export const drawDatasets = (today: () => Day): Dataset[] => [draws, plans(today)]
