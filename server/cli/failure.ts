/** What goes wrong on the command line, told in Chinese and without a stack. */
import { CommanderError } from 'commander'

/** Something is wrong that the operator can put right: exit code 1. */
export class Failure extends Error {
  override readonly name = 'Failure'
}

/** The command was typed wrongly: exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

const USAGE: Record<string, (what: string) => string> = {
  'commander.unknownCommand': (what) => `没有“${what}”这个命令`,
  'commander.unknownOption': (what) => `没有 ${what} 这个选项`,
  'commander.missingArgument': (what) => `缺少参数：${what}`,
  'commander.optionMissingArgument': (what) => `选项 ${what} 后面要写值`,
  'commander.excessArguments': () => '参数太多',
}

/** Prints the error and answers the exit code. */
export function tellFailure(error: unknown): number {
  if (error instanceof CommanderError) return tellUsage(error)
  const wrongUsage = error instanceof WrongUsage
  console.error(wrongUsage || error instanceof Failure ? error.message : describeError(error as ErrorLike))
  // For whoever looks into a bug of ours.
  if (/^(debug|trace)$/.test(process.env.LOG_LEVEL ?? '')) console.error(error)
  return wrongUsage ? 2 : 1
}

/** Help and version come as errors too, already printed. */
function tellUsage({ code, exitCode, message }: CommanderError): number {
  if (exitCode === 0) return 0
  const what = /'([^']*)'/.exec(message)?.[1] ?? ''
  const text = USAGE[code]
  if (text) console.error(`${text(what)}。用 ssj --help 或 ssj 命令 --help 查看用法。`)
  else if (code !== 'commander.help') console.error(message)
  return 2
}

interface ErrorLike {
  message?: string
  code?: string
  path?: string
  address?: string
  port?: number
}

function describeError(error: ErrorLike): string {
  const { code = '', path = '', address = '', port = '', message = String(error) } = error
  if (code === 'EADDRINUSE')
    return `端口 ${port}（${address}）已被别的程序占用：请先停掉那个程序，或在 .env 里用 PORT 换一个端口。`
  if (code === 'EADDRNOTAVAIL') return `本机没有 ${address} 这个地址：请检查 .env 里的 HOST。`
  if (port !== '' && code === 'EACCES') return `没有权限使用端口 ${port}：请用 PORT 换一个 1024 以上的端口。`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `没有权限读写 ${path}。`
  if (code === 'ENOENT') return `找不到 ${path}。`
  if (code === 'EEXIST') return `已经有 ${path} 了：请先移走它，或换一个名称。`
  if (code === 'EISDIR') return `${path} 是目录，请写文件的名称。`
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return '磁盘已满：请先腾出空间。'
  if (code.startsWith('SQLITE_BUSY')) return '数据库正忙，请稍后再试。'
  if (code.startsWith('SQLITE_CANTOPEN')) return '打不开数据库：请检查 DATA_DIR 是否存在、能否读写。'
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return '数据库文件已损坏：请运行 ssj doctor 查看，并用 ssj restore 恢复备份。'
  return `出错了：${message}`
}

/** `ssj ledger | head` has read enough. */
export function forgiveClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
