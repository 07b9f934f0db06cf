import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { parse } from '../../src/stages/parse/parse.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import { readTree } from '../helpers/read-tree.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const directory = fileURLToPath(new URL('kubefed', import.meta.url))
const corpus = Object.fromEntries(readTree(directory))

/** The corpus's files below some paths. */
function filesOf(...prefixes: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(corpus).filter(([path]) => prefixes.some((prefix) => path.startsWith(prefix))),
  )
}

interface ClusterObject {
  readonly cluster: string
  readonly object: Json
}

/** Every rendered object with its cluster, read back by fedrender's own reader. */
function renderedObjects(rendered: Readonly<Record<string, string>>): readonly ClusterObject[] {
  return Object.entries(rendered).map(([path, text]) => {
    const [{ manifests }] = parse([{ path, text }])
    expect(manifests, path).toHaveLength(1)
    return { cluster: path.split('/')[1] ?? '', object: manifests[0]?.value ?? null }
  })
}

/** Objects in one order; an object is known by its cluster, kind and name. */
function inOrder(objects: readonly ClusterObject[]): readonly ClusterObject[] {
  const keyOf = ({ cluster, object }: ClusterObject): string => {
    const { kind, metadata } = object as unknown as { kind: string; metadata: { name: string } }
    return [cluster, kind, metadata.name].join(' ')
  }
  return objects.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
}

describe("KubeFed's own samples", () => {
  it('render to what the controllers of KubeFed make of them', () => {
    const repository = createTestRepository(filesOf('sample1/', 'clusters.yaml'))
    const { exitCode, stdout } = repository.run('render')
    const expected = readFileSync(`${directory}-sample1.expected.jsonl`, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => parseExactJson(line) as unknown as ClusterObject)
    expect([exitCode, stdout]).toStrictEqual([0, ''])
    expect(expected).toHaveLength(20)
    expect(inOrder(renderedObjects(repository.rendered()))).toStrictEqual(inOrder(expected))
  })

  it('render the same with the FederatedTypeConfigs, the KubeFedConfig and the definitions of the chart', () => {
    const alone = createTestRepository(filesOf('sample1/', 'clusters.yaml'))
    const installed = createTestRepository(filesOf('sample1/', 'clusters.yaml', 'config/'))
    alone.run('render')
    expect(installed.run('render').exitCode).toBe(0)
    expect(installed.rendered()).toStrictEqual(alone.rendered())
  })

  it('have no error, and the fixtures that are fragments with overrides are named', () => {
    const repository = createTestRepository(corpus)
    const { exitCode, stdout } = repository.run('validate', '--format', 'json')
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; location: { file: string } }[] }
    const found = new Set(diagnostics.map(({ code, location }) => `${code} ${location.file}`))
    const fragments = Object.entries(filesOf('fixtures/')).filter(([, text]) => text.includes('clusterOverrides'))
    expect([...found]).toStrictEqual([
      'status-collection config/kubefedconfig.yaml',
      ...fragments.map(([path]) => `kubefed-fragment ${path}`),
      'replicas-override-discarded sample1/federateddeployment.yaml',
      // It sets all annotations of a Deployment, to which controllers of the cluster add their own.
      'override-replaces-annotations sample1/federateddeployment.yaml',
      // Its serviceName and servicePort are fields of extensions/v1beta1, but the type is networking.k8s.io/v1.
      'template-unknown-field sample1/federatedingress.yaml',
      'plain-text-secret sample1/federatedsecret.yaml',
      // Its override sets a key to null, which API servers drop.
      'template-null sample1/federatedsecret.yaml',
    ])
    expect(exitCode).toBe(0)
  })
})
