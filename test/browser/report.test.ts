import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPageServer, type ServedPage } from '../../src/host/serve/page-server.ts'
import { createNodeHost } from '../../src/host/node-host.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { fleetDiff } from '../../src/views/fleet-diff/fleet-diff.ts'
import { formatReport } from '../../src/views/report/format-report.ts'
import { fleetReport } from '../../src/views/report/report.ts'
import { repositoryPath } from '../docs/documents.ts'
import { compileObjects, type Compilation } from '../helpers/compile-frozen.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  placedIn,
  typeConfig,
} from '../helpers/kubefed-objects.ts'
import { commit, git, write } from '../helpers/git-repository.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { wholeFleet, wholeFleetChange } from './whole-fleet.ts'
import { chromiumPath, launchChromium, noChromium } from './chromium.ts'

const hostile = '<script>alert(1)</script>'
const offline = { status: { conditions: [{ type: 'Offline', status: 'True' }] } }

/** A fleet that has something in every part of the report. */
function compileShop(image: string, ...more: readonly JsonObject[]): Compilation {
  const regions = { 'eu-west': 'eu', 'eu-north': 'eu', 'us-east': 'us', 'us-west': 'us' }
  const template = {
    template: { spec: { replicas: 2, template: { spec: { containers: [{ name: 'web', image }] } } } },
  }
  return compileObjects([
    ...Object.entries(regions).map(([name, region]) => kubeFedCluster(name, { region })),
    kubeFedCluster('lab', { region: 'lab', note: hostile }, offline),
    typeConfig('jobs.batch', 'Job', 'Disabled'),
    federatedNamespace('shop'),
    federated('ConfigMap', 'settings', { placement: { clusterSelector: { matchLabels: { region: 'eu' } } } }),
    federated('Deployment', 'web', {
      ...template,
      ...overriddenBy({ 'us-east': [{ path: '/spec/replicas', value: 5 }] }),
    }),
    federated('Deployment', 'worker', template),
    {
      apiVersion: 'scheduling.kubefed.io/v1alpha1',
      kind: 'ReplicaSchedulingPreference',
      metadata: { name: 'worker', namespace: 'shop' },
      spec: { targetKind: 'FederatedDeployment', totalReplicas: 9 },
    },
    federated('Job', 'clean-up'),
    federated('Service', 'broken', overriddenBy({ lab: [{ op: 'remove', path: '/a/b' }] })),
    federated('Secret', 'unplaced', placedIn()),
    federated('ServiceAccount', 'lost', {}, { namespace: 'nowhere' }),
    ...more,
  ])
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')

function shopPage(): string {
  const base = compileShop('web:1', federated('ConfigMap', 'old'))
  const head = compileShop('web:2', federated('ConfigMap', 'new', { template: { data: { key: hostile } } }))
  const risk = {
    rule: 'image-changed',
    level: 'medium',
    reason: 'The image changes everywhere at once.',
  } as const
  const diff = fleetDiff(base.fleet, head.fleet, {
    risksOf: ({ kind }) => (kind === 'changed' ? [risk] : []),
    causesOf: ({ kind, object }) => {
      const cause = head.plan.objects.find((each) => each.federatedObject.name === object.name)
      return cause && kind !== 'removed' ? [{ side: 'head', at: cause.placement.chosenBy }] : []
    },
  })
  return formatReport(fleetReport({ ...head, diff }), { toRoot: '', sha256 })
}

const directory = mkdtempSync(`${tmpdir()}/fedrender-browser-`)
const screenshots = process.env['FEDRENDER_E2E_SCREENSHOTS'] ?? `${tmpdir()}/fedrender-screenshots`
const page = `${directory}/report.html`
const whole = `${directory}/whole.html`
const large = `${directory}/large.html`

/** A fleet of 1,000 objects and 100 clusters, as the benchmark has it. */
function writeLargePage(): void {
  const sources = `${directory}/large`
  spawnSync(process.execPath, [repositoryPath('bench/generate.mjs'), sources], { encoding: 'utf8' })
  const repository = createTestRepository({})
  repository.runOn({ host: createNodeHost(), directory: sources }, 'report', '-o', large)
}

/** What a change does to a fleet that has something in every part. */
function writeWholePage(): void {
  const sources = `${directory}/whole`
  mkdirSync(sources)
  git(sources, 'init', '-q')
  commit(sources, wholeFleet)
  write(sources, wholeFleetChange)
  const run = createTestRepository({}).runOn(
    { host: createNodeHost(), directory: sources },
    'report',
    '--base',
    'HEAD',
    '--to',
    whole,
  )
  if (run.exitCode !== 0) throw new Error(run.stderr)
}

describe('the report in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    if (chromiumPath === undefined) return
    browser = await launchChromium()
    mkdirSync(screenshots, { recursive: true })
    writeFileSync(page, shopPage())
    writeWholePage()
    writeLargePage()
  }, 120_000)
  beforeEach(({ skip }) => skip(chromiumPath === undefined, noChromium))
  afterEach(() => Promise.all(browser.contexts().map((each) => each.close())))
  afterAll(async () => {
    if (chromiumPath !== undefined) await browser.close()
    rmSync(directory, { recursive: true })
  })

  /** Opens a page from disk without a network; `heard` is all that it says or asks for. */
  async function open(
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<{ readonly tab: Page; readonly heard: readonly string[] }> {
    const context = await browser.newContext({ offline: true, ...options })
    const tab = await context.newPage()
    const heard: string[] = []
    tab.on('console', (message) => heard.push(`console: ${message.text()}`))
    tab.on('pageerror', (error) => heard.push(`error: ${error.message}`))
    tab.on('dialog', (dialog) => heard.push(`dialog: ${dialog.message()}`))
    tab.on('request', (request) => heard.push(`request: ${request.url()}`))
    await tab.goto(pathToFileURL(path).href)
    return { tab, heard }
  }

  const rowsOf = (tab: Page): Promise<readonly string[]> =>
    tab.locator('.matrix > tbody > tr:visible > th').allInnerTexts()
  const statusOf = (tab: Page): Promise<string> => tab.locator('#matrix-status').innerText()

  it('opens offline, asks for nothing and says nothing', async () => {
    const { tab, heard } = await open(page)
    expect(heard).toStrictEqual([`request: ${pathToFileURL(page).href}`])
    expect(await tab.title()).toBe('Fleet report')
    expect(await statusOf(tab)).toBe('9 objects')
  })

  it('shows a label that is a script as text', async () => {
    const { tab, heard } = await open(page)
    expect(await tab.locator('#labels ~ .cards').innerText()).toContain(hostile)
    expect(await tab.locator('script').count()).toBe(1)
    expect(heard.filter((each) => each.startsWith('dialog'))).toStrictEqual([])
  })

  it('narrows the rows to what is searched for, and clears', async () => {
    const { tab } = await open(page)
    const all = await rowsOf(tab)
    await tab.getByLabel('Search').fill('deployment SHOP/w')
    expect(await statusOf(tab)).toBe('2 of 9 objects')
    expect(await rowsOf(tab)).toStrictEqual(['Deployment shop/web', 'Deployment shop/worker'])
    await tab.getByLabel('Search').fill('no such object')
    expect(await statusOf(tab)).toBe('0 of 9 objects')
    expect(await rowsOf(tab)).toStrictEqual([])
    await tab.getByRole('button', { name: 'Clear' }).click()
    await tab.locator('#matrix-status', { hasText: /^9 objects$/ }).waitFor()
    expect(await rowsOf(tab)).toStrictEqual(all)
  })

  it('unfolds a row to show what was found in it, and folds it again', async () => {
    const { tab } = await open(large)
    const found = tab.locator('.matrix li', { hasText: 'app-00001' })
    expect(await found.isVisible()).toBe(false)
    await tab.getByLabel('Search').fill('app-00001')
    expect(await found.isVisible()).toBe(true)
    expect(await rowsOf(tab)).toStrictEqual([expect.stringMatching(/^1 of \d+ objects$/)])
    await tab.getByLabel('Search').fill('')
    expect(await found.isVisible()).toBe(false)
  })

  it('filters by namespace, type and state', async () => {
    const { tab } = await open(page)
    const choose = async (label: string, option: string): Promise<readonly string[]> => {
      await tab.getByRole('button', { name: 'Clear' }).click()
      await tab.locator('#matrix-status', { hasText: /^9 objects$/ }).waitFor()
      await tab.getByRole('combobox', { name: label }).selectOption(option)
      return rowsOf(tab)
    }
    expect(await choose('Namespace', 'nowhere')).toStrictEqual(['ServiceAccount nowhere/lost'])
    expect(await choose('Type', 'services')).toStrictEqual(['Service shop/broken'])
    expect(await choose('Show', 'differs')).toStrictEqual(['Deployment shop/web', 'Deployment shop/worker'])
    expect(await choose('Show', 'undecided')).toStrictEqual(['Job shop/clean-up', 'Service shop/broken'])
    expect(await choose('Show', 'nowhere')).toStrictEqual([
      'Secret shop/unplaced',
      'ServiceAccount nowhere/lost',
    ])
  })

  it('filters by cluster, by name or by label, and shows only those columns', async () => {
    const { tab } = await open(page)
    const headers = tab.locator('.matrix > thead th:visible')
    await tab.getByRole('combobox', { name: 'Clusters' }).selectOption({ label: 'region=us' })
    expect(await headers.allInnerTexts()).toStrictEqual(['Objects', 'Where', 'us-east', 'us-west'])
    expect(await rowsOf(tab)).not.toContain('ConfigMap shop/settings')
    await tab.getByRole('combobox', { name: 'Clusters' }).selectOption({ label: 'eu-north' })
    expect(await headers.allInnerTexts()).toStrictEqual(['Objects', 'Where', 'eu-north'])
    expect(await rowsOf(tab)).toContain('ConfigMap shop/settings')
  })

  it('says all it has to say without JavaScript', async () => {
    const { tab } = await open(page, { javaScriptEnabled: false })
    expect(await tab.getByRole('search').count()).toBe(0)
    expect(await rowsOf(tab)).toContain('Deployment shop/web')
    const differing = tab.locator('details.differing').first()
    expect(await differing.locator('table').isVisible()).toBe(false)
    await differing.locator('summary').click()
    expect(await differing.locator('table').innerText()).toMatch(/\/spec\/replicas\s+2\s+5/)
  })

  it('lets the keyboard reach everything, the way past the header first', async () => {
    const { tab } = await open(page)
    const reachable = 'a[href], input, select, button, summary, [tabindex="0"]'
    const expected = await tab.locator(reachable).filter({ visible: true }).count()
    await tab.keyboard.press('Tab')
    expect(await tab.locator(':focus').innerText()).toBe('Skip to the report')
    const reached = `(window.reached ??= new Set()).add(document.activeElement),
      [...window.reached].filter((each) => each.matches('${reachable}')).length`
    // A part that scrolls is a stop of its own, so that there may be more stops than these.
    for (
      let presses = 0;
      (await tab.evaluate<number>(reached)) < expected && presses < 2 * expected;
      presses += 1
    ) {
      await tab.keyboard.press('Tab')
    }
    expect(await tab.evaluate<number>(reached)).toBe(expected)
    await tab.locator('.skip').focus()
    await tab.keyboard.press('Enter')
    expect(await tab.evaluate('document.activeElement.tagName')).toBe('MAIN')
  })

  it('answers first whether the change is safe, and has all that a reviewer asks for on one page', async () => {
    const { tab, heard } = await open(whole, { viewport: { width: 1400, height: 900 } })
    const answer = tab.locator('.verdict .answer')
    expect(await answer.innerText()).toMatch(/^Not safe as it is: \d+ critical risks?$/)
    expect((await answer.boundingBox())?.y).toBeLessThan(300)
    const titles = await tab.locator('h2').allInnerTexts()
    expect(titles).toStrictEqual([
      'Summary',
      'Changes',
      'Errors and warnings',
      'Waves',
      'Placement',
      'Replicas',
      'DNS',
      'What runs where',
      'Rendered objects',
      'Placement by label',
      'Clusters',
    ])
    expect(await tab.locator('.approval').innerText()).toContain('approvePrune')
    expect(await tab.locator('.tile.gone').innerText()).toContain('old-eu')
    expect(await tab.locator('.dns').innerText()).toMatch(/weight 1 of 2/)
    expect(await tab.locator('b.unplaced').innerText()).toMatch(/^\d+ unplaced$/)
    expect(heard).toHaveLength(1)
  })

  it('leads from a change to the YAML with its origins, without JavaScript', async () => {
    const { tab } = await open(whole, { javaScriptEnabled: false })
    const link = tab.locator('.change a[href^="#object-"]').first()
    const id = (await link.getAttribute('href')) ?? ''
    await tab.locator(id).click()
    const row = tab.locator(`details:has(> ${id}) tr[title^="template "]`).first()
    expect(await row.isVisible()).toBe(true)
    expect(await row.innerText()).toMatch(/template\s+shop\/\w+\.yaml:\d+/)
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [width, path] of [
      [1280, page],
      [400, page],
      [1400, whole],
      [400, whole],
    ] as const) {
      const name = path === page ? 'a fleet' : 'a change of a whole fleet'
      it(`shows ${name} accessibly and fits in ${colorScheme}, ${width} pixels wide`, async () => {
        const { tab } = await open(path, { colorScheme, viewport: { width, height: 900 } })
        const shot = `${screenshots}/${path === page ? 'report' : 'whole'}-${colorScheme}-${width}.png`
        await tab.screenshot({ path: shot, fullPage: true })
        expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width)
        await tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        await tab.evaluate(axe.source)
        const violations = await tab.evaluate<readonly string[]>(`axe.run().then(({ violations }) =>
          violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => [impact, id, html].join(' '))))`)
        expect(violations).toStrictEqual([])
      })
    }
  }

  it('loads itself again when the server has another page, with the same parts unfolded', async () => {
    const served = (name: string): ServedPage => {
      const { plan, fleet, diagnostics } = compileShop('web:1', federated('ConfigMap', name))
      return {
        version: name,
        html: formatReport(fleetReport({ plan, fleet, diagnostics }), { sha256, version: name }),
      }
    }
    const server = await openPageServer(0, served('before'))
    const context = await browser.newContext()
    const tab = await context.newPage()
    const said: string[] = []
    tab.on('console', (message) => said.push(message.text()))
    const listening = tab.waitForRequest(`${server.url}events`)
    await tab.goto(server.url)
    await listening
    await tab.getByText('ConfigMap shop/before').first().waitFor({ state: 'attached' })
    const folded = tab.locator('details.differing').first()
    await folded.locator('summary').click()
    server.show(served('after'))
    await tab.getByText('ConfigMap shop/after').first().waitFor({ state: 'attached' })
    expect(await folded.getAttribute('open')).toBe('')
    expect(await tab.locator('#live').isHidden()).toBe(true)
    expect(said).toStrictEqual([])
    await server.close()
    await tab.locator('#live').waitFor({ state: 'visible' })
  })

  it('opens 1,000 objects in 100 clusters at once', async () => {
    const { tab, heard } = await open(large)
    const ready = await tab.evaluate<number>(
      "Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)",
    )
    const kilobytes = Math.round(statSync(large).size / 1000)
    console.log(`1,000 objects in 100 clusters: ${kilobytes} kB, ready after ${ready} ms`)
    await tab.screenshot({ path: `${screenshots}/report-large.png`, fullPage: true })
    expect(heard).toHaveLength(1)
    expect(await statusOf(tab)).toBe('1000 objects')
    expect(kilobytes).toBeLessThan(400)
  })
})
