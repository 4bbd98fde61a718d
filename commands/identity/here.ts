/** /here 本群: the administrator says what a group is: a department's, the leaders' or the office's. */
import type { Department, GroupKind, Tx } from '../../db/store.js'
import { withCaller } from '../audiences.js'
import { type Command, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'

interface HereArgs {
  kind: GroupKind
  department: string | null
}

const KINDS = new Map<string, GroupKind>([
  ['办公室', 'office'],
  ['office', 'office'],
  ['领导', 'leaders'],
  ['leaders', 'leaders'],
  ['部门', 'department'],
  ['department', 'department'],
])

export const here: Command<HereArgs> = {
  words: ['here', '本群'],
  summary: '登记本群是哪个部门的群、领导群或办公室群',
  usage: '/here 部门 部门名称\n/here 领导\n/here 办公室',
  example: async () => messages.here.example,
  audience: { roles: ['admin'], chats: ['office', 'leaders', 'department', 'unbound'] },
  parse(rest) {
    const [word = '', ...more] = rest.trim().split(/\s+/)
    const kind = KINDS.get(word.toLowerCase())
    const department = more.join(' ')
    if (!kind || (kind === 'department') !== (department !== ''))
      throw new UsageRefusal(messages.here.needsKind)
    return { kind, department: department === '' ? null : department }
  },
  async run({ kind, department }, context) {
    const { tx, chat, caller, now } = withCaller(context)
    const found = department === null ? null : await findDepartment(tx, department)
    const at = now.toISOString()
    await tx.groups.put({
      platform: chat.platform,
      chat: chat.chat,
      kind,
      department: found?.code ?? null,
      title: chat.title,
      boundBy: caller.id,
      boundAt: at,
    })
    await tx.ledger.append('group.bound', caller.id, { kind, department: found?.code ?? null }, at)
    return { reply: { text: messages.here.done(kind, found?.name ?? null) } }
  },
}

async function findDepartment(tx: Tx, word: string): Promise<Department> {
  const wanted = word.normalize('NFKC').toLowerCase()
  const all = await tx.departments.all()
  const found = all.find((d) => [d.code.toLowerCase(), d.name, d.shortName].includes(wanted))
  if (!found) throw new Refusal(messages.here.unknownDepartment(word))
  return found
}
