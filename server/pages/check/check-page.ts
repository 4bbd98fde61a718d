/** Serves the page of the check, whose policy allows exactly the script and the style inside it. */
import { readFileSync } from 'node:fs'
import { Router } from 'express'
import { packageRoot } from '../../package-root.js'

const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/

export function checkPage(): Router {
  const page = readFileSync(new URL('dist/server/pages/check/check.html', packageRoot), 'utf8')
  const [, policy] = POLICY.exec(page)!
  const router = Router()
  router.get('/verify', (_, response) => {
    // A page cannot forbid framing itself: that stands in the header only.
    response.setHeader('content-security-policy', `${policy}; frame-ancestors 'none'`)
    response.type('html').send(page)
  })
  return router
}
