import { expect, it } from 'vitest'
import { createNodeHost } from '../../src/host/node-host.ts'
import { readVersion } from '../../src/host/version.ts'
import { commit, git, gitRepository } from '../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readPage, type ReadMarkup } from '../helpers/read-markup.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f']

/** A fleet in which a cluster goes, with six objects, and its report as a page. */
function report(environment: Record<string, string> = {}, ...options: readonly string[]) {
  const shop = namespaceYaml('shop') + names.map((name) => configMapYaml(`shop/${name}`)).join('')
  const directory = gitRepository({ 'clusters.yaml': inventoryYaml('eu', 'us'), 'shop.yaml': shop })
  git(directory, 'remote', 'add', 'origin', 'https://user:secret@git.example.com/fleet.git')
  commit(directory, { 'clusters.yaml': inventoryYaml('eu') })
  const { stdout } = createTestRepository({}).runOn(
    { host: createNodeHost(), directory, environment: (each) => environment[each] },
    'report',
    ...options,
  )
  const [head, base] = ['HEAD', 'HEAD~1'].map((each) => git(directory, 'rev-parse', each))
  return { head: head ?? '', base: base ?? '', stdout, page: readPage(stdout) }
}

function hrefs({ elements }: ReadMarkup): readonly string[] {
  return elements.flatMap(({ attributes }) => attributes['href'] ?? [])
}

it('a report says what it is of, without credentials', () => {
  const { head, base, page, stdout } = report({}, '--base', 'HEAD~1')
  expect(page.text).toContain(
    `https://git.example.com/fleet.git · branch main · commit ${head.slice(0, 12)} · 2026-01-01T00:00:00Z · compared with ${base.slice(0, 12)} · fedrender ${readVersion()}`,
  )
  expect(stdout).not.toContain('secret@')
  expect(report().page.text).not.toContain('compared with')
})

it('a report begins with whether the change is safe and its headline, folds equal risks, and lists changes by what caused them', () => {
  const { text } = report({}, '--base', 'HEAD~1').page
  expect(text).toMatch(
    /Not safe as it is: 2 critical risks[^]*2 critical, 6 medium · 2 edits · 7 objects removed · 1 of 2 clusters · needs approval/,
  )
  expect(text).toContain('ConfigMap "shop/a" is deleted. And 5 more like it.')
  expect(text.split('is deleted. And').length).toBe(3)
  expect(text).toMatch(/the cluster goes from clusters\.yaml:\d+-\d+ \(before\)/)
})

it('a report links to the forge whose pipeline makes it, or to the address that is named', () => {
  const github = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r' }
  const { head, base, page } = report(github, '--base', 'HEAD~1')
  const links = hrefs(page)
  expect(links.some((each) => each.startsWith(`https://github.com/o/r/blob/${head}/shop.yaml#L`))).toBe(true)
  expect(links.some((each) => each.startsWith(`https://github.com/o/r/blob/${base}/clusters.yaml#L`))).toBe(
    true,
  )
  const named = hrefs(report(github, '--source-url', 'https://x.example.com/{path}').page)
  expect(named).toContain('https://x.example.com/shop.yaml')
  expect(hrefs(report().page).filter((each) => each.startsWith('http'))).toStrictEqual([])
})
