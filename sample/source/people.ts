/** Invented people for every department, and the roll of those among them who inspect. */
import { leadingCode, supervisingCode, type Unit, units } from './departments.js'
import { type Chance, createChance, impossiblePhone } from './random.js'

// None of these characters is in a given name of the notice that the district is modelled on.
const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶',
]
const firstCharacters = [...'志永玉秀佳思立新少庆宏世泽雨欣瑞俊光长宝']
const secondCharacters = [...'亮芳英宁远博涛静雪梅婷浩然成飞超勇莉琴霞健凯旭斌全']

const expiredCount = 6
const onLeaveCount = 5

interface Member {
  id: string
  name: string
  unit: Unit
  role: string
  phone: string
}

interface RollEntry {
  id: string
  person: string
  unit: Unit
  tags: string[]
  certifiedUntil: string
  leave: [string, string]
}

/** `leaderOf` gives a department's leader by the department's code. */
export interface Staff {
  people: string[][]
  inspectors: string[][]
  roll: RollEntry[]
  leaderOf: Map<string, string>
}

export function createStaff(): Staff {
  const chance = createChance('people')
  const members = units.flatMap((unit) => rolesOf(unit).map((role) => ({ unit, role })))
  const names = distinctNames(chance, members.length)
  const staff: Member[] = members.map((member, index) => ({
    ...member,
    id: `P${String(index + 1).padStart(4, '0')}`,
    name: names[index] ?? '',
    phone: impossiblePhone(chance),
  }))
  const roll = createRoll(chance, staff)
  return {
    people: [
      ['人员编号', '姓名', '部门代码', '角色', '电话', '在职'],
      ...staff.map(({ id, name, unit, role, phone }) => [id, name, unit.code, role, phone, '是']),
    ],
    inspectors: [
      ['执法证号', '人员编号', '部门代码', '专业标签', '证件有效期至', '请假开始', '请假结束', '在岗'],
      ...roll.map(({ id, person, unit, tags, certifiedUntil, leave }) => [
        ...[id, person, unit.code, tags.join('、'), certifiedUntil],
        ...[...leave, '是'],
      ]),
    ],
    roll,
    leaderOf: new Map(staff.filter(({ role }) => role === '领导').map(({ id, unit }) => [unit.code, id])),
  }
}

function rolesOf(unit: Unit): string[] {
  const roles = ['领导', '经办']
  if (unit.code === leadingCode) roles.push('经办', '管理员')
  if (unit.code === supervisingCode) roles.push('监察', '监察')
  return [...roles, ...Array<string>(unit.inspectors).fill('执法人员')]
}

function distinctNames(chance: Chance, count: number): string[] {
  const names = new Set<string>()
  while (names.size < count)
    names.add(chance.pick(surnames) + chance.pick(firstCharacters) + chance.pick(secondCharacters))
  return [...names]
}

function createRoll(chance: Chance, staff: Member[]): RollEntry[] {
  const serial = new Map<Unit, number>()
  const roll = staff
    .filter(({ role }) => role === '执法人员')
    .map(({ id: person, unit }): RollEntry => {
      const number = (serial.get(unit) ?? 0) + 1
      serial.set(unit, number)
      return {
        id: `豫F-${unit.code.slice('SCQ-'.length)}-${String(number).padStart(4, '0')}`,
        person,
        unit,
        tags: [...new Set([unit.tags[number % unit.tags.length] ?? '', chance.pick(unit.tags)])],
        // One certificate in eight runs out in the course of the sample's year.
        certifiedUntil: `${chance.below(8) === 0 ? 2026 : 2027 + chance.below(4)}-${chance.pick(['06-30', '09-30', '12-31'])}`,
        leave: ['', ''],
      }
    })
  const special = distinctPlaces(chance, roll.length, expiredCount + onLeaveCount).map((place) => roll[place])
  for (const [index, entry] of special.entries()) {
    if (entry === undefined) continue
    if (index < expiredCount) entry.certifiedUntil = chance.pick(['2025-12-31', '2025-09-30', '2026-02-28'])
    else entry.leave = [`2026-03-0${1 + chance.below(8)}`, `2026-03-${20 + chance.below(11)}`]
  }
  return roll
}

function distinctPlaces(chance: Chance, length: number, count: number): number[] {
  const places = new Set<number>()
  while (places.size < count) places.add(chance.below(length))
  return [...places]
}
