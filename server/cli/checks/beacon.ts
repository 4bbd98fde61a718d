/** drand: whether a relay can be reached and speaks for the chain, where a plan waits for it. */
import { existsSync } from 'node:fs'
import { QUICKNET } from '../../../commands/rules/draw/drand.js'
import { databasePath, openStore } from '../../../db/open.js'
import type { Config } from '../../config.js'
import { askRelay } from '../../draw/ask-relay.js'
import { databaseUrl } from '../../places.js'
import type { Finding } from './finding.js'

/** Any round that exists already would do. */
const ROUND = 1000

export async function checkBeacon(config: Config): Promise<Finding[]> {
  if (!(await isWanted(config))) return []
  const asked = config.DRAND_RELAYS.map(async (relay): Promise<Finding> => {
    try {
      await askRelay(relay, QUICKNET, ROUND, config.HTTPS_PROXY)
      return { mark: '✓', text: `连上了 drand 中继 ${relay}，签名正确` }
    } catch {
      const next = '请检查网络、HTTPS_PROXY 和 DRAND_RELAYS；全部中继都连不上时，等它的抽取会公开失败'
      return { mark: '！', text: `drand 中继 ${relay} 连不上，或答复不对`, next }
    }
  })
  return Promise.all(asked)
}

/** A database that is missing or broken is the business of another check. */
async function isWanted(config: Config): Promise<boolean> {
  const url = databaseUrl(config)
  if (!existsSync(databasePath(url))) return false
  try {
    const store = await openStore(url, { readonly: true })
    const plans = await store.read((view) => view.plans.all()).finally(() => store.close())
    return plans.some((plan) => plan.beacon === 'drand')
  } catch {
    return false
  }
}
