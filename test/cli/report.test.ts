import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../src/host/node-host.ts'
import { repositoryPath } from '../docs/documents.ts'
import { gitRepository, write } from '../helpers/git-repository.ts'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { systemError } from '../helpers/memory-host.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const shop = {
  'clusters.yaml': clusterYaml('a', '{region: eu}') + clusterYaml('b', '{region: us}'),
  'shop/shop.yaml': namespaceYaml('shop'),
  'shop/web.yaml': configMapYaml('shop/web', 'one'),
}
const broken = { ...shop, 'broken.yaml': configMapYaml('nowhere/lost') }

describe('report', () => {
  it('writes the page to standard output, and nothing anywhere else', () => {
    const repository = createTestRepository(shop)
    const { exitCode, stdout, stderr } = repository.run('report')
    expect([exitCode, stderr]).toStrictEqual([0, ''])
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="en">.*<\/html>\n$/s)
    expect(stdout).toContain('<b>ConfigMap shop/</b> <span><a href="shop/web.yaml#L1">web</a></span>')
    expect(repository.host.operations).toStrictEqual([])
  })

  it('replaces the file that is named in one step', () => {
    const repository = createTestRepository({ ...shop, 'report.html': 'old' })
    expect(repository.run('report', '--to', 'report.html')).toStrictEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'wrote report.html\n',
    })
    expect(repository.host.operations).toStrictEqual([
      expect.stringMatching(/^createFile \/repo\/\.fedrender-[0-9a-f]{16}\.tmp$/) as string,
      expect.stringMatching(/^rename \/repo\/\.fedrender-[0-9a-f]{16}\.tmp \/repo\/report\.html$/) as string,
    ])
    expect(repository.host.dump('/repo')['report.html']).toBe(repository.run('report').stdout)
  })

  it('shows each cluster as lost with --drill, and only then', () => {
    const once = federatedYaml(
      'Deployment',
      'shop/once',
      'template: {spec: {replicas: 3, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: c}]}}}}',
      '{clusters: [{name: a}]}',
    )
    const repository = createTestRepository({ ...shop, 'once.yaml': once })
    const { stdout } = repository.run('report', '--drill')
    const [, section = ''] = /<h2 id="drill">(.*?)<\/section>/s.exec(stdout) ?? []
    const cells = [...section.matchAll(/<tr><th scope="row">(.*?)<\/th>(.*?)<\/tr>/gs)]
    expect(
      cells.map(([, name, row = '']) => [
        name,
        row
          .replaceAll(/<[^>]*>/g, ' ')
          .trim()
          .split(/ +/),
      ]),
    ).toStrictEqual([
      ['a', ['0', '3', '1', '0', '0', '0']],
      ['b', ['0', '0', '0', '0', '0', '0']],
    ])
    expect(repository.run('report').stdout).not.toContain('id="drill"')
  })

  it('prints nothing of the file in a quiet run', () => {
    expect(createTestRepository(shop).run('report', '--to', 'report.html', '--quiet').stderr).toBe('')
  })

  it('links to the sources from where the page stands, and as from the top where it stands elsewhere', () => {
    const repository = createTestRepository({ ...shop, 'public/reports/x': '', '../elsewhere/x': '' })
    const linkIn = (path: string): string | undefined => {
      repository.host.put(`${path.slice(0, path.lastIndexOf('/'))}/x`, '')
      expect(repository.run('report', '--output', path)).toMatchObject({ exitCode: 0 })
      return /href="([^"]*shop\/web\.yaml[^"]*)"/.exec(repository.host.dump('/')[path.slice(1)] ?? '')?.[1]
    }
    expect(linkIn('/repo/report.html')).toBe('shop/web.yaml#L1')
    expect(linkIn('/repo/public/reports/fleet.html')).toBe('../../shop/web.yaml#L1')
    expect(linkIn('/elsewhere/fleet.html')).toBe('shop/web.yaml#L1')
  })

  it('gives 2 on errors in the sources, which the page shows', () => {
    const { exitCode, stdout, stderr } = createTestRepository(broken).run('report')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error namespace-not-federated')
    expect(stdout).toContain('<b>namespace-not-federated</b>')
    expect(stdout).toContain('<a href="broken.yaml#L3">broken.yaml:3</a>')
  })

  it('writes no page where the configuration cannot be read', () => {
    const repository = createTestRepository({ ...shop, 'fedrender.yaml': 'kind: [' })
    expect(repository.run('report', '--to', 'report.html')).toMatchObject({ exitCode: 2, stdout: '' })
    expect(repository.host.operations).toStrictEqual([])
  })

  it('gives 2 where the page cannot be written, and leaves nothing behind', () => {
    const repository = createTestRepository(shop)
    repository.host.onOperation = (operation) => {
      if (operation.startsWith('rename')) throw systemError('EACCES', '/repo/report.html')
    }
    const { exitCode, stderr } = repository.run('report', '--to', 'report.html')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^error file-write-failed: The file ".*report.html" cannot be written: .+\n/)
    expect(Object.keys(repository.host.dump('/repo')).sort()).toStrictEqual(Object.keys(shop).sort())
  })

  it('shows what changed since the base, and no value of a Secret', () => {
    const secret = (value: string): string =>
      configMapYaml('shop/key', value).replace('FederatedConfigMap', 'FederatedSecret')
    const directory = gitRepository({ ...shop, 'key.yaml': secret('Q2FuYXJ5MQ==') })
    write(directory, {
      'key.yaml': secret('Q2FuYXJ5Mg=='),
      'shop/web.yaml': configMapYaml('shop/web', 'two'),
    })
    const run = createTestRepository({}).runOn(
      { host: createNodeHost(), directory },
      'report',
      '--base',
      'HEAD',
    )
    expect(run.exitCode).toBe(0)
    expect(run.stdout).toContain('<del>- /data/key: &quot;one&quot;</del>')
    expect(run.stdout).toContain('<ins>+ /data/key: &quot;two&quot;</ins>')
    expect(run.stdout).toContain('~ /data/key: changed (masked)')
    expect(run.stdout).not.toMatch(/Q2FuYXJ5|Canary/)
    expect(run.stdout).not.toContain(directory)
  })

  it('shows of a Secret which fields differ and where each line comes from, and no value', () => {
    const template = 'template: {data: {key: Q2FuYXJ5MQ==}}'
    const overrides =
      'overrides: [{clusterName: b, clusterOverrides: [{path: /data/key, value: Q2FuYXJ5Mg==}, {op: add, path: /data/more, value: Q2FuYXJ5Mw==}]}]'
    const secret = federatedYaml('Secret', 'shop/key', `${template}, ${overrides}`)
    const { exitCode, stdout } = createTestRepository({ ...shop, 'key.yaml': secret }).run('report')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/<code>\/data\/key<\/code><\/th><td><i>differs \(masked\)<\/i>/)
    expect(stdout).toMatch(
      /<tr class="override" title="override key\.yaml:4, in place of template key\.yaml:4">/,
    )
    expect(stdout).toContain('&lt;masked&gt;')
    expect(stdout).not.toMatch(/Q2FuYXJ5|Canary/)
  })

  it('leaves YAML and fields out beyond what a page holds, and says how much', () => {
    const overrides = `overrides: [{clusterName: b, clusterOverrides: [{path: /data/key, value: b}]}]`
    const objects = Array.from({ length: 60 }, (_, index) =>
      federatedYaml('ConfigMap', `shop/many-${index}`, `template: {data: {key: "a${index}"}}, ${overrides}`),
    )
    const { stdout } = createTestRepository({ ...shop, 'many.yaml': objects.join('') }).run('report')
    const shown = stdout.match(/<details class="object">/g)?.length ?? 0
    expect(shown).toBeGreaterThan(10)
    expect(shown).toBeLessThan(60)
    // Each of the 60 has two variants; the ConfigMap and the Namespace of the shop have one.
    const left = 122 - 2 * shown
    expect(stdout).toContain(`The YAML of ${2 * shown} variants of ${shown} objects`)
    expect(stdout).toContain(`${left} more variants of all 122 are not`)
    expect(stdout.length).toBeLessThan(200_000)
  })

  it('shows the first lines of a long object, and how many there are more', () => {
    const keys = Array.from({ length: 300 }, (_, index) => `k${index}: "${'y'.repeat(400)}"`).join(', ')
    const long = federatedYaml('ConfigMap', 'shop/long', `template: {data: {${keys}}}`)
    const { stdout } = createTestRepository({ ...shop, 'long.yaml': long }).run('report')
    // Nine lines are before the first key.
    expect(stdout).toContain('<p>209 more lines of it are not on this page.</p>')
    expect(stdout).toMatch(/<code> {2}k0: y{180,196}…<\/code>/)
  })

  it('gives 2 where there is no such base, and writes the page without changes', () => {
    const directory = gitRepository(shop)
    const run = createTestRepository({}).runOn(
      { host: createNodeHost(), directory },
      'report',
      '--base',
      'missing',
    )
    expect(run.exitCode).toBe(2)
    expect(run.stdout).toContain('</html>')
    expect(run.stdout).not.toContain('id="changes"')
  })

  it('says of a DNSEndpoint that belongs to no cluster where it goes', () => {
    const terminal = { host: createNodeHost(), directory: repositoryPath('examples/dns') }
    const { exitCode, stdout } = createTestRepository({}).runOn(terminal, 'report')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(
      /<tr data-state="">[^\n]*\n<td>below dns\/, in no cluster<details class="members" open>[^\n]*\n[^\n]*DNSEndpoint/,
    )
  })

  it('has no base of what comes from standard input', () => {
    const { exitCode, stderr } = createTestRepository(shop).run('report', '-f', '-', '--base', 'HEAD')
    expect(exitCode).toBe(2)
    expect(stderr).toContain("Option '--base <ref>' cannot be used with option '-f, --file <->'")
  })
})
