/** Words that all nouns share: moments, days, places to speak to, files, buttons. */

/** UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export type Instant = string

/** A calendar day at the office's place, `YYYY-MM-DD`. */
export type Day = string

export type Role = 'office' | 'inspector' | 'leader' | 'supervisor' | 'admin'

export type CreditClass = 'A' | 'B' | 'C' | 'D'

export type PlatformName = 'room' | 'telegram' | 'wechat' | 'wecom'

/** A place to speak to: a group or a private chat on one platform. */
export interface ChatRef {
  platform: PlatformName
  chat: string
}

/** A file kept under its SHA-256 in the file store. */
export interface FileRef {
  hash: string
  name: string
  mime: string
  size: number
}

/** `send` is what arrives, as if typed, when the button is pressed; at most 64 bytes of UTF-8. */
export interface Button {
  label: string
  send: string
}
