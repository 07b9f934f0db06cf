import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { writeFragment, type Shared } from '../../site/playground/page/fleet/link.ts'
import { chromiumPath, launchChromium, noChromium } from '../browser/chromium.ts'
import { builtSite } from './built-pages.ts'
import { openPage, type OpenedPage } from './open-site.ts'
import { serveDirectory, type DirectoryServer } from './serve-directory.ts'

/** The playground in a browser. */
export interface InPlayground {
  /** Where the site is served. */
  readonly address: () => string
  /** Opens an address in a context of its own, 1400 pixels wide where nothing else is asked for, and waits until something is compiled. */
  readonly openAddress: (address: string, options?: BrowserContextOptions) => Promise<OpenedPage>
  readonly open: (fragment: string, options?: BrowserContextOptions) => Promise<OpenedPage>
  readonly openShared: (shared: Partial<Shared>) => Promise<OpenedPage>
}

/** Waits until something is compiled. */
export function compiled(tab: Page): Promise<void> {
  return tab.locator('.pg-status', { hasText: 'compiled' }).waitFor()
}

/** Starts a browser and serves the site for the tests around; without a Chromium they are skipped. */
export function usePlayground(): InPlayground {
  let browser: Browser
  let server: DirectoryServer
  beforeAll(async () => {
    if (chromiumPath === undefined) return
    browser = await launchChromium()
    server = await serveDirectory(builtSite)
  })
  beforeEach(({ skip }) => skip(chromiumPath === undefined, noChromium))
  afterEach(() => Promise.all(browser.contexts().map((each) => each.close())))
  afterAll(async () => {
    if (chromiumPath === undefined) return
    await browser.close()
    await server.close()
  })
  const openAddress = async (address: string, options?: BrowserContextOptions): Promise<OpenedPage> => {
    const opened = await openPage(browser, address, { viewport: { width: 1400, height: 900 }, ...options })
    await compiled(opened.tab)
    return opened
  }
  const open: InPlayground['open'] = (fragment, options) =>
    openAddress(`${server.address}/playground.html${fragment}`, options)
  return {
    address: () => server.address,
    openAddress,
    open,
    openShared: async (shared) => open(await writeFragment({ files: [], without: [], ...shared })),
  }
}
