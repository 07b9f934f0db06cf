import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { chromiumPath, launchChromium, noChromium } from '../browser/chromium.ts'
import { builtSite } from './built-pages.ts'
import { openPage, type OpenedPage } from './open-site.ts'
import { serveDirectory, type DirectoryServer } from './serve-directory.ts'

/** The built site in a browser. */
export interface SiteInBrowser {
  /** Where it is served. */
  readonly address: () => string
  /** Opens an address in a context of its own. */
  readonly openAddress: (address: string, options?: BrowserContextOptions) => Promise<OpenedPage>
}

/** Starts a browser and serves the site for the tests around; without a Chromium they are skipped. */
export function useSite(): SiteInBrowser {
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
  return {
    address: () => server.address,
    openAddress: (address, options) => openPage(browser, address, options),
  }
}
