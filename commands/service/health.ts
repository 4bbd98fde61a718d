/** /health 运行: how the service itself is, for the administrators. */
import type { PlatformName, View } from '../../db/store.js'
import type { Command } from '../command.js'
import type { PlatformLine } from '../messages/platforms.js'
import { messages } from '../messages.js'

export const health: Command<null> = {
  words: ['health', '运行'],
  summary: '查看各平台的连接、排队和没有送达的消息',
  usage: '/health',
  example: async () => '/health',
  audience: { roles: ['admin'], chats: ['private', 'office'] },
  parse: () => null,
  async run(_, { tx, platforms, office }) {
    const lines: PlatformLine[] = []
    for (const one of platforms()) {
      const moved = await loadMoved(tx, one.platform)
      lines.push({ ...one, moved, unreached: await loadUnreached(tx, one.platform) })
    }
    const queues = {
      inbox: await tx.inbox.count('pending'),
      deadIn: await tx.inbox.count('dead'),
      outbox: await tx.outbox.count('queued'),
      deadOut: await tx.outbox.count('dead'),
      jobs: (await tx.jobs.queued()).length,
    }
    return { reply: { text: messages.health.text(lines, queues, office.zone) } }
  },
}

/** Where it is kept how many messages were last sent elsewhere (JSON). */
export const movedSetting = (platform: PlatformName) => `moved.${platform}`

async function loadMoved(view: View, platform: PlatformName): Promise<PlatformLine['moved']> {
  const kept = await view.settings.get(movedSetting(platform))
  return kept ? (JSON.parse(kept) as PlatformLine['moved']) : null
}

async function loadUnreached(view: View, platform: PlatformName): Promise<PlatformLine['unreached']> {
  const people: PlatformLine['unreached'] = []
  for (const binding of await view.bindings.unreachable()) {
    const person = binding.platform === platform ? await view.people.get(binding.person) : undefined
    if (person?.active) people.push({ id: person.id, name: person.name })
  }
  return people
}
