import { describe, expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { attackedRepository, smallFleet, type AttackedRepository, type Files } from './attacked-repository.ts'

/** How much longer than a harmless change an attack may take; each took hundreds or thousands of times as long. */
const mostTimes = 12

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('')

const settings = (spec: string): string => `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: attack, namespace: shop}
spec:
  placement: {clusterSelector: {}}
${spec}`

const overrides = (count: number, override: (at: number) => string): string =>
  settings(
    `  template: {data: {a: b}}\n  overrides:\n  - clusterName: east\n    clusterOverrides:\n${lines(count, (at) => `    - ${override(at)}\n`)}`,
  )

const config = (settings: string): string =>
  `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}`

const bomb = `${'*a'.repeat(20)}b`
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** An attack, the exit code of `render --check` for it, and a harmless change of the same size. */
interface Stall {
  readonly attack: Files
  readonly status: number
  /** What is printed of it. */
  readonly says: RegExp
  readonly harmless: Files
}

const harmlessKeys = (count: number): Files => ({
  'attack.yaml': settings(`  template:\n    data:\n${lines(count, (at) => `      k${at}: some value\n`)}`),
})

const stalls: Readonly<Record<string, Stall>> = {
  'a scalar of 300 KB of digits and an x': {
    attack: { 'attack.yaml': settings(`  template: {data: {a: "${'1'.repeat(300_000)}x"}}\n`) },
    status: 1,
    says: /attack/,
    harmless: { 'attack.yaml': settings(`  template: {data: {a: "${'a'.repeat(300_000)}x"}}\n`) },
  },
  'thousands of warnings for one long line': {
    attack: {
      'attack.yaml': settings('  template: {}\n').replace(
        'clusterSelector: {}}',
        `clusters: [${lines(2500, (at) => `{name: u${at}},`)}]} # ${'a'.repeat(500_000)}`,
      ),
    },
    status: 0,
    says: /"u999"[^]*1500 more diagnostics/,
    harmless: harmlessKeys(8000),
  },
  'a glob in sources that backtracks': {
    attack: { 'fedrender.yaml': config(`sources: ["${bomb}"]\n`), [`${'a'.repeat(200)}.yaml`]: '' },
    status: 2,
    says: /config-glob-too-complex/,
    harmless: { 'fedrender.yaml': config('sources: ["**/*.yaml"]\n') },
  },
  'globs in tenants, DNS names and foreign files that backtrack': {
    attack: {
      'fedrender.yaml': config(
        `foreignFiles: ["${bomb}"]\ntenants:\n- {name: a, sources: ["${bomb}"], namespaces: [shop], types: [configmaps], clusters: [east], dnsNames: ["${bomb}"]}\n`,
      ),
    },
    status: 2,
    says: /(?:config-glob-too-complex[^]*){3}/,
    harmless: { 'fedrender.yaml': config('foreignFiles: ["*.md"]\n') },
  },
  'lists that are nested 100,000 deep': {
    attack: { 'attack.yaml': settings(`  template: {data: {a: b}, l: ${nested(100_000)}}\n`) },
    status: 2,
    says: /yaml-too-deep/,
    harmless: harmlessKeys(10_000),
  },
  'aliases that multiply': {
    attack: {
      'attack.yaml': settings(
        `  template:\n    l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n${lines(12, (at) => `    l${at + 1}: &l${at + 1} [${Array(10).fill(`*l${at}`).join(', ')}]\n`)}`,
      ),
    },
    status: 2,
    says: /error yaml-/,
    harmless: harmlessKeys(1000),
  },
  'overrides that add 16,000 keys': {
    attack: { 'attack.yaml': overrides(16_000, (at) => `{op: add, path: /data/k${at}, value: x}`) },
    status: 1,
    says: /attack/,
    harmless: harmlessKeys(30_000),
  },
  'a placement of 2,000 clusters that do not exist': {
    attack: {
      'attack.yaml': settings('  template: {data: {a: b}}\n').replace(
        '{clusterSelector: {}}',
        `{clusters: [${lines(2000, (at) => `{name: gone-${at}}, `)}]}`,
      ),
    },
    status: 0,
    says: /gone-999[^]*1000 more diagnostics/,
    harmless: harmlessKeys(10_000),
  },
}

const attacked = (change: Files): AttackedRepository => attackedRepository(smallFleet, change)

/** In milliseconds, with what `run` gives. */
function timed<T>(run: () => T): readonly [number, T] {
  const start = performance.now()
  const result = run()
  return [performance.now() - start, result]
}

describe('a change that would stall a run', () => {
  it.each(Object.entries(stalls))('is judged about as fast as a harmless one: %s', (_, stall) => {
    const [attack, harmless] = [attacked(stall.attack), attacked(stall.harmless)]
    const [usual] = timed(() => harmless.fedrender('render', '--check'))
    const [taken, { status, stdout, stderr }] = timed(() => attack.fedrender('render', '--check'))
    expect(stdout + stderr).toMatch(stall.says)
    expect(status).toBe(stall.status)
    expect(taken / usual).toBeLessThan(mostTimes)
    const [usualAction] = timed(() => harmless.action())
    const [takenByAction, { exitCode }] = timed(() => attack.action())
    expect(exitCode).toBe(stall.status)
    expect(takenByAction / usualAction).toBeLessThan(mostTimes)
  })

  it.each([
    ['dotted paths', (at: number) => `{op: add, path: data.k${at}, value: x}`],
    ['replacements that create', (at: number) => `{path: /data/k${at}, value: x}`],
  ])('is fixed about as fast as it is validated: 400 overrides with %s', (_, override) => {
    const { fedrender } = attacked({ 'attack.yaml': overrides(400, override) })
    const [usual] = timed(() => fedrender('validate'))
    const [taken, { status, stdout }] = timed(() => fedrender('validate', '--fix', '--dry-run'))
    expect(status).toBe(0)
    expect(stdout.match(/^\+ {4}- /gm)).toHaveLength(400)
    expect(taken / usual).toBeLessThan(mostTimes)
  })

  it('cannot stall an expression of find', () => {
    const { fedrender } = attacked({
      'clusters.yaml': inventoryYaml('east', 'west'),
      'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', 'a'.repeat(50_000)),
    })
    const [usual] = timed(() => fedrender('find', '--field', '/data/key=~a'))
    const [taken, { status }] = timed(() => fedrender('find', '--field', '/data/key=~^(a+)+$'))
    expect(status).toBe(0)
    expect(taken / usual).toBeLessThan(mostTimes)
  })
})
