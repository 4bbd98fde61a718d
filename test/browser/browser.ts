/** Starts a real Chromium that can show Chinese, from packages alone: nothing of the machine's is needed. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const require = createRequire(import.meta.url)

/**
 * A headless browser; the caller closes it.
 * @throws Error that says why, where no browser can start: a test of pages never passes by being skipped.
 */
export async function launchBrowser(): Promise<Browser> {
  try {
    const home = await unpack()
    return await playwright.launch({
      executablePath: join(home, 'chromium'),
      args: chromium.args.filter((flag) => !loosening.includes(flag)),
      env: { ...process.env, ...environment(home) },
    })
  } catch (error) {
    throw new Error(
      `No browser could start, so no page can be tested. Needed: Linux on x86-64 and about 300 MB in ${tmpdir()}.`,
      { cause: error },
    )
  }
}

/** Flags made for cloud functions: one process would be fragile, and a browser without web security proves nothing. */
const loosening = [
  '--single-process',
  '--disable-web-security',
  '--allow-running-insecure-content',
  "--headless='shell'",
]

/** Unpacked aside and moved into place as a whole, so that tests running side by side never see half a browser. */
async function unpack(): Promise<string> {
  const home = join(tmpdir(), 'shuangsuiji-chromium-147')
  if (existsSync(home)) return home
  const staging = await mkdtemp(`${home}-`)
  // The package unpacks into the temp folder, and Chromium's libraries only where it believes to be in such a cloud.
  execFileSync(process.execPath, ['-e', UNPACKING, require.resolve('@sparticuz/chromium')], {
    stdio: 'pipe',
    env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  })
  await writeFile(join(staging, 'fonts.conf'), fontConfig(home))
  await rename(staging, home).catch(() => rm(staging, { recursive: true }))
  return home
}

const UNPACKING = 'require(process.argv[1]).executablePath()'

function environment(home: string): Record<string, string> {
  return {
    LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
    FONTCONFIG_FILE: join(home, 'fonts.conf'),
    FONTCONFIG_PATH: home,
    HOME: home,
  }
}

function fontConfig(home: string): string {
  const chinese = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts')
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${chinese}</dir>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(home, 'font-cache')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans S Chinese</family></prefer></alias>
</fontconfig>
`
}
