import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { configMapYaml, federatedYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

/** The documents of a stream of unique objects, with the clusters that get each. */
function readStream(
  stream: string,
): readonly { readonly clusters: readonly string[]; readonly text: string }[] {
  const parts = stream.split(/^---\n# clusters: (\[.*\])\n/m)
  expect(parts[0]).toBe('')
  return parts.slice(1).flatMap((clusters, index) => {
    if (index % 2 === 1) return []
    return [{ clusters: JSON.parse(clusters) as string[], text: parts[index + 2] ?? '' }]
  })
}

describe('render --stdout --unique', () => {
  it('writes what several clusters get once, after a comment that names them', () => {
    const overrides =
      ', overrides: [{clusterName: west, clusterOverrides: [{path: /data/key, value: other}]}]'
    const repository = createTestRepository({
      'clusters.yaml': inventoryYaml('east', 'north', 'west'),
      'shop.yaml': `${namespaceYaml('shop')}${federatedYaml('ConfigMap', 'shop/web', `template: {data: {key: x}}${overrides}`)}`,
    })
    const { exitCode, stdout } = repository.run('render', '--stdout', '--unique')
    repository.run('render')
    const files = repository.rendered()
    expect(exitCode).toBe(0)
    expect(stdout).toBe(
      [
        `---\n# clusters: ["east","north","west"]\n${files['clusters/east/_cluster/namespaces/shop.yaml']}`,
        `---\n# clusters: ["east","north"]\n${files['clusters/east/shop/configmaps/web.yaml']}`,
        `---\n# clusters: ["west"]\n${files['clusters/west/shop/configmaps/web.yaml']}`,
      ].join(''),
    )
  })

  it('writes nothing that the clusters do not get, and all that they get, byte for byte', () => {
    const value = fc.oneof(fc.constantFrom('same', '---\n# clusters: ["x"]\n', 'a\n\n# b\n'), fc.string())
    const objects = fc.dictionary(fc.constantFrom('web', 'api'), fc.record({ all: value, west: value }), {
      minKeys: 1,
    })
    fc.assert(
      fc.property(objects, (given) => {
        const texts = Object.entries(given).map(([name, { all, west }]) => {
          const template = JSON.stringify({ data: { key: all } })
          const overrides = JSON.stringify([
            { clusterName: 'west', clusterOverrides: [{ path: '/data/key', value: west }] },
          ])
          return federatedYaml('ConfigMap', `shop/${name}`, `template: ${template}, overrides: ${overrides}`)
        })
        const repository = createTestRepository({
          'clusters.yaml': inventoryYaml('east', 'north', 'west'),
          'shop.yaml': namespaceYaml('shop') + texts.join(''),
        })
        const { exitCode, stdout } = repository.run('render', '--stdout', '--unique')
        if (exitCode !== 0) return
        const listed = readStream(stdout)
        expect(new Set(listed.map(({ text }) => text)).size).toBe(listed.length)
        for (const cluster of ['east', 'north', 'west']) {
          const whole = repository.run('render', '--stdout', '--cluster', cluster).stdout
          const own = listed.filter(({ clusters }) => clusters.includes(cluster))
          expect(
            own
              .map(({ text }) => `---\n${text}`)
              .sort()
              .join(''),
          ).toBe(
            whole
              .split(/^(?=---\n)/m)
              .sort()
              .join(''),
          )
        }
      }),
      { numRuns: 30 },
    )
  })

  it('goes with --stdout alone', () => {
    const repository = createTestRepository({
      'clusters.yaml': inventoryYaml('east'),
      'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings'),
    })
    const { exitCode, stderr } = repository.run('render', '--unique')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Option --unique goes with --stdout')
  })
})
