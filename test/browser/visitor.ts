/** Somebody at a real browser: sees, presses and types what the page shows, and notes what goes wrong underneath. */
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'

const PICTURES = 'test-results'
const README_PICTURES = 'docs/pictures'

export interface Visitor {
  page: Page
  /** Console errors, failed requests and requests to other hosts so far: each a fault of the product. */
  problems: string[]
  /** The messages on view that have this text, the newest last. */
  messages(text: string | RegExp): Locator
  /** Waits until the newest message with this text is on view. */
  hears(text: string | RegExp): Promise<Locator>
  says(text: string): Promise<void>
  /** Presses the newest button with exactly this label. */
  presses(label: string): Promise<void>
  /** Takes the first person that the search finds, in the dialog that is open. */
  picks(search: string): Promise<void>
  /** Opens a chat from the list. */
  opens(chat: string): Promise<void>
  /** Leaves a picture in test-results/; with UPDATE_PICTURES=1 also the README's under `readmeName`. */
  takesPicture(name: string, readmeName?: string): Promise<void>
}

export interface Screen {
  width: number
  height: number
  phone: boolean
}

export async function openVisitor(browser: Browser, address: string, screen: Screen): Promise<Visitor> {
  const { width, height, phone } = screen
  const context = await browser.newContext({
    ...{ baseURL: address, viewport: { width, height }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
    ...(phone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const messages = (text: string | RegExp) => page.locator('#messages > .message').filter({ hasText: text })
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  return {
    page,
    problems: watch(page, new URL(address).origin),
    messages,
    async hears(text) {
      const found = messages(text).last()
      await found.waitFor()
      return found
    },
    async says(text) {
      await page.getByRole('combobox', { name: '消息' }).fill(text)
      await button('发送').click()
    },
    presses: (label) => button(label).last().click(),
    async picks(search) {
      const dialog = page.getByRole('dialog', { name: '选择身份' })
      await dialog.getByRole('searchbox').fill(search)
      await dialog.getByRole('listitem').getByRole('button').first().click()
    },
    opens: (chat) => page.getByRole('link', { name: chat }).click(),
    async takesPicture(name, readmeName) {
      await mkdir(PICTURES, { recursive: true })
      const path = join(PICTURES, `${name}.png`)
      await page.screenshot({ path, animations: 'disabled' })
      if (!readmeName || process.env.UPDATE_PICTURES !== '1') return
      await mkdir(README_PICTURES, { recursive: true })
      await copyFile(path, join(README_PICTURES, `${readmeName}.png`))
    },
  }
}

function watch(page: Page, home: string): string[] {
  const problems: string[] = []
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type())) problems.push(`console: ${line.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`))
  page.on('request', (request) => {
    // What a page makes for itself, such as a worker's blob, has its own origin.
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && origin !== home) problems.push(`other host: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    // Who leaves a page leaves its last look unanswered.
    const reason = request.failure()?.errorText
    if (reason !== 'net::ERR_ABORTED') problems.push(`failed: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`)
  })
  return problems
}
