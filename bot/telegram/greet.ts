/** The first words with Telegram: who we are, what our menu holds, and how updates are to come. */
import { SendError } from '../chat.js'
import type { Api, CallOptions } from './api.js'
import { UPDATE_KINDS } from './read-update.js'

export interface Webhook {
  /** The full public address that Telegram is to call. */
  url: string
  secret: string
}

export interface MenuEntry {
  /** Latin letters, digits and `_`, without the slash. */
  command: string
  description: string
}

export interface Self {
  /** Without `@`. */
  username: string
  /** False while privacy mode hides from us what is said in groups. */
  readsGroups: boolean
}

/** Calls `refused` when Telegram will not take the menu, which is no reason to stay silent. @throws ApiError */
export async function greet(
  api: Api,
  webhook: Webhook | null,
  menu: MenuEntry[],
  refused: (error: SendError) => void,
  options: CallOptions,
): Promise<Self> {
  const me = await api.call('getMe', {}, options)
  await offerMenu(api, menu, options).catch((error: unknown) => {
    if (!(error instanceof SendError) || error.fault !== 'rejected') throw error
    refused(error)
  })
  if (webhook) await openWebhook(api, webhook, options)
  else await api.call('deleteWebhook', {}, options)
  return { username: me.username, readsGroups: me.can_read_all_group_messages }
}

async function offerMenu(api: Api, commands: MenuEntry[], options: CallOptions): Promise<void> {
  for (const type of ['all_private_chats', 'all_group_chats'] as const)
    await api.call('setMyCommands', { commands, scope: { type } }, options)
}

async function openWebhook(api: Api, { url, secret }: Webhook, options: CallOptions): Promise<void> {
  // One connection at a time keeps a chat's messages in the order in which they were written.
  const order = { max_connections: 1, allowed_updates: UPDATE_KINDS }
  await api.call('setWebhook', { url, secret_token: secret, ...order }, options)
}
