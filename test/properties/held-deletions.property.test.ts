import * as fc from 'fast-check'
import { cpSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { RenderedFile } from '../../src/model/file-tree.ts'
import { effectDigest } from '../../src/output/effect-digest.ts'
import { scratchDirectory } from '../helpers/git-repository.ts'
import { clusterYaml, configMapYaml, namespaceYaml, typeConfigYaml } from '../helpers/kubefed-yaml.ts'
import { changedAfter, namedByDiff, prunedByRender, renderApproved } from '../helpers/named-deletions.ts'
import { readTree } from '../helpers/read-tree.ts'

const names = ['a', 'b', 'c'] as const
const objects = ['shop/web', 'shop/more', 'pay/till'] as const

/** What is placed where, and what holds it. */
interface State {
  readonly clusters: Readonly<Record<(typeof names)[number], 'ready' | 'lost' | 'gone'>>
  readonly placed: Readonly<Record<(typeof objects)[number], readonly string[]>>
  readonly isDisabled: boolean
  readonly isPushed: boolean
  readonly isUndecided: boolean
}

const seldom = fc.integer({ min: 0, max: 4 }).map((each) => each === 0)
const places = fc.subarray([...names])
const state = fc.constantFrom<'ready' | 'lost' | 'gone'>('ready', 'ready', 'lost', 'gone')
const states: fc.Arbitrary<State> = fc.record({
  clusters: fc.record({ a: state, b: state, c: state }),
  placed: fc.record({ 'shop/web': places, 'shop/more': places, 'pay/till': places }),
  isDisabled: seldom,
  isPushed: seldom.map((each) => !each),
  isUndecided: seldom,
})

function sourcesOf({ clusters, placed, isDisabled, isPushed, isUndecided }: State): Record<string, string> {
  const placement = (wanted: readonly string[]): string =>
    `{clusters: [${wanted.map((name) => `{name: ${name}}`).join(', ')}]}`
  const invalid = '{clusterSelector: {matchLabels: {"a b": c}}}'
  const notReady = "{conditions: [{type: Ready, status: 'False'}]}"
  return {
    'fedrender.yaml':
      'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n' +
      'severities: {cluster-selector-invalid: warning}\n',
    'all.yaml':
      names
        .filter((name) => clusters[name] !== 'gone')
        .map((name) => clusterYaml(name, '{}', clusters[name] === 'lost' ? notReady : undefined))
        .join('') +
      ['shop', 'pay'].map((each) => namespaceYaml(each)).join('') +
      objects
        .map((name) =>
          configMapYaml(name, 'x', isUndecided && name === 'shop/web' ? invalid : placement(placed[name])),
        )
        .join('') +
      typeConfigYaml('', 'ConfigMap', 'configmaps', 'Namespaced')
        .replaceAll('group: , ', '')
        .replace('name: configmaps.,', 'name: configmaps,')
        .replace('Enabled', isDisabled ? 'Disabled' : 'Enabled') +
      `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed, namespace: kube-federation-system}
spec: {featureGates: [{name: PushReconciler, configuration: ${isPushed ? 'Enabled' : 'Disabled'}}]}
`,
  }
}

const filled: State = {
  clusters: { a: 'ready', b: 'ready', c: 'ready' },
  placed: { 'shop/web': [...names], 'shop/more': [...names], 'pay/till': ['b'] },
  isDisabled: false,
  isPushed: true,
  isUndecided: false,
}
const nothingIn = { 'shop/web': ['a'], 'shop/more': ['a'], 'pay/till': [] }
const lost: State = { ...filled, clusters: { ...filled.clusters, b: 'lost' }, placed: nothingIn }
const without: State = { ...filled, clusters: { ...filled.clusters, b: 'gone' }, placed: nothingIn }

function clusterOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function outputOf(directory: string): readonly RenderedFile[] {
  return Array.from(readTree(`${directory}/rendered`), ([path, text]) => ({ path, text }))
}

it('has deletions, an approval and an effect in a diff that are those of the render', () => {
  const sequences = fc.array(states, { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(sequences, fc.boolean(), (sequence, isIgnored) => {
      const sources = sequence.map(sourcesOf)
      const directory = changedAfter(sources.slice(0, -1), sources.at(-1) ?? {}, isIgnored)
      const before = outputOf(directory)
      const last = scratchDirectory()
      cpSync(`${directory}/rendered`, last, { recursive: true })
      const options = isIgnored ? ['--previous', last] : []
      const { effect, renamed, digest, removed } = namedByDiff(directory, ...options)
      const pruned = prunedByRender(directory)
      for (const [cluster, objects] of renamed) {
        expect(pruned.removed.filter((path) => clusterOf(path) === cluster)).toHaveLength(objects)
      }
      const others = pruned.removed.filter((path) => !renamed.has(clusterOf(path)))
      expect({ removed, digest }).toStrictEqual({ removed: others, digest: pruned.digest })
      renderApproved(directory)
      expect(effect).toBe(effectDigest(before, outputOf(directory), () => undefined))
    }),
    {
      numRuns: 12,
      examples: [
        [[filled, lost, without], false],
        [[filled, lost, without], true],
        [[filled, { ...filled, isDisabled: true }, { ...filled, placed: nothingIn }], false],
        [[filled, { ...lost, isPushed: false }, without], false],
      ],
    },
  )
}, 300_000)
