/** The newest disclosures, corrections and draws as an Atom feed (RFC 4287). */

import { createHash } from 'node:crypto'
import { Router } from 'express'
import { resultPath } from '../../commands/rules/result-path.js'
import type { Instant, PublishedResult } from '../../db/store.js'
import type { DrawLine } from './home-page.js'
import { STATE_WORDS } from './layout.js'
import { listDraws } from './public-pages.js'
import { findingsOf } from './published-words.js'
import { baseOf, type SiteOptions } from './site-options.js'
import { isCorrection, isUpdate, UPDATE } from './version-words.js'
import { xmlText } from './xml.js'

interface Entry {
  id: string
  title: string
  path: string
  updated: Instant
  author: string
  summary: string
}

const RESULTS = 40
const DRAWS = 20
const OFFICE = '双随机抽查工作领导小组办公室'

export function feed(options: SiteOptions): Router {
  const { store } = options
  const router = Router()
  router.get(['/feed.atom', '/feed.xml'], async (request, response) => {
    const entries = await store.read(async (view) => [
      ...(await view.published.latest(RESULTS)).map(resultEntry),
      ...(await listDraws(view, DRAWS, 0)).map(drawEntry),
    ])
    entries.sort((a, b) => (a.updated < b.updated ? 1 : -1))
    response.type('application/atom+xml').send(writeFeed(baseOf(options, request), entries))
  })
  return router
}

function resultEntry(result: PublishedResult): Entry {
  const { content, visit, department, version, at } = result
  const { firm, plan, agency, inspectedOn } = content
  return {
    id: idOf('disclosure', visit, department, String(version), firm.code),
    title: `${titleStart(result)}${firm.name} 抽查结果`,
    path: resultPath(result),
    updated: at,
    author: agency,
    summary: `${causeOf(result)}${plan.name}，${inspectedOn} 检查：${findingsOf(result).join('；')}。被抽中不代表涉嫌违法。`,
  }
}

function titleStart(result: PublishedResult): string {
  if (isUpdate(result)) return `${UPDATE}：`
  return isCorrection(result) ? '更正：' : ''
}

function causeOf(result: PublishedResult): string {
  if (isUpdate(result)) return `${UPDATE}。`
  return result.reason === null ? '' : `更正原因：${result.reason}。`
}

function drawEntry({ no, planName, state, committedAt, drawnAt }: DrawLine): Entry {
  return {
    id: idOf('draw', no, committedAt),
    title: `${no} ${planName} ${STATE_WORDS[state]}`,
    path: `/draws/${no}`,
    updated: drawnAt ?? committedAt,
    author: OFFICE,
    summary: `${planName}的公开抽取，${STATE_WORDS[state]}。`,
  }
}

/** The same for ever and wherever the site moves: a UUID of its own kind (version 8, RFC 9562) made of what is told of. */
function idOf(...parts: string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  const variant = '89ab'[Number.parseInt(hash[16]!, 16) % 4]
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** Before the first entry the feed is as old as time. */
const NEVER = '1970-01-01T00:00:00.000Z'

function writeFeed(base: string, entries: Entry[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${idOf('feed')}</id>
<title>双随机、一公开：公示和抽取</title>
<updated>${entries[0]?.updated ?? NEVER}</updated>
<author><name>${OFFICE}</name></author>
<link rel="self" type="application/atom+xml" href="${xmlText(`${base}/feed.atom`)}"/>
<link rel="alternate" type="text/html" href="${xmlText(`${base}/`)}"/>
${entries.map((entry) => writeEntry(base, entry)).join('')}</feed>
`
}

const writeEntry = (base: string, { id, title, path, updated, author, summary }: Entry): string => `<entry>
<id>${id}</id>
<title>${xmlText(title)}</title>
<updated>${updated}</updated>
<author><name>${xmlText(author)}</name></author>
<link rel="alternate" type="text/html" href="${xmlText(base + path)}"/>
<summary>${xmlText(summary)}</summary>
</entry>
`
