/** The database: whether it is sound, what waits in it, and who is registered. */
import { existsSync } from 'node:fs'
import { createCalendarSource } from '../../../bot/calendar-source.js'
import { OUTBOX_HELD } from '../../../bot/outbox-held.js'
import { officeDay, officeTime } from '../../../commands/rules/office-time.js'
import { checkDatabase } from '../../../db/check.js'
import { databasePath, openStore } from '../../../db/open.js'
import type { Store } from '../../../db/store.js'
import { verifyLedger } from '../../backup/verify-ledger.js'
import type { Config } from '../../config.js'
import { databaseUrl } from '../../places.js'
import type { Finding } from './finding.js'

const FIVE_MINUTES = 5 * 60_000
/** No machine that runs this can lawfully show an earlier moment. */
const EARLIEST = Date.parse('2025-01-01T00:00:00Z')

export async function checkData(config: Config): Promise<Finding[]> {
  const url = databaseUrl(config)
  if (!existsSync(databasePath(url)))
    return [{ mark: '！', text: '还没有数据库', next: '首次导入名录或启动机器人时会建立' }]
  const faults = checkDatabase(url, 'quick')
  if (faults.length > 0)
    return [
      { mark: '✗', text: `数据库不正常：${faults[0]}`, next: '请停止机器人，用 ssj restore 恢复最近的备份' },
    ]
  const store = await openStore(url, { readonly: true })
  try {
    const sound: Finding = { mark: '✓', text: '数据库完好，写入设置正确' }
    return [sound, ...(await checkStore(store, config.TZ_OFFICE, new Date()))]
  } catch (error) {
    const text = `数据库读不出来：${(error as Error).message}`
    return [{ mark: '✗', text, next: '刚升级过的话请先启动一次机器人；否则请用 ssj restore 恢复备份' }]
  } finally {
    await store.close()
  }
}

async function checkStore(store: Store, zone: string, now: Date): Promise<Finding[]> {
  return [
    await checkLedger(store),
    await checkClock(store, zone, now),
    await checkCalendar(store, zone, now),
    ...(await checkQueues(store)),
    ...(await checkPeople(store)),
  ]
}

async function checkLedger(store: Store): Promise<Finding> {
  const { n, broken } = await verifyLedger(store)
  if (broken === null) return { mark: '✓', text: `留痕账本 ${n} 条，前后连续` }
  const next = '数据被改过：请停止机器人，保留现场，用最近的备份核对'
  return { mark: '✗', text: `留痕账本从第 ${broken} 条起对不上`, next }
}

async function checkClock(store: Store, zone: string, now: Date): Promise<Finding> {
  const text = `时钟 ${officeDay(now, zone)} ${officeTime(now, zone)}（${zone}）`
  const last = await store.read(async (view) => {
    const { n } = await view.ledger.head()
    return (await view.ledger.entries(n, n))[0]
  })
  const behind = last !== undefined && Date.parse(last.at) > now.getTime() + FIVE_MINUTES
  if (!behind && now.getTime() > EARLIEST) return { mark: '✓', text }
  const why = behind ? '，比留痕账本最后一条还早' : ''
  return {
    mark: '✗',
    text: `${text}不对${why}`,
    next: '请校准系统时间并打开网络对时（timedatectl set-ntp true）',
  }
}

async function checkCalendar(store: Store, zone: string, now: Date): Promise<Finding> {
  const calendar = await store.read(createCalendarSource())
  const year = Number(officeDay(now, zone).slice(0, 4))
  const unknown = [year, year + 1].filter((one) => !calendar.isKnown(`${one}-01-01`))
  if (unknown.length === 0) return { mark: '✓', text: `知道 ${year} 年和 ${year + 1} 年的放假安排` }
  return {
    mark: '！',
    text: `不知道 ${unknown.join('、')} 年的放假安排，落在其中的期限会标“预计”`,
    next: '国务院通知（每年 11 月）发布后请导入：ssj import holidays 文件.csv',
  }
}

async function checkQueues(store: Store): Promise<Finding[]> {
  const [held, waiting, dead, doubtful, unread] = await store.read(async (view) => [
    await view.settings.get(OUTBOX_HELD),
    await view.outbox.count('queued'),
    await view.outbox.count('dead'),
    (await view.outbox.doubtful(1_000)).length,
    await view.inbox.count('dead'),
  ])
  const findings: Finding[] = []
  if (held) {
    const text = `恢复备份后消息发送已暂停，${waiting} 条在等待`
    findings.push({ mark: '！', text, next: '核对后运行 ssj restore --confirm 放开' })
  }
  if (dead)
    findings.push({
      mark: '！',
      text: `${dead} 条消息没有送到`,
      next: '管理员已收到通知，请用其他方式告知本人',
    })
  if (doubtful) findings.push({ mark: '！', text: `${doubtful} 条消息不知道是否发出，可能重复或缺少` })
  if (unread)
    findings.push({ mark: '！', text: `${unread} 条收到的消息没能处理`, next: '请在日志里查 E- 开头的编号' })
  return findings.length > 0 ? findings : [{ mark: '✓', text: `收发正常，${waiting} 条消息在等待` }]
}

async function checkPeople(store: Store): Promise<Finding[]> {
  return store.read(async (view) => {
    const findings: Finding[] = []
    const bound: string[] = []
    for (const { id } of await view.people.withRole('admin'))
      if ((await view.bindings.ofPerson(id)).length > 0) bound.push(id)
    if (bound.length > 0) findings.push({ mark: '✓', text: `管理员已绑定：${bound.join('、')}` })
    else
      findings.push({
        mark: '！',
        text: '没有已绑定的管理员',
        next: '请用 ssj bind-code 发码，本人私聊机器人发 /bind',
      })
    for (const [kind, name, word] of [
      ['office', '办公室群', '办公室'],
      ['leaders', '领导群', '领导'],
    ] as const) {
      if ((await view.groups.ofKind(kind)).length > 0) findings.push({ mark: '✓', text: `${name}已登记` })
      else findings.push({ mark: '！', text: `没有登记${name}`, next: `请管理员在群里发送 /here ${word}` })
    }
    return findings
  })
}
