/** Fetches the bytes of a file that somebody sent. */
import { SendError } from '../chat.js'
import type { Api } from './api.js'

/** Bots may download no more: https://core.telegram.org/bots/api#getfile */
const FILE_BYTES = 20 * 1024 * 1024

const TOO_BIG = '附件超过 20 MB，Telegram 不允许机器人下载，请压缩或拆分后重新发送'

/** `ref` is Telegram's file_id. @throws SendError, never 'ambiguous': fetching again does no harm */
export async function fetchFile(api: Api, ref: string): Promise<Buffer> {
  try {
    const { file_path, file_size = 0 } = await api.call('getFile', { file_id: ref })
    if (file_size > FILE_BYTES) throw new SendError('rejected', TOO_BIG)
    if (file_path === undefined) throw new SendError('unavailable', 'getFile: no path to download from')
    return await api.download(file_path, FILE_BYTES)
  } catch (error) {
    if (!(error instanceof SendError)) throw error
    if (/file is too big|more than \d+ bytes/.test(error.message)) throw new SendError('rejected', TOO_BIG)
    if (error.fault === 'ambiguous') throw new SendError('unavailable', error.message)
    throw error
  }
}
