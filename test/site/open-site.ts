import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import axe from 'axe-core'

/** A page in a browser, and everything that it said and asked for. */
export interface OpenedPage {
  readonly tab: Page
  /** What a console, an error or a dialog shows. */
  readonly said: readonly string[]
  /** The addresses that were asked for, without their fragments. */
  readonly asked: readonly string[]
}

/** Opens a page of the site in a context of its own. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext(options)
  const tab = await context.newPage()
  const [said, asked]: [string[], string[]] = [[], []]
  tab.on('console', (message) => said.push(`console: ${message.text()}`))
  tab.on('pageerror', (error) => said.push(`error: ${error.message}`))
  tab.on('dialog', (dialog) => {
    said.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  tab.on('request', (request) => asked.push(request.url()))
  await tab.goto(address)
  return { tab, said, asked }
}

/** What axe finds wrong with a page, each with its element. */
export async function violationsIn(tab: Page): Promise<readonly string[]> {
  await tab.evaluate(axe.source)
  return tab.evaluate<readonly string[]>(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html, failureSummary }) => [impact, id, html, failureSummary].join(' ').slice(0, 600))))`)
}
