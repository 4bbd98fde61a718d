/** Three thousand invented firms with credit codes that are formed right and that no office can have given out. */

import { type Chance, createChance, impossiblePhone } from './random.js'
import { brandFirst, brandSecond, districts, type Trade, trades } from './trades.js'

export interface SampleFirm {
  code: string
  name: string
  type: string
  trade: string
  district: string
  address: string
  phone: string
  status: string
  creditClass: string
  tags: string[]
  weight: number
}

const firmCount = 3000
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The registering authority (9) with the kind of organisation, by the firm's type (GB 32100-2015 §4.2). */
const authorityOf: Record<string, string> = { 个体工商户: '92', 农民专业合作社: '93' }

export function createFirms(): SampleFirm[] {
  const chance = createChance('firms')
  const names = new Set<string>()
  return Array.from({ length: firmCount }, (_, serial) => createFirm(chance, serial, names))
}

function createFirm(chance: Chance, serial: number, names: Set<string>): SampleFirm {
  const trade = chance.weighted(trades.map((trade) => [trade, trade.share]))
  const type = chance.below(100) < trade.soleTraders ? '个体工商户' : companyType(chance, trade)
  const district = chance.weighted(districts.map((district) => [district, district.share]))
  return {
    code: creditCode(chance, authorityOf[type] ?? '91', serial),
    name: distinctName(chance, trade, type, names),
    type,
    trade: trade.name,
    district: district.name,
    address: `鹤壁市山城区${district.name}${chance.pick(district.roads)}${1 + chance.below(380)}号`,
    phone: chance.below(5) === 0 ? '' : impossiblePhone(chance),
    status: chance.weighted([
      ['存续', 870],
      ['停业', 40],
      ['注销', 45],
      ['吊销', 25],
      ['迁出', 20],
    ]),
    creditClass: chance.weighted([
      ['A', 25],
      ['B', 50],
      ['C', 18],
      ['D', 7],
    ]),
    tags: trade.tags.filter(([, percent]) => chance.below(100) < percent).map(([tag]) => tag),
    weight: chance.weighted([
      [1, 94],
      [2, 5],
      [3, 1],
    ]),
  }
}

function companyType(chance: Chance, trade: Trade): string {
  return chance.weighted([
    ['有限责任公司', 82],
    ['个人独资企业', 12],
    ['股份有限公司', 2],
    ['农民专业合作社', trade.name === '种植养殖' ? 120 : 0],
  ])
}

function distinctName(chance: Chance, trade: Trade, type: string, names: Set<string>): string {
  for (;;) {
    const brand = chance.pick(brandFirst) + chance.pick(brandSecond)
    const name = composeName(brand, chance.pick(trade.shops), chance.pick(trade.companies), type)
    if (names.has(name)) continue
    names.add(name)
    return name
  }
}

function composeName(brand: string, shop: string, business: string, type: string): string {
  if (type === '个体工商户') return `山城区${brand}${shop}`
  if (type === '农民专业合作社') return `鹤壁市山城区${brand}种植养殖农民专业合作社`
  if (type === '个人独资企业') return `鹤壁市${brand}${business}中心`
  return `鹤壁市${brand}${business}${type === '股份有限公司' ? '股份' : ''}有限公司`
}

/** Authority, district 410603, an organisation code that starts with YX (in no real use), check character. */
function creditCode(chance: Chance, authority: string, serial: number): string {
  const body = `YX${String(serial).padStart(4, '0')}${String(chance.below(100)).padStart(2, '0')}`
  const code = `${authority}410603${body}${organisationCheck(body)}`
  return code + creditCheck(code)
}

/** GB 11714-1997: weights 3, 7, 9, 10, 5, 8, 4, 2 modulo 11. */
function organisationCheck(body: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...body].reduce(
    (total, character, i) => total + Number.parseInt(character, 36) * (weights[i] ?? 0),
    0,
  )
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

/** GB 32100-2015: weights 3^i modulo 31. */
function creditCheck(code: string): string {
  const sum = [...code].reduce(
    (total, character, i) => total + alphabet.indexOf(character) * (3 ** i % 31),
    0,
  )
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

const header = '统一社会信用代码,名称,主体类型,行业,辖区,住所,电话,登记状态,信用等级,标签,权重'

export function firmRows(firms: SampleFirm[]): string[][] {
  const rows = firms.map((firm) => [
    ...[firm.code, firm.name, firm.type, firm.trade, firm.district, firm.address, firm.phone],
    ...[firm.status, firm.creditClass, firm.tags.join('、'), String(firm.weight)],
  ])
  return [header.split(','), ...rows]
}
