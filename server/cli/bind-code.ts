/** `ssj bind-code`: a binding code from the machine itself, above all for the first administrator. */
import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import type { Department, Person, Tx } from '../../db/store.js'
import { Failure, WrongUsage } from './failure.js'

export function addBindCode(program: Command): void {
  program
    .command('bind-code')
    .description('发一个绑定码（10 分钟内有效，只能用一次）')
    .argument('[person]', '人员编号或姓名；不写就是唯一的管理员')
    .option('--first-admin <name>', '还没有管理员时，登记第一个管理员并发码')
    .addHelpText('after', '\n本人私聊机器人发送“/bind 绑定码”即完成绑定。机器人运行时也可以发码。')
    .action(bindCode)
}

async function bindCode(word: string | undefined, options: { firstAdmin?: string }): Promise<void> {
  if (word !== undefined && options.firstAdmin !== undefined)
    throw new WrongUsage('登记第一个管理员时只写 --first-admin 姓名，不再写人员。')
  const { readSettings } = await import('./settings.js')
  const { openStore } = await import('../../db/open.js')
  const { openPresent } = await import('./open-present.js')
  const { databaseUrl } = await import('../places.js')
  const config = readSettings()
  // One short transaction beside a running bot is safe: SQLite lets one writer in at a time, the other one waits.
  const store = await (options.firstAdmin === undefined
    ? openPresent(config)
    : openStore(databaseUrl(config)))
  try {
    const now = new Date()
    const give = await prepareCode(now)
    const { person, code } = await store.write(async (tx) => {
      const person =
        options.firstAdmin === undefined
          ? await choose(tx, word)
          : await addFirstAdmin(tx, options.firstAdmin, now)
      return { person, code: await give(tx, person) }
    })
    console.log(`${person.name}（${person.id}）的绑定码：${code}`)
    console.log(`10 分钟内有效，只能用一次。请本人私聊机器人发送：/bind ${code}`)
  } finally {
    await store.close()
  }
}

/** The same rules as for /code 发码; loaded before the transaction, in which nothing may be waited for. */
async function prepareCode(now: Date): Promise<(tx: Tx, person: Person) => Promise<string>> {
  const { CODE_LIFE } = await import('../../commands/identity/code.js')
  const { formatCode, hashCode } = await import('../../commands/rules/secrets.js')
  return async (tx, person) => {
    if (!person.active) throw new Failure(`${person.name} 已不在岗，不能发码。`)
    const code = formatCode(randomBytes(16))
    const expiresAt = new Date(now.getTime() + CODE_LIFE).toISOString()
    await tx.bindCodes.put({ hash: hashCode(code), person: person.id, createdBy: 'system', expiresAt })
    await tx.ledger.append('code.made', 'system', { person: person.id }, now.toISOString())
    return code
  }
}

async function choose(tx: Tx, word: string | undefined): Promise<Person> {
  const found =
    word === undefined
      ? await tx.people.withRole('admin')
      : await tx.people.find(word.normalize('NFKC').trim())
  const [only, ...others] = found
  if (only && others.length === 0) return only
  if (only)
    throw new Failure(
      `有不止一个人，请写人员编号：\n${found.map(({ id, name }) => `${id} ${name}`).join('\n')}`,
    )
  if (word !== undefined) throw new Failure(`没有找到“${word}”：请写人员编号或完整的姓名。`)
  throw new Failure('还没有管理员：请用 ssj bind-code --first-admin 姓名 登记第一个。')
}

const ADMINISTRATION: Department = { code: 'ADMIN', name: '系统管理', shortName: '系统管理', leading: false }
const FIRST_ADMIN = 'A0001'

async function addFirstAdmin(tx: Tx, name: string, now: Date): Promise<Person> {
  if (name.trim() === '') throw new WrongUsage('请写上第一个管理员的姓名。')
  const [admin] = await tx.people.withRole('admin')
  if (admin)
    throw new Failure(`已经有管理员 ${admin.name}（${admin.id}）：请用 ssj bind-code ${admin.id} 发码。`)
  if (await tx.people.get(FIRST_ADMIN))
    throw new Failure(
      `人员编号 ${FIRST_ADMIN} 已有人使用：请在人员名录里给管理员加上角色“管理员”后重新导入。`,
    )
  if (!(await tx.departments.get(ADMINISTRATION.code))) await tx.departments.put(ADMINISTRATION)
  const person: Person = {
    id: FIRST_ADMIN,
    name: name.trim(),
    department: ADMINISTRATION.code,
    roles: ['admin'],
    phone: null,
    active: true,
  }
  await tx.people.put(person)
  await tx.ledger.append('admin.added', 'system', { person: person.id }, now.toISOString())
  return person
}
