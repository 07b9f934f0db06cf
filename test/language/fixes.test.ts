import { describe, expect, it } from 'vitest'
import { fixesIn, fixesOfFile, type OfferedFix } from '../../src/language/fixes.ts'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { applyEdits } from './apply-renaming.ts'
import { openRepository } from './open-repository.ts'

/** The files after a fix. */
function applyFix(
  files: Readonly<Record<string, string>>,
  fix: OfferedFix | undefined,
): Record<string, string> {
  const after: Record<string, string> = { ...files }
  for (const each of fix?.files ?? []) {
    if (each.kind === 'edit') after[each.path] = applyEdits(after[each.path] ?? '', each.edits)
    if (each.kind === 'create') after[each.path] = each.text
    if (each.kind === 'delete') delete after[each.path]
  }
  return after
}

/** The files as `validate --fix` leaves them. */
function fixedByCommand(files: Readonly<Record<string, string>>): Record<string, string> {
  const repository = createTestRepository(files)
  repository.run('validate', '--fix')
  return repository.host.dump('/repo')
}

const fleet = clusterYaml('us-east') + namespaceYaml('shop')

const cases: readonly (readonly [string, Record<string, string>])[] = [
  [
    'what has no effect',
    {
      'a.yaml': federatedYaml(
        'ConfigMap',
        'shop/a',
        'template: {data: {a: b}}, overrides: [{clusterName: us-east, clusterOverrides: [{path: /data/a, value: b}]}]',
      ),
    },
  ],
  ['an early spelling', { 'a.yaml': configMapYaml('shop/a').replace('kubefed.io', 'kubefed.k8s.io') }],
  ['a namespace that is missing', { 'team/a.yaml': configMapYaml('other/a') }],
  ['a type that is missing', { 'a.yaml': federatedYaml('StatefulSet', 'shop/a', 'template: {spec: {}}') }],
]

describe('the fixes of a file', () => {
  it.each(cases)('are those of validate --fix: %s', (_, sources) => {
    const files = { 'fleet.yaml': fleet, ...sources }
    const [path = ''] = Object.keys(sources)
    const snapshot = openRepository(files).session.snapshot()
    const [whole] = fixesOfFile(snapshot, path)
    expect(applyFix(files, whole)).toStrictEqual(fixedByCommand(files))
    const [single, ...others] = fixesIn(snapshot, {
      path,
      start: 0,
      end: files[path as keyof typeof files].length,
    })
    expect(others).toStrictEqual([])
    expect(applyFix(files, single)).toStrictEqual(fixedByCommand(files))
  })

  it('are offered where the fault is, and not elsewhere', () => {
    const files = { 'fleet.yaml': fleet, ...cases[1]?.[1] }
    const snapshot = openRepository(files).session.snapshot()
    expect(fixesIn(snapshot, { path: 'a.yaml', start: 14, end: 14 })).toHaveLength(1)
    expect(fixesIn(snapshot, { path: 'a.yaml', start: 80, end: 90 })).toStrictEqual([])
    expect(fixesIn(snapshot, { path: 'fleet.yaml', start: 0, end: 900 })).toStrictEqual([])
    expect(fixesOfFile(snapshot, 'fleet.yaml')).toStrictEqual([])
  })
})
