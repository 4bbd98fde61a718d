/** The files of open data that are made from the public results. */
import { DECISION_NAMES } from '../../commands/messages/names.js'
import { SAMPLING_KINDS, type SamplingKind, samplingKind } from '../../commands/rules/sampling-kind.js'
import type {
  PublicDecision,
  PublicResult,
  PublishedCount,
  PublishedPlace,
  PublishedResult,
  Store,
  View,
} from '../../db/store.js'
import { column, type DataColumn, type DataFilter, type Dataset, dataset } from './dataset.js'
import { earlierCheckWords, yuanOf } from './published-words.js'
import { listCorrections } from './version-words.js'

/** What the draw adds to a result: the same for all that it took. */
interface Task {
  name: string
  kind: SamplingKind
}
interface OfItem {
  result: PublishedResult
  task: Task
  item: PublicResult['items'][number]
}
interface OfDecision {
  result: PublishedResult
  decision: PublicDecision
}

/** Rows that are read at a time: few enough that no other visitor waits for them. */
const CHUNK = 200

const identity: DataColumn<{ result: PublishedResult }>[] = [
  column('visit', '检查任务编号', 'string', '一家企业的一次检查。', ({ result }) => result.visit),
  column('draw', '抽查任务编号', 'string', '抽中它的那次抽取。', ({ result }) => result.content.draw),
  column('planNo', '抽查计划编号', 'string', '抽查计划的编号。', ({ result }) => result.content.plan.no),
  column('planName', '抽查计划名称', 'string', '抽查计划的名称。', ({ result }) => result.content.plan.name),
  column(
    'firmCode',
    '统一社会信用代码',
    'string',
    '检查对象，GB 32100-2015。',
    ({ result }) => result.content.firm.code,
  ),
  column('firmName', '企业名称', 'string', '公示时登记的名称。', ({ result }) => result.content.firm.name),
  column('agencyCode', '部门代码', 'string', '作出检查的部门。', ({ result }) => result.department),
  column('agency', '抽查机关', 'string', '作出检查的部门的名称。', ({ result }) => result.content.agency),
  column(
    'inspectedOn',
    '抽查完成日期',
    'date',
    '检查结束的日期。',
    ({ result }) => result.content.inspectedOn,
  ),
]
const version: DataColumn<{ result: PublishedResult }>[] = [
  column(
    'version',
    '版本',
    'integer',
    '从 1 起；大于 1 的是更正，或者处理情况的更新。',
    ({ result }) => result.version,
  ),
  column('publishedAt', '公示时间', 'datetime', '这一版公示的时间（UTC）。', ({ result }) => result.at),
]

export const results = dataset<OfItem>(
  {
    ...{ name: 'results', title: '抽查结果', disclosed: true },
    description: '全部公示结果的最新一版，每个检查事项一行。',
  },
  [
    ...identity,
    column('task', '抽查任务名称', 'string', '计划名称和它的第几次抽取。', ({ task }) => task.name),
    column('samplingKind', '抽查类型', 'string', SAMPLING_KINDS.join('、'), ({ task }) => task.kind),
    column('itemCode', '事项编码', 'string', '抽查事项清单中的编码。', ({ item }) => item.code),
    column('itemName', '检查事项', 'string', '抽查事项的名称。', ({ item }) => item.name),
    column('result', '检查结果', 'string', '该事项的检查结论。', ({ item }) => item.result),
    ...version,
  ],
  eachItem,
)

const decisions = dataset<OfDecision>(
  {
    ...{ name: 'decisions', title: '处理决定', disclosed: true },
    description: '公示结果最新一版中的处理决定，每个决定一行。',
  },
  [
    ...identity,
    column(
      'kind',
      '处理决定',
      'string',
      Object.values(DECISION_NAMES).join('、'),
      ({ decision }) => DECISION_NAMES[decision.kind],
    ),
    column('decidedOn', '决定日期', 'date', '作出决定的日期。', ({ decision }) => decision.decidedOn),
    column('documentNo', '文书编号', 'string', '没有文书的为空。', ({ decision }) => decision.documentNo),
    column('amount', '罚款金额（元）', 'number', '没有罚款的为空。', ({ decision }) =>
      decision.amount === null ? null : Number(yuanOf(decision.amount)),
    ),
    column('recheckOn', '改正期限', 'date', '没有期限的为空。', ({ decision }) => decision.recheckOn),
    column(
      'recheckedOn',
      '复查日期',
      'date',
      '还没有复查的为空。',
      ({ decision }) => decision.recheck?.on ?? null,
    ),
    column('corrected', '复查结论', 'string', '已改正、未改正，还没有复查的为空。', ({ decision }) =>
      decision.recheck ? (decision.recheck.done ? '已改正' : '未改正') : null,
    ),
    column('earlierRechecks', '此前复查', 'string', '最近一次以前的复查；没有的为空。', ({ decision }) =>
      earlierCheckWords(decision),
    ),
    ...version,
  ],
  async function* (store) {
    for await (const some of each(store, {}))
      yield some.flatMap((result) => result.content.decisions.map((decision) => ({ result, decision })))
  },
)

const corrections = dataset<{ result: PublishedResult }>(
  {
    ...{ name: 'corrections', title: '更正', disclosed: true },
    description: '公示之后的每一次更正，每个更正的新版本一行；处理情况的更新不是更正，不在其中。',
  },
  [
    ...identity,
    column('reason', '更正原因', 'string', '为什么更正。', ({ result }) => result.reason),
    ...version,
  ],
  eachCorrection,
)

const statistics = dataset<PublishedCount>(
  {
    ...{ name: 'statistics', title: '统计表', disclosed: true },
    description: '公示结果的份数，每个检查月份和部门一行，更正不重复计数。',
  },
  [
    column('month', '检查月份', 'string', 'YYYY-MM。', ({ month }) => month),
    column('agencyCode', '部门代码', 'string', '作出检查的部门。', ({ department }) => department),
    column('results', '公示结果', 'integer', '份数。', (row) => row.results),
    column('problems', '发现问题', 'integer', '其中发现问题的份数。', (row) => row.problems),
  ],
  async function* (store) {
    yield await store.read((view) => view.published.counts())
  },
)

export const RESULT_DATASETS: Dataset[] = [results, decisions, corrections, statistics]

async function* eachItem(store: Store, filter: DataFilter): AsyncIterable<OfItem[]> {
  const tasks = new Map<string, Task>()
  for await (const some of each(store, filter)) {
    await store.read(async (view) => {
      for (const { content } of some)
        if (!tasks.has(content.draw)) tasks.set(content.draw, await taskOf(view, content))
    })
    yield some.flatMap((result) =>
      result.content.items.map((item) => ({ result, item, task: tasks.get(result.content.draw)! })),
    )
  }
}

async function taskOf(view: View, { draw: no, plan }: PublicResult): Promise<Task> {
  const draw = (await view.draws.byNo(no))!
  const frozen = draw.frozenPlan!
  const items = await view.items.many(frozen.items)
  return {
    name: draw.elsewhere?.name || `${plan.name}（第 ${draw.nth} 次抽取）`,
    kind: samplingKind([frozen.scope, ...items.map(({ scope }) => scope)]),
  }
}

/** The newest inspection first. */
async function* each(store: Store, { department, from, to }: DataFilter): AsyncIterable<PublishedResult[]> {
  const only = department === undefined ? {} : { department }
  // After every visit of the last day that is asked for.
  let before: PublishedPlace | undefined =
    to === undefined ? undefined : { inspectedOn: to, visit: '\uffff', department: '' }
  for (let more = true; more; ) {
    const some = await store.read((view) =>
      before ? view.published.list(only, CHUNK, { before }) : view.published.list(only, CHUNK),
    )
    const asked = from ? some.filter(({ content }) => content.inspectedOn >= from) : some
    yield asked
    const last = some.at(-1)
    if (last) before = { ...last, inspectedOn: last.content.inspectedOn }
    more = some.length === CHUNK && asked.length === CHUNK
  }
}

async function* eachCorrection(store: Store): AsyncIterable<{ result: PublishedResult }[]> {
  for (let offset = 0, full = true; full; offset += CHUNK) {
    const some = await store.read((view) => listCorrections(view, CHUNK, offset))
    yield some.map((result) => ({ result }))
    full = some.length === CHUNK
  }
}
