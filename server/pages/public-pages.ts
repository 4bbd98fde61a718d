/** The public pages, filled from the store with nothing but what the public may see. */
import { Router } from 'express'
import { EXCLUSION_NAMES } from '../../commands/messages/names.js'
import { readDrawNo } from '../../commands/rules/numbers.js'
import type { FileStore } from '../../db/files.js'
import type { Draw, Store, View } from '../../db/store.js'
import { writeProof } from '../draw/write-proof.js'
import { packageRoot } from '../package-root.js'
import { type DrawPage, renderDraw } from './draw-page.js'
import { type DrawLine, renderHome } from './home-page.js'
import type { PublicState } from './layout.js'

const MOST_DRAWS = 10

export function publicPages(store: Store, files: FileStore, zone: string): Router {
  const router = Router()
  router.get('/', async (_, response) => {
    const draws = await store.read((view) => listDraws(view, MOST_DRAWS, 0))
    response.type('html').send(renderHome({ draws, zone }))
  })
  router.get('/draws/:no', async (request, response, next) => {
    const no = readDrawNo(request.params.no)
    const page = no && (await store.read((view) => fillPage(view, no, zone)))
    if (!page) return next()
    response.type('html').send(renderDraw(page))
  })
  router.get('/draws/:no/proof.json', async (request, response, next) => {
    const no = readDrawNo(request.params.no)
    const proof = no && (await writeProof(store, files, no))
    if (!proof) return next()
    response.type('json').send(proof)
  })
  router.get('/verify/ssj_verify.py', (_, response) => {
    response.type('text/x-python').attachment('ssj_verify.py')
    response.sendFile('ssj_verify.py', { root: new URL('docs/verify/', packageRoot).pathname })
  })
  return router
}

/** Newest first. */
export async function listDraws(view: View, limit: number, offset: number): Promise<DrawLine[]> {
  const lines: DrawLine[] = []
  for (const draw of await view.draws.numbered(limit, offset)) {
    const plan = await view.plans.get(draw.plan)
    lines.push({
      no: draw.no!,
      planNo: draw.plan,
      planName: plan?.name ?? draw.plan,
      nth: draw.nth,
      reason: draw.reason,
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
    secret: draw.state === 'failed' ? draw.secret : null,
    replacements: await listReplacements(view, no),
    proof: drawn ? { url: `/draws/${no}/proof.json` } : null,
    zone,
  }
}

/** Those that stand in the ledger; never who left or came. */
async function listReplacements(view: View, no: string): Promise<DrawPage['replacements']> {
  const all = await view.replacements.ofDraw(no)
  return all.flatMap(({ enteredAt, visit, seat, reason, state }) =>
    enteredAt === null ? [] : [{ visit, seat, reason, done: state === 'replaced', at: enteredAt }],
  )
}

function filesOf(draw: Draw): DrawPage['files'] {
  const { sheet, excluded, inspectors, seats } = draw.commit as DrawPage['files']
  return { sheet, excluded, inspectors, seats }
}
