/** The public pages' files under names that change with their content, so that a browser may keep them for good. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Router } from 'express'
import { packageRoot } from '../package-root.js'

const style = readFileSync(new URL('server/pages/site.css', packageRoot))

export const STYLE_PATH = `/assets/site-${createHash('sha256').update(style).digest('hex').slice(0, 16)}.css`

export function assets(): Router {
  const router = Router()
  router.get(STYLE_PATH, (_, response) => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(style)
  })
  return router
}
