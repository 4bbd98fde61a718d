/** Somebody at a real browser: sees, presses and types what the page shows, and notes everything that goes wrong under it. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'

const PICTURES = 'test-results'

export interface Visitor {
  page: Page
  /** Console errors, failed requests and requests to other hosts so far: each a fault of the product. */
  problems: string[]
  /** What stands in the newest messages, the newest last. */
  messages(): Locator
  /** Waits for a message with this text below everything else that has it, and answers it. */
  hears(text: string | RegExp): Promise<Locator>
  says(text: string): Promise<void>
  presses(label: string | RegExp): Promise<void>
  /** Leaves a picture of what is on view in test-results/. */
  takesPicture(name: string): Promise<string>
  leaves(): Promise<void>
}

export async function openVisitor(
  browser: Browser,
  address: string,
  screen: { width: number; height: number; phone: boolean },
): Promise<Visitor> {
  const { width, height, phone } = screen
  const context = await browser.newContext({
    ...{ viewport: { width, height }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
    ...(phone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const problems = watch(page, new URL(address).host)
  const messages = () => page.locator('#messages > .message')

  return {
    page,
    problems,
    messages,
    async hears(text) {
      const found = messages().filter({ hasText: text }).last()
      await found.waitFor()
      return found
    },
    async says(text) {
      await page.getByRole('combobox', { name: '消息' }).fill(text)
      await page.getByRole('button', { name: '发送', exact: true }).click()
    },
    async presses(label) {
      const name = typeof label === 'string' ? { name: label, exact: true } : { name: label }
      await page.getByRole('button', name).last().click()
    },
    async takesPicture(name) {
      await mkdir(PICTURES, { recursive: true })
      const path = join(PICTURES, `${name}.png`)
      await page.screenshot({ path, animations: 'disabled' })
      return path
    },
    leaves: () => context.close(),
  }
}

function watch(page: Page, host: string): string[] {
  const problems: string[] = []
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') problems.push(`console: ${line.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, host: asked } = new URL(request.url())
    if (protocol !== 'data:' && asked !== host) problems.push(`other host: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    problems.push(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`)
  })
  return problems
}
