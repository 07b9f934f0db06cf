import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import { compiled } from './in-playground.ts'
import { violationsIn } from './open-site.ts'
import { useSite } from './use-site.ts'

const screenshots = process.env['FEDRENDER_E2E_SCREENSHOTS'] ?? `${tmpdir()}/fedrender-screenshots`

const pages = [
  ['home', 'index.html'],
  ['how-to', 'how-to/review-a-change.html'],
  ['diagnostic', 'reference/diagnostics/unknown-cluster.html'],
  ['risk', 'reference/risks/replicas-halved.html'],
  ['playground', 'playground.html#example=platform'],
  ['dns', 'playground.html#example=dns'],
] as const

describe('the site in a browser', () => {
  const { address, openAddress } = useSite()
  beforeAll(() => {
    mkdirSync(screenshots, { recursive: true })
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [400, 1400]) {
      it.each(pages)(
        `shows %s accessibly and fits in ${colorScheme}, ${width} pixels wide`,
        async (name, path) => {
          const { tab, said } = await openAddress(`${address()}/${path}`, {
            colorScheme,
            viewport: { width, height: 900 },
            reducedMotion: 'reduce',
          })
          if (path.startsWith('playground')) await compiled(tab)
          if (name === 'dns') await tab.getByRole('tab', { name: 'DNS' }).click()
          await tab.screenshot({
            path: `${screenshots}/site-${name}-${colorScheme}-${width}.png`,
            fullPage: true,
          })
          expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width)
          expect(await violationsIn(tab)).toStrictEqual([])
          expect(said).toStrictEqual([])
        },
      )
    }
  }

  it('changes between light and dark without a style that its policy refuses', async () => {
    const { tab, said } = await openAddress(`${address()}/index.html`, {
      colorScheme: 'light',
      viewport: { width: 1400, height: 900 },
    })
    await tab.getByRole('switch').first().click()
    await tab.locator('html.dark').waitFor()
    expect(said).toStrictEqual([])
  })

  it('finds a page by its search', async () => {
    const { tab, said } = await openAddress(`${address()}/index.html`)
    await tab.getByRole('button', { name: 'Search' }).first().click()
    await tab.getByRole('searchbox').fill('unknown-cluster')
    const found = tab.locator('#localsearch-list a').first()
    await found.waitFor()
    expect(await found.getAttribute('href')).toContain('unknown-cluster')
    await found.click()
    await tab.getByRole('heading', { level: 1, name: 'unknown-cluster' }).waitFor()
    expect(said).toStrictEqual([])
  })
})
