/** Opens the database of an installation that has one already. */
import { existsSync } from 'node:fs'
import { databasePath, openStore } from '../../db/open.js'
import type { Store } from '../../db/store.js'
import type { Config } from '../config.js'
import { databaseUrl } from '../places.js'
import { Failure } from './failure.js'

/** @throws Failure when there is none: a command must not make an empty one by a wrong DATA_DIR */
export async function openPresent(config: Config, options: { readonly?: boolean } = {}): Promise<Store> {
  const url = databaseUrl(config)
  const path = databasePath(url)
  if (!existsSync(path))
    throw new Failure(
      `没有数据库 ${path}：请检查 DATA_DIR，以及是否在安装目录里运行。第一次安装的，请先运行 ssj bind-code --first-admin 姓名。`,
    )
  return openStore(url, options)
}
