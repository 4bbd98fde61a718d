/** The settings of an installation, read from the environment and checked before anything starts. */
import { z } from 'zod'

/** An empty variable counts as one that is not set. */
const text = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value.trim() === '' ? null : value.trim()))

const address = text.refine((value) => value === null || isWebAddress(value), '应为 http 或 https 地址')

const schema = z.object({
  PORT: text
    .transform((value) => Number(value ?? 3000))
    .pipe(z.int('应为整数').min(0, '应为 0 到 65535 的整数').max(65_535, '应为 0 到 65535 的整数')),
  HOST: text.transform((value) => value ?? '127.0.0.1'),
  DATA_DIR: text.transform((value) => value ?? './data'),
  DATABASE_URL: text,
  PUBLIC_URL: address.transform((value) => value && cutSlash(value)),
  TELEGRAM_BOT_TOKEN: text.refine(
    (v) => v === null || /^\d+:[\w-]{30,}$/.test(v),
    '应形如 123456:ABC…（由 BotFather 发给）',
  ),
  TELEGRAM_API_ROOT: address.transform((value) => value ?? 'https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: text.refine(
    (v) => v === null || /^[\w-]{16,256}$/.test(v),
    '应为 16 到 256 位字母、数字、_ 或 -',
  ),
  REGISTRY_WEBHOOK_SECRET: text.refine(
    (v) => v === null || /^[!-~]{32,256}$/.test(v),
    '应为 32 到 256 位字母、数字或符号，例如 openssl rand -hex 32 的输出',
  ),
  WECHATY_PUPPET: text,
  WECOM_BOT_ID: text,
  WECOM_BOT_SECRET: text,
  WECOM_WS_URL: text.refine((v) => v === null || /^wss?:\/\//.test(v), '应为 ws 或 wss 地址'),
  HTTPS_PROXY: address,
  DRAND_RELAYS: text
    .transform((value) => (value ?? 'https://api.drand.sh').split(',').map(cutSlash).filter(Boolean))
    .refine(
      (relays) => relays.length > 0 && relays.every(isWebAddress),
      '应为 http 或 https 地址，多个之间用逗号隔开',
    ),
  TZ_OFFICE: text
    .transform((value) => value ?? 'Asia/Shanghai')
    .refine(isZone, '应为 IANA 时区名，例如 Asia/Shanghai'),
  LOG_LEVEL: text
    .transform((value) => value ?? 'info')
    .pipe(
      z.enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
        '应为 fatal、error、warn、info、debug、trace、silent 之一',
      ),
    ),
})

export type Config = z.infer<typeof schema>

/** One line for each setting that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(readonly lines: string[]) {
    super(lines.join('\n'))
  }
}

/**
 * @param env as in `process.env`; other variables are ignored.
 * @throws ConfigError
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const named = { ...env, HTTPS_PROXY: env.HTTPS_PROXY ?? env.https_proxy }
  const result = schema.safeParse(named)
  const lines = result.success ? [] : result.error.issues.map(describeIssue)
  if (result.success) lines.push(...findContradictions(result.data))
  if (lines.length > 0 || !result.success) throw new ConfigError(lines)
  return result.data
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`
}

function findContradictions(config: Config): string[] {
  return [...ofWebhook(config), ...ofWecom(config)]
}

function ofWebhook(config: Config): string[] {
  if (!config.TELEGRAM_WEBHOOK_SECRET) return []
  if (!config.TELEGRAM_BOT_TOKEN) return ['TELEGRAM_WEBHOOK_SECRET: 须同时设置 TELEGRAM_BOT_TOKEN']
  return config.PUBLIC_URL
    ? []
    : ['TELEGRAM_WEBHOOK_SECRET: 须同时设置 PUBLIC_URL，即 Telegram 能访问到本机的地址']
}

function ofWecom({ WECOM_BOT_ID: id, WECOM_BOT_SECRET: secret, WECOM_WS_URL: url }: Config): string[] {
  if (id && !secret) return ['WECOM_BOT_ID: 须同时设置 WECOM_BOT_SECRET']
  if (secret && !id) return ['WECOM_BOT_SECRET: 须同时设置 WECOM_BOT_ID']
  return url && !id ? ['WECOM_WS_URL: 须同时设置 WECOM_BOT_ID 和 WECOM_BOT_SECRET'] : []
}

/** The settings that turn a chat platform on, as a person is told them. */
export const PLATFORM_SETTINGS = 'WECOM_BOT_ID 和 WECOM_BOT_SECRET、TELEGRAM_BOT_TOKEN 或 WECHATY_PUPPET'

export function hasPlatform(config: Config): boolean {
  return Boolean(config.WECOM_BOT_ID || config.TELEGRAM_BOT_TOKEN || config.WECHATY_PUPPET)
}

function cutSlash(value: string): string {
  return value.trim().replace(/\/+$/, '')
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}

function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}
