/** What the board's pages load, under names that change with their content. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Router } from 'express'
import { packageRoot } from '../../package-root.js'

const style = readOwn('board.css')
const script = readOwn('live.js')

export const BOARD_STYLE_PATH = style.path
export const BOARD_SCRIPT_PATH = script.path

export function boardFiles(): Router {
  const router = Router()
  for (const { path, type, bytes } of [style, script])
    router.get(path, (_, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(bytes)
    })
  return router
}

function readOwn(name: string) {
  const bytes = readFileSync(new URL(`server/pages/board/${name}`, packageRoot))
  const [stem, type = ''] = name.split('.')
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return { path: `/assets/board-${stem}-${hash}.${type}`, type, bytes }
}
