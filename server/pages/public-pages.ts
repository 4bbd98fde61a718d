/** The public pages, filled from the store with nothing but what the public may see. */
import { Router } from 'express'
import { announcedBeacon, awaitsBeacon } from '../../commands/draws/draw-beacon.js'
import { opensLater } from '../../commands/draws/proven-draw.js'
import { EXCLUSION_NAMES } from '../../commands/messages/names.js'
import { messages } from '../../commands/messages.js'
import { jcs } from '../../commands/rules/draw/hash.js'
import { reasonOf, VACANT } from '../../commands/rules/leave-reasons.js'
import { readDrawNo } from '../../commands/rules/numbers.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { FileStore } from '../../db/files.js'
import type { Day, Draw, FrozenKeys, PlatformDraw, Store, View } from '../../db/store.js'
import { describeFailed } from '../draw/describe-failed.js'
import type { FindProof } from '../draw/find-proof.js'
import { packageRoot } from '../package-root.js'
import { checkPage } from './check/check-page.js'
import { type DrawPage, renderDraw } from './draw-page.js'
import type { DrawLine } from './home-page.js'
import type { PublicState } from './layout.js'
import { renderPlatformDraw } from './platform-draw-page.js'
import { sendKept } from './send-kept.js'

const PUBLIC_FILES = ['sheet', 'excluded', 'inspectors', 'seats']

export function publicPages(
  store: Store,
  files: FileStore,
  findProof: FindProof,
  zone: string,
  now: () => Date,
): Router {
  const router = Router()
  const today = () => officeDay(now(), zone)
  router.get('/draws/:no', async (request, response, next) => {
    const no = readDrawNo(request.params.no)
    const page = no && (await store.read((view) => showDraw(view, no, zone, today())))
    if (!page) return next()
    response.type('html').send(page)
  })
  // One handler for both: whoever may see the one may see the other.
  router.get(['/draws/:no/proof.json', '/draws/:no/files/:name.jsonl'], async (request, response, next) => {
    const { no: word = '', name } = request.params as { no?: string; name?: string }
    const no = readDrawNo(word)
    const draw = no && (await store.read((view) => view.draws.byNo(no)))
    if (no && !draw && name === undefined) return void response.status(404).json(unknownDraw(no))
    if (!draw) return next()
    if (draw.elsewhere) return void response.status(404).json(notProven(draw.elsewhere))
    // Where there never will be a proof, no day is promised.
    if (name === undefined && draw.state !== 'drawn')
      return void response.status(404).json(withoutProof(draw))
    const opens = opensLater(draw, today())
    if (opens) return void response.status(403).json(notYetOpen(opens))
    const hash = name === undefined ? (await findProof(draw.no!))?.hash : findFile(draw, name)
    if (!hash) return next()
    await sendKept(files, hash, name === undefined ? 'json' : 'application/jsonl', request, response)
  })
  router.get('/draws/:no/failed.json', async (request, response, next) => {
    const no = readDrawNo(request.params.no)
    const failed = no && (await store.read((view) => describeFailed(view, no)))
    if (!failed) return next()
    response.type('json').send(`${jcs(failed)}\n`)
  })
  router.use(checkPage())
  router.get('/verify/ssj_verify.py', (_, response) => {
    response.type('text/x-python').attachment('ssj_verify.py')
    response.sendFile('ssj_verify.py', { root: new URL('docs/verify/', packageRoot).pathname })
  })
  return router
}

/** The key of a frozen file of a draw that has ended; what is behind the seals is none of them. */
function findFile(draw: Draw, name: string): string | undefined {
  return PUBLIC_FILES.includes(name) && (draw.state === 'drawn' || draw.state === 'failed')
    ? draw.files?.[name as keyof FrozenKeys]
    : undefined
}

/** Newest first. */
export async function listDraws(view: View, limit: number, offset: number): Promise<DrawLine[]> {
  const names = new Map<string, string>()
  const lines: DrawLine[] = []
  for (const { plan, state, ...head } of await view.draws.heads(limit, offset)) {
    const planName = names.get(plan) ?? (await view.plans.get(plan))?.name ?? plan
    names.set(plan, planName)
    lines.push({ ...head, planNo: plan, planName, state: state as PublicState })
  }
  return lines
}

const notYetOpen = (opens: Day) => ({
  error: `这次抽查不事先公开，抽取证明将于 ${opens} 公布，请届时再来下载。`,
  opens,
})

const unknownDraw = (no: string) => ({ error: messages.proof.noDraw(no) })

const withoutProof = (draw: Draw) => {
  if (draw.state === 'failed') return { error: messages.proof.failedDraw(draw) }
  return { error: draw.state === 'void' ? messages.proof.voided(draw) : messages.proof.notDrawn(draw) }
}

const notProven = (elsewhere: PlatformDraw) => ({ error: messages.platform.noProof(elsewhere) })

async function showDraw(view: View, no: string, zone: string, today: Day): Promise<string | null> {
  const draw = await view.draws.byNo(no)
  if (draw?.elsewhere)
    return renderPlatformDraw({
      ...{ no, planNo: draw.plan, planName: draw.frozenPlan!.name, nth: draw.nth, zone },
      ...{ elsewhere: draw.elsewhere, enteredAt: draw.drawnAt!, due: draw.due! },
    })
  const page = draw && (await fillPage(view, draw, zone, today))
  return page ? renderDraw(page) : null
}

async function fillPage(view: View, draw: Draw, zone: string, today: Day): Promise<DrawPage | null> {
  if (!draw.commit || !draw.summary) return null
  const no = draw.no!
  const { summary } = draw
  const drawn = draw.state === 'drawn'
  const opens = opensLater(draw, today)
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
    beacon: beaconOf(draw),
    seed: opens === null ? draw.seed : null,
    failed: draw.state === 'failed' ? { secret: draw.secret!, closed: draw.closedAt !== null, opens } : null,
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
    replacements: await listReplacements(view, no),
    proof: drawn ? (opens === null ? { url: `/draws/${no}/proof.json` } : { opens }) : null,
    zone,
  }
}

const nameReason = (code: string) => (code === VACANT ? '席位空缺' : reasonOf(code).words[0])

/** Those that stand in the ledger; never who left or came. */
async function listReplacements(view: View, no: string): Promise<DrawPage['replacements']> {
  const all = await view.replacements.ofDraw(no)
  return all.flatMap(({ enteredAt, visit, seat, reason, state }) =>
    enteredAt === null
      ? []
      : [
          {
            ...{ visit, seat, reason: nameReason(reason), vacant: reason === VACANT },
            ...{ done: state === 'replaced', at: enteredAt },
          },
        ],
  )
}

function filesOf(draw: Draw): DrawPage['files'] {
  const { sheet, excluded, inspectors, seats } = draw.commit as DrawPage['files']
  return { sheet, excluded, inspectors, seats }
}

/** A number that no supervisor has confirmed is nobody's business yet. */
function beaconOf(draw: Draw): DrawPage['beacon'] {
  const announced = announcedBeacon(draw)
  if (announced === null) return null
  return { ...announced, value: draw.beacon && !awaitsBeacon(draw) ? draw.beacon.value : null }
}
