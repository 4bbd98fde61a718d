/** The board's own stylesheet, under a name that changes with its content. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Router } from 'express'
import { packageRoot } from '../../package-root.js'

const style = readFileSync(new URL('server/pages/board/board.css', packageRoot))

export const BOARD_STYLE_PATH = `/assets/board-${createHash('sha256').update(style).digest('hex').slice(0, 16)}.css`

export function boardStyle(): Router {
  const router = Router()
  router.get(BOARD_STYLE_PATH, (_, response) => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(style)
  })
  return router
}
