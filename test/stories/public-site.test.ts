/** The public site of a district with results: what it tells, what it never tells, and that all of it hangs together. */
import { request as rawRequest } from 'node:http'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PublishedResult } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { fillPublicDistrict, HOSTILE, IDENTITY, PHONE, PRIVATE } from './public-district.js'

interface Page {
  status: number
  type: string
  text: string
}

describe.sequential('the public site', { timeout: 120_000 }, () => {
  let office: Office
  let site: Map<string, Page>
  let corrected: PublishedResult

  beforeAll(async () => {
    office = await openOffice({ env: { REGISTRY_WEBHOOK_SECRET: 'x'.repeat(32) } })
    await fillPublicDistrict(office)
    const corrections = await office.store.read((view) => view.published.corrections('', 100, 0))
    corrected = corrections.find(({ content }) => !`${content.firm.name}${content.agency}`.includes('<'))!
    site = await crawl(office)
  }, 120_000)
  afterAll(() => office.close())

  const textOf = async (path: string) => (await office.request(path)).text()
  const all = () => [...site].map(([path, { text }]) => [path, text] as const)

  it('answers at every address that any of its pages, feeds and maps names', () => {
    const broken = [...site]
      .filter(([, { status }]) => status !== 200)
      .map(([path, { status }]) => `${status} ${path}`)
    expect(broken).toEqual([])
    for (const kind of ['/firms/', '/results/', '/statistics/', '/open-data/', '/draws/', '/sitemaps/'])
      expect([...site.keys()].filter((path) => path.startsWith(kind)).length).toBeGreaterThan(1)
    for (const path of ['/lists', '/credit-rules', '/open-data/lists.csv'])
      expect(site.get(path)?.status, path).toBe(200)
    expect(site.get('/lists')!.text).toContain('拒不改正')
    expect(site.size).toBeGreaterThan(200)
  })

  it('holds no telephone, identity number, address or private note anywhere', async () => {
    const codes = new Set(await office.store.read(everyCode))
    for (const [path, text] of all()) {
      for (const mark of [PRIVATE, PHONE, IDENTITY])
        expect(text.includes(mark), `${mark} at ${path}`).toBe(false)
      const numbers =
        text.match(/(?<![0-9A-Za-z.])(1[3-9]\d{9}|[1-9]\d{5}(19|20)\d{9}[\dX])(?![0-9A-Za-z])/g) ?? []
      expect(
        numbers.filter((number) => !codes.has(number)),
        path,
      ).toEqual([])
    }
  })

  it('names no inspector and nobody else of the offices', async () => {
    const people = await office.store.read((view) => view.people.all())
    const told = all().filter(([path]) => !path.startsWith('/draws/'))
    for (const { id } of people)
      expect(told.filter(([, text]) => text.includes(`"${id}"`)).map(([path]) => path)).toEqual([])
  })

  it('shows what people wrote as text, on pages, in the feed and in pictures', () => {
    const pages = all().filter(
      ([path]) => site.get(path)!.type.includes('html') && !path.startsWith('/verify'),
    )
    expect(pages.some(([, text]) => text.includes('&lt;script&gt;alert(1)'))).toBe(true)
    for (const [path, text] of pages)
      expect(text.includes('<script') || text.includes('<img src=x'), path).toBe(false)
  })

  it('writes pictures, feeds and maps that no text breaks', () => {
    const written = all().filter(([path]) => /xml|svg/.test(site.get(path)!.type))
    expect(written.map(([path]) => path)).toEqual(
      expect.arrayContaining(['/statistics/departments-wide.svg', '/feed.atom']),
    )
    for (const [path, text] of written) expect(() => readXml(text), path).not.toThrow()
  })

  it('keeps earlier versions to be read, marked as corrected, with the reason', async () => {
    const page = await textOf(`/results/${corrected.visit}/${corrected.department}`)
    expect(page).toContain('第 1 版（已被更正）')
    expect(page).toContain('更正原因：')
    expect(await textOf(`/firms/${corrected.content.firm.code}`)).toContain(
      '第 1 版，2026-03-12 公示，已被更正',
    )
    expect(await textOf('/corrections')).toContain(corrected.content.firm.name)
  })

  it('shows nothing of a firm without a public result, however it is asked for', async () => {
    const codes = await office.store.read(everyCode)
    const known = new Set(await office.store.read((view) => view.published.firmCodes(1000, 0)))
    const silent = await office.store.read((view) => view.firms.get(codes.find((code) => !known.has(code))!))
    expect((await office.request(`/firms/${silent!.code}`)).status).toBe(404)
    expect(await textOf(`/search?q=${silent!.code}`)).not.toContain(`/firms/${silent!.code}`)
    expect(await textOf(`/search?q=${encodeURIComponent(silent!.name)}`)).not.toContain(silent!.code)
  })

  it('finds firms, items and departments by words', async () => {
    const { firm } = corrected.content
    expect(await textOf(`/search?q=${encodeURIComponent(firm.name)}`)).toContain(`/firms/${firm.code}`)
    expect(await textOf('/search?q=登记事项')).toContain('/items#GS-03')
    expect(await textOf('/search?q=工商分局')).toContain('/results?department=SCQ-GS')
    expect(await textOf('/search?q=cq2026-1')).toContain('/draws/CQ2026-001')
    expect((await office.request(`/search?q=${encodeURIComponent(HOSTILE)}&q=x&page=-1`)).status).toBe(200)
  })

  it('finds a result by its visit’s number, however it is typed, and leads from it to its plan', async () => {
    const { visit, department, content } = corrected
    const path = `/results/${visit}/${department}`
    const [, year, draw, n] = /^RW(\d+)-0*(\d+)-0*(\d+)$/.exec(visit)!
    for (const typed of [
      visit,
      ` ${visit.toLowerCase()}`,
      `rw${year}-${draw}-${n}`,
      `RW${year}-${draw}-000${n}`,
    ])
      expect(await textOf(`/search?q=${encodeURIComponent(typed)}`), typed).toContain(`href="${path}"`)
    expect(await textOf('/search?q=RW2026-999-01')).not.toContain('href="/results/')
    expect(await textOf(path)).toContain(`href="/plans#${content.plan.no}"`)
    expect(await textOf('/plans')).toContain(`id="${content.plan.no}"`)
  })

  it('narrows the list to department, month and item, and leafs both ways', async () => {
    const own = await textOf('/results?department=SCQ-XD&month=2026-04')
    expect(own).toContain('区消防大队')
    expect(own).not.toMatch(/<th scope="row"><a [^>]*>2026-0[356]/)
    const next = /href="(\/results\?before=[^"]+)"/.exec(await textOf('/results'))![1]!
    const older = await textOf(next.replaceAll('&amp;', '&'))
    const back = /href="(\/results\?after=[^"]+)"/.exec(older)![1]!
    expect(rowsOf(await textOf(back.replaceAll('&amp;', '&')))).toEqual(rowsOf(await textOf('/results')))
    for (const strange of [
      'department=%00',
      'month=2026-3%27',
      'item=<b>',
      'before=~~',
      'before=a~b~c~d',
      'department[]=1',
    ])
      expect((await office.request(`/results?${strange}`)).status, strange).toBe(200)
  })

  it('is a valid Atom feed whose entries keep their ids', async () => {
    const feed = readXml(await textOf('/feed.atom'))
    expect(feed.root).toEqual(['feed', 'http://www.w3.org/2005/Atom'])
    const ids = feed.texts('feed/entry/id')
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(40)
    for (const id of [...ids, ...feed.texts('feed/id')])
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    for (const name of ['title', 'updated', 'author/name', 'summary'])
      expect(feed.texts(`feed/entry/${name}`)).toHaveLength(ids.length)
    for (const at of feed.texts('feed/entry/updated')) expect(new Date(at).toISOString()).toBe(at)
    expect(feed.texts('feed/updated')).toEqual([feed.texts('feed/entry/updated')[0]])
    expect(feed.texts('feed/entry/summary').join()).toContain(HOSTILE)
    await office.restart()
    const again = readXml(await textOf('/feed.xml'))
    expect(again.texts('feed/entry/id')).toEqual(ids)
  })

  it('gives the same rows as CSV and as JSON, each column in the dictionary', async () => {
    const dictionary = await textOf('/open-data')
    for (const name of ['results', 'decisions', 'corrections', 'statistics', 'draws', 'plans']) {
      const csv = await (await office.request(`/open-data/${name}.csv`)).text()
      const json = JSON.parse(await textOf(`/open-data/${name}.json`)) as object[]
      expect(csv.split('\r\n').length - 2, name).toBe(json.length)
      for (const title of csv.split('\r\n')[0]!.replace('\ufeff', '').split(','))
        expect(dictionary).toContain(title)
      for (const key of Object.keys(json[0]!)) expect(dictionary).toContain(`<code>${key}</code>`)
    }
    expect((await office.request('/data/results.csv')).url).toContain('/open-data/results.csv')
  })

  it('answers 304 to what a browser has, and lets it keep the style for good', async () => {
    for (const path of ['/', '/results', '/open-data/results.csv', '/statistics', '/feed.atom']) {
      const tag = (await office.request(path)).headers.get('etag')!
      expect(tag, path).toBeTruthy()
      expect(
        (await office.request(path, { headers: { 'if-none-match': tag, 'cache-control': 'max-age=0' } }))
          .status,
        path,
      ).toBe(304)
    }
    const style = /href="(\/assets\/site-[0-9a-f]{16}\.css)"/.exec(await textOf('/'))![1]!
    expect((await office.request(style)).headers.get('cache-control')).toContain('immutable')
  })

  it('shows a new disclosure at once', async () => {
    const path = `/results/${corrected.visit}/${corrected.department}`
    const before = await textOf(path)
    await office.store.write(async (tx) => {
      const [last] = (await tx.disclosures.of(corrected.visit, corrected.department)).slice(-1)
      await tx.disclosures.add({ ...last!, version: 3, reason: '名称有误' })
    })
    expect(before).not.toContain('名称有误')
    expect(await textOf(path)).toContain('名称有误')
    expect(await textOf('/corrections')).toContain('名称有误')
  })

  it('allows no script, nothing from elsewhere, and insists on https only where people come by it', async () => {
    const plain = await office.request('/')
    const policy = plain.headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|script-src|upgrade-insecure-requests/)
    expect(plain.headers.get('strict-transport-security')).toBeNull()
    const proxied = await office.request('/', {
      headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' },
    })
    expect(proxied.headers.get('strict-transport-security')).toContain('max-age')
    expect(proxied.headers.get('content-security-policy')).toContain('upgrade-insecure-requests')
  })

  it('slows down one address in Chinese, and no other', async () => {
    const ask = (from: string) =>
      office.request('/about', { headers: { 'x-forwarded-for': from, accept: 'text/html' } })
    const first = await Promise.all(Array.from({ length: 600 }, () => ask('203.0.113.9')))
    expect(first.map(({ status }) => status).filter((status) => status !== 200)).toEqual([])
    const refused = await ask('203.0.113.9')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('60')
    expect(await refused.text()).toContain('请求过于频繁')
    expect((await ask('203.0.113.10')).status).toBe(200)
    const unsigned = { method: 'POST', headers: { 'x-forwarded-for': '203.0.113.9' }, body: '{}' }
    expect((await office.request('/webhooks/registry', unsigned)).status).toBe(401)
    expect((await office.request('/livez', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(
      200,
    )
  })

  it('names itself by the convention for public sites', async () => {
    const tags = (page: string) =>
      Object.fromEntries(
        [...page.matchAll(/<meta name="(\w+)" content="([^"]*)">/g)].map(([, name, content]) => [
          name,
          content,
        ]),
      )
    expect(tags(await textOf('/results'))).toMatchObject({
      SiteName: '双随机、一公开公示平台',
      ColumnName: '抽查结果公示',
      ColumnType: '公告公示',
    })
    const result = tags(await textOf(`/results/${corrected.visit}/${corrected.department}`))
    expect(result).toMatchObject({ PubDate: '2026-04-20', ContentSource: corrected.content.agency })
    expect(result.ArticleTitle).toContain(corrected.content.firm.name)
  })

  it('hands out a path as it is, without a way around', async () => {
    expect(await statusOf(office, '/results/..%2f..%2fetc/passwd')).toBe(404)
    expect(await statusOf(office, '/sitemaps/firms-0.xml')).toBe(404)
    expect(await statusOf(office, '/firms/%E0%A4%A')).toBe(400)
  })
})

const rowsOf = (page: string) => page.match(/<th scope="row"><a href="[^"]+"/g)

async function everyCode(view: Parameters<Parameters<Office['store']['read']>[0]>[0]): Promise<string[]> {
  const codes: string[] = []
  await view.firms.eachInScope([], (some) => void codes.push(...some.map(({ code }) => code)))
  return codes
}

/** Everything that can be reached from the front page and the site map, by links, pictures, styles and maps. */
async function crawl(office: Office): Promise<Map<string, Page>> {
  const found = new Map<string, Page>()
  const waiting = [
    '/',
    '/sitemap.xml',
    '/robots.txt',
    '/feed.atom',
    '/feed.xml',
    '/open-data/datapackage.json',
  ]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue
    const response = await office.request(path)
    const page = {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
    }
    found.set(path, page)
    if (!/html|xml/.test(page.type)) continue
    const links = page.text.matchAll(/(?:href|src|srcset|action)="([^"]+)"|<loc>([^<]+)<\/loc>/g)
    for (const [, attribute, place] of links) {
      const url = new URL(
        (attribute ?? place)!.replaceAll('&amp;', '&'),
        new URL(path, office.system.address),
      )
      if (url.origin === new URL(office.system.address).origin) waiting.push(url.pathname + url.search)
    }
  }
  return found
}

function readXml(text: string) {
  const parser = new SaxesParser({ xmlns: true })
  const path: string[] = []
  const texts: [string, string][] = []
  let root: [string, string] | undefined
  parser.on('opentag', ({ local, uri }) => {
    root ??= [local, uri]
    path.push(local)
    texts.push([path.join('/'), ''])
  })
  parser.on('text', (part) => {
    const at = texts.findLast(([name]) => name === path.join('/'))
    if (at) at[1] += part
  })
  parser.on('closetag', () => void path.pop())
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
  return { root, texts: (name: string) => texts.filter(([at]) => at === name).map(([, own]) => own) }
}

/** Without a client that mends the address first. */
function statusOf(office: Office, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(office.system.address)
  return new Promise((resolve, reject) => {
    rawRequest({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
}
