import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { defaultRenderConfig } from '../../../src/model/render-config.ts'
import { clusterMinors } from '../../../src/stages/check/cluster-minors.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { expectDiagnostics, type ExpectedDiagnostic } from '../../helpers/expect-diagnostics.ts'
import { kubeFedCluster } from '../../helpers/kubefed-objects.ts'

const label = 'fedrender.dev/kubernetes-version'

/** The minor versions of clusters with these labels, under `clusters` of the configuration and `--kubernetes`. */
function minorsOf(
  labels: Readonly<Record<string, string | undefined>>,
  configured: Readonly<Record<string, string>> = {},
  minor?: number,
): { minors: Readonly<Record<string, number>>; diagnostics: readonly Diagnostic[] } {
  const objects = Object.entries(labels).map(([name, version]) =>
    kubeFedCluster(name, version === undefined ? {} : { [label]: version }),
  )
  const clusters = new Map(
    Object.entries(configured).map(([name, kubernetesVersion]) => [name, { kubernetesVersion }]),
  )
  const { federation } = compileObjects(objects, { clusters })
  const diagnostics: Diagnostic[] = []
  const options = {
    config: { ...defaultRenderConfig, clusters },
    minors: [16, 37] as const,
    ...(minor !== undefined && { minor }),
  }
  const minors = clusterMinors(federation.clusters, options, (each) => diagnostics.push(each))
  return { minors: Object.fromEntries(minors), diagnostics }
}

describe('clusterMinors', () => {
  it('takes the given version before the configured one, and that before the label', () => {
    const labels = { a: '1.28', b: 'v1.29.1', c: undefined }
    expect(minorsOf(labels).minors).toStrictEqual({ a: 28, b: 29 })
    expect(minorsOf(labels, { a: '1.30' }).minors).toStrictEqual({ a: 30, b: 29 })
    expect(minorsOf(labels, { a: '1.30' }, 31).minors).toStrictEqual({ a: 31, b: 31, c: 31 })
  })

  it('takes what a control plane recorded where nobody wrote another, and no recorded text that is no version', () => {
    const recorded = (name: string, version: string, labels = {}): JsonObject =>
      kubeFedCluster(name, labels, { status: { kubernetesVersion: version } })
    const { federation, diagnostics } = compileObjects([
      recorded('a', 'v1.27.3+k3s1'),
      recorded('b', 'v1.27.3', { [label]: '1.30' }),
      recorded('c', 'unknown'),
    ])
    const options = { config: defaultRenderConfig, minors: [16, 37] as const }
    const minors = clusterMinors(federation.clusters, options, ({ code }) => expect(code).toBe(''))
    expect(Object.fromEntries(minors)).toStrictEqual({ a: 27, b: 30 })
    expectDiagnostics(diagnostics, [
      { code: 'cluster-spec-invalid', file: 'all.yaml', line: 53, message: /is no version of Kubernetes/ },
    ])
  })

  it('reports a label that is no version, at its place', () => {
    const { minors, diagnostics } = minorsOf({ a: 'latest' })
    expect(minors).toStrictEqual({})
    expectDiagnostics(diagnostics, [
      {
        code: 'kubernetes-version-invalid',
        file: 'all.yaml',
        line: 7,
        message: /^The version "latest" of the cluster "a" /,
      },
    ])
  })

  it.each<[labels: Record<string, string>, minors: Record<string, number>, expected: ExpectedDiagnostic]>([
    [
      { a: '1.12', b: '1.12' },
      { a: 16, b: 16 },
      {
        code: 'kubernetes-version-unknown',
        message: /Kubernetes 1\.12: "a", "b" are checked against those of 1\.16/,
      },
    ],
    [
      { a: '1.99', b: '1.37' },
      { a: 37, b: 37 },
      {
        code: 'kubernetes-version-unknown',
        message: /Kubernetes 1\.99: "a" is checked against those of 1\.37/,
      },
    ],
  ])('checks %j by the nearest version that has schemas, and says so', (labels, minors, expected) => {
    const result = minorsOf(labels)
    expect(result.minors).toStrictEqual(minors)
    expectDiagnostics(result.diagnostics, [expected])
  })

  it('reports settings of a cluster that nobody knows', () => {
    const { diagnostics } = minorsOf({ 'us-east': '1.30' }, { 'us-eest': '1.31' })
    expectDiagnostics(diagnostics, [{ code: 'config-cluster-unknown', message: /"us-eest"/ }])
    expect(diagnostics[0]?.hint).toBe('Did you mean "us-east"?')
  })
})
