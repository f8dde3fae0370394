import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Page, Route } from 'playwright-core'
import type { AllowList } from './allow-list.ts'
import { openBrowserProxy } from './browser-proxy.ts'
import { startDeadline } from './deadline.ts'
import type { Resolve } from './guarded-connect.ts'
import { orAbort } from './or-abort.ts'
import { needsBrowser, Refusal, tooSlow } from './refusal.ts'
import { openSlots } from './slots.ts'

/** A page is shown within this time, or not at all. */
const PAGE_MS = 30_000
/** How long a page may go on loading after its document is there. */
const SETTLE_MS = 6_000
/** Pages at one time: each costs a second of a core and 70 MB. */
const PAGES = 2
/** Memory of a browser does not come back: it is replaced after so many pages. */
const PAGES_A_BROWSER = 40
const MOST_BYTES = 8 * 1024 * 1024
/** What a browser uses that nobody asks for a while is given back. */
const IDLE_SECONDS = 60

export type Rendered = { url: string; status: number; html: string }

export type RenderRequest = {
  url: string
  /** Hosts that the page may load from. */
  hosts: string[]
  signal: AbortSignal
  /** Rejects for an address that may not be shown, the page's own or one that it leads to. */
  judge(url: string): Promise<unknown>
}

/** Shows pages that are nothing without a browser. */
export interface Renderer {
  /** Throws a Refusal: `needs-browser` where there is none. */
  render(request: RenderRequest): Promise<Rendered>
  close(): Promise<void>
}

export type RendererOptions = {
  userAgent: string
  allowList: AllowList
  resolve: Resolve
  /** Where Chromium is; looked for in the usual places when it is not told. */
  chromium: string | null
}

/** Nothing is loaded or started before the first page asks for it. */
export function openRenderer(options: RendererOptions): Renderer {
  const slots = openSlots(PAGES)
  let pool: Promise<Pool> | null = null
  return {
    async render(request) {
      const release = await orAbort(slots.enter(), request.signal)
      try {
        pool ??= openPool(options)
        const opened = await pool.catch(error => {
          pool = null
          throw error
        })
        return await showPage(opened, request, options)
      } finally {
        release()
      }
    },
    async close() {
      const opened = await pool?.catch(() => null)
      await opened?.destroy()
    },
  }
}

type Pool = Awaited<ReturnType<typeof openPool>>

/** Crawlee's pool of browsers, without its crawler: it starts, retires and replaces them. */
async function openPool({ userAgent, chromium }: RendererOptions) {
  const executablePath = chromium ?? findChromium()
  const [crawlee, playwright] = await Promise.all([
    import('@crawlee/playwright'),
    import('playwright-core'),
  ]).catch(() => [null, null])
  if (!crawlee || !playwright || !executablePath) throw needsBrowser()

  const crawler = new crawlee.PlaywrightCrawler(
    {
      requestHandler: async () => {},
      log: new crawlee.Log({ level: crawlee.LogLevel.OFF }),
      launchContext: {
        launcher: playwright.chromium,
        useIncognitoPages: true,
        // Without it the pool's browser would claim to be another one.
        userAgent,
        launchOptions: { executablePath, args: browserArguments, headless: true },
      },
      browserPoolOptions: {
        useFingerprints: false,
        retireBrowserAfterPageCount: PAGES_A_BROWSER,
        maxOpenPagesPerBrowser: PAGES,
        operationTimeoutSecs: PAGE_MS / 1000,
        closeInactiveBrowserAfterSecs: IDLE_SECONDS,
      },
    },
    new crawlee.Configuration({ persistStorage: false, purgeOnStart: false }),
  )
  return crawler.browserPool
}

/**
 * What goes past a proxy is shut: look-ups of names, WebRTC's own packets. What Chromium asks for itself goes to a port
 * where nobody listens; a page has the proxy of its own context.
 */
const browserArguments = [
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--force-webrtc-ip-handling-policy',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--js-flags=--max-old-space-size=512',
]

async function showPage(
  pool: Pool,
  request: RenderRequest,
  { allowList, resolve, userAgent }: RendererOptions,
): Promise<Rendered> {
  const { url, hosts, signal } = request
  await using proxy = await disposable(openBrowserProxy(hosts, allowList, resolve))
  const deadline = startDeadline(PAGE_MS, signal)
  const limit = deadline.signal
  const opening = pool.newPage({
    pageOptions: {
      userAgent,
      proxy: { server: `http://127.0.0.1:${proxy.port}` },
      serviceWorkers: 'block',
      acceptDownloads: false,
    },
  })
  try {
    const page: Page = await orAbort(opening, limit)
    const refusals: unknown[] = []
    // For thrift and for robots.txt; what a page reaches is decided by the proxy.
    await page.route('**/*', async (route: Route) => {
      const asked = route.request()
      if (/^(?:image|media|font)$/.test(asked.resourceType())) return route.abort()
      if (!asked.isNavigationRequest()) return route.continue()
      try {
        await request.judge(asked.url())
        await route.continue()
      } catch (error) {
        refusals.push(error)
        await route.abort()
      }
    })
    const showing = async () => {
      const answer = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: PAGE_MS })
      await page.waitForLoadState('networkidle', { timeout: SETTLE_MS }).catch(() => {})
      if (/^https?:/.test(page.url())) await request.judge(page.url())
      else
        throw new Refusal({ kind: 'forbidden', reason: 'scheme', detail: page.url().slice(0, 80) })
      return { url: page.url(), status: answer?.status() ?? 200, html: await page.content() }
    }
    const shown = await orAbort(showing(), limit).catch((error: unknown) => {
      throw refusals[0] ?? error
    })
    if (shown.html.length > MOST_BYTES)
      throw new Refusal({
        kind: 'failed',
        reason: 'too-large',
        detail: `${shown.html.length} characters`,
      })
    return shown
  } catch (error) {
    if (error instanceof Refusal) throw error
    if (signal.aborted) throw signal.reason
    if (limit.aborted) throw tooSlow()
    const detail = String((error as Error).message)
      .split('\n', 1)[0]!
      .slice(0, 200)
    throw new Refusal({ kind: 'retry', reason: 'network', detail }, { cause: error })
  } finally {
    deadline.clear()
    await opening.then((page: Page) => page.context().close()).catch(() => {})
  }
}

async function disposable<T extends { close(): Promise<void> }>(opening: Promise<T>) {
  const opened = await opening
  return { ...opened, [Symbol.asyncDispose]: () => opened.close() }
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const places = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
]

/** The system's Chromium, by the path and the usual places. */
function findChromium(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...places]
  for (const name of names)
    for (const folder of folders) {
      const path = join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {
        // Not there; the next place may have it.
      }
    }
  return null
}
