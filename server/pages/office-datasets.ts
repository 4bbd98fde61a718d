/** The files of open data that tell of what the leading office keeps: who receives which results, which firms are listed. */
import { loadListings } from '../../commands/credit/listings.js'
import type { ListingLine } from '../../commands/messages/listing.js'
import { LIST_NAMES } from '../../commands/messages/listing.js'
import type { ShareLine } from '../../commands/messages/sharing.js'
import { sharedWords } from '../../commands/messages/sharing.js'
import { loadShares } from '../../commands/supervision/share.js'
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

const lists = dataset<ListingLine>(
  {
    ...{ name: 'lists', title: '信用名单', disclosed: false },
    description: '现在列入绿色通道、联合惩戒名单和黑名单的企业，每次列入一行。',
  },
  [
    column(
      'list',
      '名单',
      'string',
      Object.values(LIST_NAMES).join('、'),
      ({ listing }) => LIST_NAMES[listing.list],
    ),
    column('firmCode', '统一社会信用代码', 'string', 'GB 32100-2015。', ({ firm }) => firm.code),
    column('firmName', '企业名称', 'string', '登记的名称。', ({ firm }) => firm.name),
    column('reason', '理由', 'string', '为什么列入。', ({ listing }) => listing.reason),
    column('documentNo', '文书编号', 'string', '列入的决定。', ({ listing }) => listing.documentNo),
    column('agency', '决定机关', 'string', '部门名称。', ({ department }) => department),
    column('from', '起始日期', 'date', '列入的日期。', ({ listing }) => listing.from),
    column('until', '截止日期', 'date', '期限的最后一天。', ({ listing }) => listing.until),
  ],
  async function* (store) {
    yield await store.read((view) => loadListings(view))
  },
)

export const OFFICE_DATASETS: Dataset[] = [sharing, lists]
