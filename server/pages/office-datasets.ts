/** The files of open data that tell of what the leading office keeps: who receives which results. */
import { sharedWords } from '../../commands/messages/sharing.js'
import { loadShares, type ShareLine } from '../../commands/share.js'
import { column, type Dataset, dataset } from './dataset.js'

const sharing = dataset<ShareLine>(
  {
    ...{ name: 'sharing', title: '信息共享成员单位名录', disclosed: false },
    description: '公示的结果自动发送给哪些单位、用来做什么，每个单位一项用途一行。',
  },
  [
    column('unit', '单位', 'string', '接收结果的单位。', ({ unit }) => unit),
    column('results', '共享的结果', 'string', '哪些部门、哪些事项的哪些结果。', sharedWords),
    column('use', '结果运用方式', 'string', '单位用来做什么。', ({ share }) => share.use),
    column('since', '起始时间', 'datetime', '从这时起公示的结果（UTC）。', ({ share }) => share.approvedAt),
  ],
  async function* (store) {
    yield (await store.read(loadShares)).filter(({ share }) => share.approvedAt !== null)
  },
)

export const OFFICE_DATASETS: Dataset[] = [sharing]
