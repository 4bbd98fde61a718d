/** The machine: Node, the data directory, the disk, and whether a bot is at work. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.js'
import { takeLock } from '../../lock.js'
import type { Finding } from './finding.js'

const GIGABYTE = 1024 ** 3

export async function checkMachine(config: Config): Promise<Finding[]> {
  const findings = [checkNode(process.versions.node), checkAddress(config), checkPushing(config)]
  const directory = await checkDirectory(config.DATA_DIR)
  findings.push(directory)
  if (directory.mark === '✓') findings.push(await checkDisk(config.DATA_DIR), checkRunning(config.DATA_DIR))
  return findings
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return { mark: '✓', text: `Node ${version}` }
  return { mark: '✗', text: `Node ${version} 太旧`, next: '请安装 Node 20.19 或更新的版本' }
}

function checkAddress({ PUBLIC_URL }: Config): Finding {
  if (PUBLIC_URL) return { mark: '✓', text: `公示网址 ${PUBLIC_URL}` }
  return { mark: '！', text: '没有设置 PUBLIC_URL', next: '群消息里不会有公示页的链接；有了网址后写进 .env' }
}

function checkPushing({ REGISTRY_WEBHOOK_SECRET, PUBLIC_URL }: Config): Finding {
  if (!REGISTRY_WEBHOOK_SECRET) return { mark: '✓', text: '名录推送没有启用（没有 REGISTRY_WEBHOOK_SECRET）' }
  const text = `名录推送 ${PUBLIC_URL ?? ''}/webhooks/registry`
  if (PUBLIC_URL?.startsWith('https:')) return { mark: '✓', text }
  return { mark: '！', text, next: 'PUBLIC_URL 不是 https，推送的电话等内容在途中看得到；只应走政务内网' }
}

async function checkDirectory(dir: string): Promise<Finding> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const probe = join(dir, `.probe-${randomUUID()}`)
    await writeFile(probe, 'probe', { flush: true })
    await rm(probe)
    return { mark: '✓', text: `数据目录 ${dir} 可以读写` }
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    return {
      mark: '✗',
      text: `数据目录 ${dir} 写不进去（${why}）`,
      next: '请检查 DATA_DIR 和目录的属主、权限',
    }
  }
}

async function checkDisk(dir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dir)
  const text = `磁盘剩余 ${((bavail * bsize) / GIGABYTE).toFixed(1)} GB`
  if (bavail * bsize >= GIGABYTE) return { mark: '✓', text }
  return { mark: '！', text, next: '请清理磁盘，或把旧备份移到别的机器' }
}

function checkRunning(dir: string): Finding {
  const release = takeLock(dir)
  release?.()
  return { mark: '✓', text: release ? '机器人没有在运行' : '机器人正在运行' }
}
