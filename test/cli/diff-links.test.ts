import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../src/host/node-host.ts'
import { commit, git, gitRepository } from '../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readComment } from '../helpers/read-markup.ts'
import { createTestRepository, type CommandResult } from '../helpers/test-repository.ts'

/** A fleet in a directory of a repository, in which a ConfigMap has another value and one is gone. */
function changed(name: string) {
  const at = (files: Record<string, string>) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`fleet/${path}`, text]))
  const shop = (value: string) => namespaceYaml('shop') + configMapYaml('shop/web', value)
  const directory = gitRepository(
    at({
      'clusters.yaml': inventoryYaml('a'),
      [name]: shop('1'),
      'gone.yaml': configMapYaml('shop/gone'),
    }),
  )
  git(directory, 'rm', '-q', 'fleet/gone.yaml')
  commit(directory, at({ [name]: shop('2') }))
  return {
    head: git(directory, 'rev-parse', 'HEAD'),
    base: git(directory, 'rev-parse', 'HEAD~1'),
    diff: (environment: Record<string, string>, ...options: readonly string[]): CommandResult =>
      createTestRepository({}).runOn(
        { host: createNodeHost(), directory, environment: (each) => environment[each] },
        'diff',
        'fleet',
        '--base',
        'HEAD~1',
        '-o',
        'markdown',
        ...options,
      ),
  }
}

function linksOf(comment: string): readonly string[] {
  return readComment(comment).elements.flatMap(({ name, attributes }) =>
    name === 'a' ? [attributes['href'] ?? ''] : [],
  )
}

const github = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r' }

describe('the places of a comment', () => {
  it.each([
    ['GitHub', github, 'https://github.com/o/r/blob/'],
    ['GitLab', { CI_PROJECT_URL: 'https://gitlab.com/g/p' }, 'https://gitlab.com/g/p/-/blob/'],
  ])('are links in a pipeline of %s, in the commit that has them', (_, environment, forge) => {
    const { head, base, diff } = changed('shop.yaml')
    const links = linksOf(diff(environment).stdout)
    expect(links).toContain(`${forge}${head}/fleet/shop.yaml#L9`)
    expect(links.some((each) => each.startsWith(`${forge}${base}/fleet/gone.yaml#L`))).toBe(true)
  })

  it('are links to the address that the command line names', () => {
    const { stdout } = changed('shop.yaml').diff(
      github,
      '--source-url',
      'https://x.example.com/{path}?{line}',
    )
    expect(linksOf(stdout)).toContain('https://x.example.com/fleet/shop.yaml?9')
    expect(stdout).toContain('[`fleet/shop.yaml:9`](https://x.example.com/fleet/shop.yaml?9)')
  })

  it('are no links elsewhere, nor where the pipeline names no address; their paths are those from the top of Git', () => {
    const { diff } = changed('shop.yaml')
    for (const environment of [{}, { CI_PROJECT_URL: 'javascript:x' }]) {
      const { stdout } = diff(environment)
      expect(linksOf(stdout)).toStrictEqual([])
      expect(stdout).toContain('`fleet/shop.yaml:9`')
    }
  })

  it.each(['a](evil.example.com) [b.yaml', 'a`) <script>.yaml', 'javascript:alert(1).yaml', 'ü "#?%.yaml'])(
    'lead to the sources whatever the file is called: %s',
    (name) => {
      const { stdout } = changed(name).diff(github)
      const links = linksOf(stdout)
      expect(links.length).toBeGreaterThan(0)
      for (const each of links)
        expect(each).toMatch(/^https:\/\/github\.com\/o\/r\/blob\/[0-9a-f]{40}\/fleet\/[^/]+#L\d+$/)
      expect(links.map(decodeURIComponent).some((each) => each.includes(`/fleet/${name}#L9`))).toBe(true)
    },
  )

  it('are refused at an address that is none', () => {
    const { diff } = changed('shop.yaml')
    for (const options of [
      ['--source-url', 'javascript:{path}'],
      ['--report-url', 'x'],
    ])
      expect(diff({}, ...options)).toMatchObject({ exitCode: 2, stdout: '' })
  })
})

it('a comment links to the report, also where it says what it leaves out', () => {
  const { diff } = changed('shop.yaml')
  const report = ['--report-url', 'https://ci.example.com/report.html']
  expect(diff({}, ...report).stdout).toContain(
    '[The report](https://ci.example.com/report.html) shows all of it.\n',
  )
  expect(diff({}, ...report, '--max-bytes', '450').stdout).toContain(
    '`--output text` and [the report](https://ci.example.com/report.html) show everything.\n',
  )
})
