import { describe, expect, it } from 'vitest'
import { exampleModules } from '../../site/builder/example-modules.ts'
import type { PlaygroundFile } from '../../site/playground/protocol.ts'
import { createCompiler } from '../../site/playground/worker/compile-fleet.ts'
import { describeFleet, idOf, objectsOf } from '../../site/playground/worker/describe-fleet.ts'
import { setLabel } from '../../site/playground/worker/set-label.ts'
import { compareClusters, compareFleets } from '../../site/playground/worker/show-differences.ts'
import { showOutput } from '../../site/playground/worker/show-output.ts'
import { locateDiagnostics } from '../../src/diagnostics/located-diagnostic.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

/** The files of every example, as its module holds them. */
const examples = [...exampleModules()].flatMap(([name, text]) => {
  const [, json] = /^export const files = JSON\.parse\((".*")\)$/m.exec(text) ?? []
  if (json === undefined) return []
  return [{ name, files: JSON.parse(JSON.parse(json) as string) as readonly PlaygroundFile[] }]
})

function filesOf(name: string): readonly PlaygroundFile[] {
  return examples.find((each) => each.name === `${name}.js`)?.files ?? []
}

function edited(name: string, path: string, from: string, to: string): readonly PlaygroundFile[] {
  const files = filesOf(name)
  expect(files.find((each) => each.path === path)?.text).toContain(from)
  return files.map((each) => (each.path === path ? { path, text: each.text.replace(from, to) } : each))
}

interface Reported {
  readonly code: string
  readonly message: string
}

describe('the playground', () => {
  it('has every example that has clusters, and the notes of users', () => {
    const names = examples.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['quickstart.js', 'platform.js', 'dns.js', 'scheduling.js']))
    expect(names.filter((name) => name.startsWith('note-'))).toHaveLength(20)
  })

  it.each(examples)('reports of $name what `fedrender validate` does', ({ files }) => {
    const repository = createTestRepository(Object.fromEntries(files.map(({ path, text }) => [path, text])))
    const { stdout } = repository.run('validate', '--format', 'json')
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Reported[] }
    const found = locateDiagnostics(createCompiler()(files, []).diagnostics)
    const plain = ({ code, message }: Reported): string => `${code}: ${message}`
    expect(found.map(plain).sort()).toStrictEqual(diagnostics.map(plain).sort())
  })

  it.each(examples)('shows of $name the text of each file that `fedrender render` writes', ({ files }) => {
    const repository = createTestRepository(Object.fromEntries(files.map(({ path, text }) => [path, text])))
    repository.run('render')
    const compiled = createCompiler()(files, [])
    if (compiled.result?.fleet === undefined) return
    const rendered = repository.rendered()
    for (const object of objectsOf(compiled)) {
      for (const { clusters } of object.variants) {
        for (const cluster of clusters) {
          const text = rendered[`clusters/${cluster}/${object.path}`]
          const shown = showOutput(compiled, object, cluster).lines.map((line) => line.text)
          // Values of Secrets are masked on the screen.
          if (object.kind !== 'Secret') expect(`${shown.join('\n')}\n`).toBe(text)
        }
      }
    }
  })

  it('names the override that made a line, and the template whose value it replaced', () => {
    const compiled = createCompiler()(filesOf('quickstart'), [])
    const web = objectsOf(compiled).find((each) => idOf(each) === 'deployments.apps shop web')
    const line = showOutput(compiled, web, 'us-east').lines.find(({ text }) => text.includes('replicas'))
    expect(line?.origins.map(({ words, at }) => `${words} ${at?.path}:${at?.line}`)).toStrictEqual([
      'override shop/web.yaml:34',
      'template shop/web.yaml:12',
    ])
  })

  it('compares with the example: fields, risks, and the lines that are the cause', () => {
    const compile = createCompiler()
    const base = compile(filesOf('quickstart'), [])
    const head = createCompiler()(edited('quickstart', 'shop/web.yaml', 'value: 5', 'value: 1'), [])
    const { changes } = compareFleets(base, head)
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({
      kind: 'changed',
      title: 'Deployment shop/web',
      clusters: ['us-east'],
      fields: [{ field: '/spec/replicas', from: '5', to: '1' }],
      risks: [{ level: 'high', rule: 'replicas-halved' }],
      causes: [{ path: 'shop/web.yaml', line: 34 }],
    })
    expect(compareFleets(base, base).changes).toStrictEqual([])
  })

  it('compares two clusters', () => {
    const objects = objectsOf(createCompiler()(filesOf('quickstart'), []))
    const { changes } = compareClusters(objects, 'eu-west', 'us-east')
    expect(changes.map(({ title, kind }) => `${title} ${kind}`)).toStrictEqual([
      'ConfigMap shop/settings removed',
      'Deployment shop/web changed',
    ])
  })

  it('assumes that clusters are not ready, and says what the sources have', () => {
    const compile = createCompiler()
    const planned = (without: readonly string[]): readonly (number | undefined)[] => {
      const compiled = compile(filesOf('scheduling'), without)
      const { preferences } = describeFleet(compiled, objectsOf(compiled), () => true)
      return preferences.find(({ name }) => name === 'shop/even')?.clusters.map((each) => each.planned) ?? []
    }
    const all = planned([])
    expect(planned(['a'])).not.toStrictEqual(all)
    expect(planned(['a'])[0]).toBeUndefined()
    expect(planned([])).toStrictEqual(all)
  })

  it('sets and removes a label in the file of its cluster, and keeps every other byte', () => {
    const compiled = createCompiler()(filesOf('quickstart'), [])
    const set = setLabel(compiled, { cluster: 'us-east', label: 'region', value: 'eu' })
    const before = filesOf('quickstart').find(({ path }) => path === 'clusters/us-east.yaml')?.text
    expect(set.file).toStrictEqual({
      path: 'clusters/us-east.yaml',
      text: before?.replace('region: us', 'region: eu'),
    })
    expect(setLabel(compiled, { cluster: 'nowhere', label: 'region', value: 'eu' }).problem).toContain(
      'nowhere',
    )
  })

  it('lists so many clusters, preferences and names alone, and counts the others', () => {
    const clusters = Array.from({ length: 501 }, (_, index) => clusterYaml(`c${index}`)).join('')
    const preferences = Array.from(
      { length: 51 },
      (_, index) =>
        `${federatedYaml('Deployment', `shop/d${index}`, 'template: {spec: {replicas: 1}}')}apiVersion: scheduling.kubefed.io/v1alpha1\nkind: ReplicaSchedulingPreference\nmetadata: {name: d${index}, namespace: shop}\nspec: {targetKind: FederatedDeployment, totalReplicas: 9}\n---\n`,
    ).join('')
    const compiled = createCompiler()(
      [{ path: 'all.yaml', text: clusters + namespaceYaml('shop') + preferences }],
      [],
    )
    const { more, ...shown } = describeFleet(compiled, objectsOf(compiled), () => true)
    expect(more).toMatchObject({ clusters: 1, preferences: 1, objects: 0 })
    expect([shown.clusters.length, shown.replicas.length, shown.preferences.length]).toStrictEqual([
      500, 500, 50,
    ])
    expect(shown.preferences[0]).toMatchObject({ total: 9, moreClusters: 301 })
    expect(shown.preferences[0]?.clusters).toHaveLength(200)
  })

  it('reports a configuration in error and compiles nothing', () => {
    const files = [
      ...filesOf('quickstart'),
      { path: 'fedrender.yaml', text: 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nno: 1\n' },
    ]
    const compiled = createCompiler()(files, [])
    expect(compiled.result).toBeUndefined()
    const described = describeFleet(compiled, objectsOf(compiled), () => true)
    expect(described).toMatchObject({
      blocked: true,
      objects: [],
      problems: [{ code: 'config-invalid', at: { path: 'fedrender.yaml' } }],
    })
  })
})
