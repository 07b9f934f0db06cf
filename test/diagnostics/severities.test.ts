import { expect, it } from 'vitest'
import { createDiagnostic } from '../../src/diagnostics/diagnostic.ts'
import { applySeverities } from '../../src/diagnostics/severities.ts'
import type { Severity } from '../../src/model/severity.ts'

const found = [
  createDiagnostic('namespace-not-federated', { kind: 'K', name: 'n', namespace: 's' }),
  createDiagnostic('unknown-cluster', { cluster: 'x', nearest: undefined }),
  createDiagnostic('cluster-not-ready', { cluster: 'x' }),
]

it.each<[Readonly<Record<string, Severity | 'off'>>, boolean, readonly Severity[]]>([
  [{}, false, ['error', 'warning', 'info']],
  [{}, true, ['error', 'error', 'info']],
  [{ 'namespace-not-federated': 'warning' }, false, ['warning', 'warning', 'info']],
  [{ 'namespace-not-federated': 'warning' }, true, ['error', 'error', 'info']],
  [{ 'unknown-cluster': 'off' }, true, ['error', 'info']],
  [{ 'unknown-cluster': 'info', 'cluster-not-ready': 'error' }, true, ['error', 'info', 'error']],
])('with %j and strict %s', (severities, strict, expected) => {
  const weighed = applySeverities(found, new Map(Object.entries(severities)), strict)
  expect(weighed.map((each) => each.severity)).toStrictEqual(expected)
})
