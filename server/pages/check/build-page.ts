/** Builds the page of the check into one self-contained file, dist/server/pages/check/check.html. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { packageRoot } from '../../package-root.js'

const source = (name: string) => fileURLToPath(new URL(`server/pages/${name}`, packageRoot))
const target = new URL('dist/server/pages/check/', packageRoot)

async function bundle(entry: string, define: Record<string, string> = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [source(`check/${entry}`)],
    ...{
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
      define,
    },
  })
  const { text } = outputFiles[0]!
  // Inside a script element either would change where it ends.
  if (/<\/script|<!--/i.test(text)) throw new Error(`${entry} cannot stand inside a page`)
  return text
}

const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Holds for the saved copy as well: exactly these scripts and styles, and nothing from anywhere else. */
const policyFor = (script: string, style: string) =>
  [
    ...["default-src 'none'", `script-src ${hashSource(script)}`, `style-src ${hashSource(style)}`],
    ...['img-src data:', 'worker-src blob:', "connect-src 'self'", "base-uri 'none'", "form-action 'none'"],
  ].join('; ')

const worker = await bundle('worker.js')
const script = await bundle('page.js', { WORKER_TEXT: JSON.stringify(worker) })
const style = readFileSync(source('site.css'), 'utf8') + readFileSync(source('check/check.css'), 'utf8')
const policy = policyFor(script, style)
const page = readFileSync(source('check/check.html'), 'utf8')
  // By functions, because a text in place would have its dollar signs read.
  .replace(
    '<meta charset="utf-8">',
    (mark) => `${mark}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`,
  )
  .replace('<style></style>', () => `<style>${style}</style>`)
  .replace('<script></script>', () => `<script>${script}</script>`)
mkdirSync(target, { recursive: true })
writeFileSync(new URL('check.html', target), page)
