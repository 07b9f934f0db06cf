import type { BrowserContextOptions, Page } from 'playwright-core'
import { writeFragment, type Shared } from '../../site/playground/page/fleet/link.ts'
import type { OpenedPage } from './open-site.ts'
import { useSite } from './use-site.ts'

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

/** As `useSite`, for the playground. */
export function usePlayground(): InPlayground {
  const site = useSite()
  const openAddress = async (address: string, options?: BrowserContextOptions): Promise<OpenedPage> => {
    const opened = await site.openAddress(address, { viewport: { width: 1400, height: 900 }, ...options })
    await compiled(opened.tab)
    return opened
  }
  const open: InPlayground['open'] = (fragment, options) =>
    openAddress(`${site.address()}/playground.html${fragment}`, options)
  return {
    address: site.address,
    openAddress,
    open,
    openShared: async (shared) => open(await writeFragment({ files: [], without: [], ...shared })),
  }
}
