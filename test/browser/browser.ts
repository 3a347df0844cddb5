import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome'
]
const executablePath = places.find((path) => path !== undefined && existsSync(path))

/** Whether a browser is here; Debian's comes by `apt-get install chromium`. */
export const browserHere = executablePath !== undefined

/** A reason to name in a skipped test. */
export const browserName = executablePath ?? '(no browser here: apt-get install chromium)'

if (!browserHere && process.env['CI']) throw new Error('a browser is needed in CI: apt-get install chromium')

export interface View {
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly javaScript?: boolean
}

/** A page in a browser, and what has gone on in it. */
export interface Opened {
  readonly page: Page
  /** Addresses that it asked for, besides its own and what stands in it. */
  readonly requests: readonly string[]
  /** What it says of errors, violations of its policy among them. */
  readonly errors: readonly string[]
  readonly close: () => Promise<void>
}

/** A browser for as long as its user wants it. */
export async function startBrowser() {
  const browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] })
  return { open: (url: string, view?: View) => open(browser, url, view), close: () => browser.close() }
}

/** A browser for the tests of one `describe`: it starts before the first and ends after the last. */
export function useBrowser() {
  let browser: Awaited<ReturnType<typeof startBrowser>>
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser?.close())
  return { open: (url: string, view?: View) => browser.open(url, view) }
}

async function open(
  browser: Browser,
  url: string,
  { width = 1000, height = 800, dark = false, javaScript = true }: View = {}
): Promise<Opened> {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: javaScript
  })
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:')) requests.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(url)
  return { page, requests, errors, close: () => page.close() }
}
