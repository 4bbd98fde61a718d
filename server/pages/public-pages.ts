/** The public pages, filled from the store with nothing but what the public may see. */
import { Router } from 'express'
import { EXCLUSION_NAMES } from '../../commands/messages/names.js'
import { readDrawNo } from '../../commands/rules/numbers.js'
import type { FileStore } from '../../db/files.js'
import type { Draw, FrozenKeys, Store, View } from '../../db/store.js'
import type { FindProof } from '../draw/find-proof.js'
import { packageRoot } from '../package-root.js'
import { type DrawPage, renderDraw } from './draw-page.js'
import { type DrawLine, renderHome } from './home-page.js'
import type { PublicState } from './layout.js'
import { sendKept } from './send-kept.js'

const MOST_DRAWS = 100
const PUBLIC_FILES = ['sheet', 'excluded', 'inspectors', 'seats']

export function publicPages(store: Store, files: FileStore, findProof: FindProof, zone: string): Router {
  const router = Router()
  router.get('/', async (_, response) => {
    const draws = await store.read(listDraws)
    response.type('html').send(renderHome({ draws, zone }))
  })
  router.get('/draws/:no', async (request, response, next) => {
    const no = readDrawNo(request.params.no)
    const page = no && (await store.read((view) => fillPage(view, no, zone)))
    if (!page) return next()
    response.type('html').send(renderDraw(page))
  })
  // One handler for both: whoever may see the one may see the other.
  router.get(['/draws/:no/proof.json', '/draws/:no/files/:name.jsonl'], async (request, response, next) => {
    const { no: word = '', name } = request.params as { no?: string; name?: string }
    const no = readDrawNo(word)
    const hash = no && (name === undefined ? (await findProof(no))?.hash : await findFile(store, no, name))
    if (!hash) return next()
    await sendKept(files, hash, name === undefined ? 'json' : 'application/jsonl', request, response)
  })
  router.get('/verify/ssj_verify.py', (_, response) => {
    response.type('text/x-python').attachment('ssj_verify.py')
    response.sendFile('ssj_verify.py', { root: new URL('docs/verify/', packageRoot).pathname })
  })
  return router
}

/** The key of a frozen file of a drawn draw; what is behind the seals is none of them. */
async function findFile(store: Store, no: string, name: string): Promise<string | undefined> {
  const draw = await store.read((view) => view.draws.byNo(no))
  return PUBLIC_FILES.includes(name) && draw?.state === 'drawn'
    ? draw.files?.[name as keyof FrozenKeys]
    : undefined
}

async function listDraws(view: View): Promise<DrawLine[]> {
  const lines: DrawLine[] = []
  for (const draw of await view.draws.numbered(MOST_DRAWS)) {
    const plan = await view.plans.get(draw.plan)
    lines.push({
      no: draw.no!,
      planNo: draw.plan,
      planName: plan?.name ?? draw.plan,
      nth: draw.nth,
      state: draw.state as PublicState,
      committedAt: draw.committedAt!,
      drawnAt: draw.drawnAt,
    })
  }
  return lines
}

async function fillPage(view: View, no: string, zone: string): Promise<DrawPage | null> {
  const draw = await view.draws.byNo(no)
  if (!draw?.commit || !draw.summary) return null
  const { summary } = draw
  const drawn = draw.state === 'drawn'
  return {
    no,
    planNo: draw.plan,
    planName: summary.planName,
    nth: draw.nth,
    reason: draw.reason,
    state: draw.state as PublicState,
    cause: draw.cause,
    committedAt: draw.committedAt!,
    drawnAt: draw.drawnAt,
    commitHash: draw.commitHash!,
    files: filesOf(draw),
    witnessesNeeded: Number(draw.commit.witnesses),
    witnesses: (await view.draws.witnesses(draw.id)).map(({ text, at }) => ({ text, at })),
    seed: draw.seed,
    strata: summary.strata.map((one) => ({
      stratum: one.stratum,
      inScope: one.firms,
      drawn: drawn ? one.drawn : null,
    })),
    excluded: Object.entries(summary.excluded).map(([code, count]) => ({
      reason: EXCLUSION_NAMES[code] ?? code,
      count,
    })),
    due: draw.due,
    dueEstimated: summary.dueEstimated,
    proof: drawn ? { url: `/draws/${no}/proof.json` } : null,
    zone,
  }
}

function filesOf(draw: Draw): DrawPage['files'] {
  const { sheet, excluded, inspectors, seats } = draw.commit as DrawPage['files']
  return { sheet, excluded, inspectors, seats }
}
