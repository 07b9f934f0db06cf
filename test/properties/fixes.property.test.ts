import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { clusterYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

interface Found {
  readonly code: string
  readonly edits?: readonly Edit[]
}

interface Edit {
  readonly location: {
    readonly line: number
    readonly column: number
    readonly endLine: number
    readonly endColumn: number
  }
  readonly text: string
}

function validate(repository: TestRepository): readonly Found[] {
  const { stdout } = repository.run('validate', '--format', 'json')
  return (JSON.parse(stdout) as { diagnostics: Found[] }).diagnostics
}

const comment = fc.constantFrom('', ' # kept', '   # "kept", too')
const group = fc.constantFrom('types.kubefed.io', 'types.kubefed.k8s.io', "'types.kubefed.k8s.io")
const path = fc.constantFrom(
  '/spec/replicas',
  'spec.replicas',
  'spec.paused',
  '/spec/progressDeadlineSeconds',
)
const op = fc.constantFrom('', 'op: replace', 'op: add')

/** A FederatedDeployment as people write it: block or flow style, odd indentation, comments, early spellings. */
const deployment = fc
  .record({
    group,
    behind: comment,
    overrides: fc.array(fc.record({ path, op, behind: comment, flow: fc.boolean() }), { maxLength: 4 }),
    indent: fc.constantFrom('', '  '),
  })
  .map(({ group, behind, overrides, indent }) => {
    const apiVersion = `${group}/v1beta1${group.startsWith("'") ? "'" : ''}`
    const items = overrides.map(({ path, op, behind, flow }) =>
      flow
        ? `    ${indent}- {path: ${path}, value: 5${op === '' ? '' : `, ${op}`}}${behind}\n`
        : `    ${indent}- path: ${path}${behind}\n    ${indent}  value: 5\n${op === '' ? '' : `    ${indent}  ${op}${behind}\n`}`,
    )
    const list = items.length === 0 ? ' []\n' : `\n${items.join('')}`
    return (
      `# the web\napiVersion: ${apiVersion}${behind}\nkind: FederatedDeployment\nmetadata: {name: web, namespace: shop}\n` +
      `spec:\n  template: {spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}}\n` +
      `  placement: {clusters: [{name: east}]}\n  overrides:\n  - clusterName: east${behind}\n    clusterOverrides:${list}# the end\n`
    )
  })

const eol = fc.constantFrom('\n', '\r\n')

it('fixes touch only the lines of what they cure, cure what they are for, and are made once', () => {
  let mended = 0
  fc.assert(
    fc.property(deployment, eol, fc.boolean(), (text, lineEnd, federated) => {
      const written = text.replaceAll('\n', lineEnd)
      const fleet = clusterYaml('east') + (federated ? namespaceYaml('shop') : '')
      const repository = createTestRepository({ 'fleet.yaml': fleet, 'web.yaml': written })
      const { stderr } = repository.run('validate', '--fix')
      const after = repository.host.dump('/repo')
      expect(after['fleet.yaml']).toBe(fleet)
      // All but the lines of a group, a path or an operation stay, in their order, with their line ends.
      const kept = written.split('\n').filter((line) => !/apiVersion:|path:|op: replace/.test(line))
      expect(isSubsequence(kept, (after['web.yaml'] ?? '').split('\n')), after['web.yaml']).toBe(true)
      const left = validate(repository).map(({ code }) => code)
      expect(left).not.toContain('early-group-spelling')
      expect(left).not.toContain('override-dotted-path')
      expect(left).not.toContain('namespace-not-federated')
      if (!/^0 faults/m.test(stderr)) mended += 1
      expect(repository.run('validate', '--fix').stderr).toContain('0 faults fixed')
      expect(repository.host.dump('/repo')).toStrictEqual(after)
    }),
    { numRuns: 60 },
  )
  expect(mended).toBeGreaterThan(20)
})

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0
  for (const line of whole) if (line === part[at]) at += 1
  return at === part.length
}

it('the edits that reports carry, made one diagnostic after the other, are what --fix makes', () => {
  let edited = 0
  fc.assert(
    fc.property(deployment, eol, (text, lineEnd) => {
      const written = text.replaceAll('\n', lineEnd)
      const fleet = clusterYaml('east') + namespaceYaml('shop')
      const repositoryOf = (web: string): TestRepository =>
        createTestRepository({ 'fleet.yaml': fleet, 'web.yaml': web })
      const fixed = repositoryOf(written)
      fixed.run('validate', '--fix')
      let current = written
      for (let round = 0; round < 12; round += 1) {
        const { edits } = validate(repositoryOf(current)).find((each) => each.edits) ?? {}
        if (edits === undefined) break
        current = applyEdits(current, edits)
        edited += 1
      }
      expect(current).toBe(fixed.host.dump('/repo')['web.yaml'])
    }),
    { numRuns: 40 },
  )
  expect(edited).toBeGreaterThan(20)
})

function applyEdits(text: string, edits: readonly Edit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const offset = (line: number, column: number): number => (starts[line - 1] ?? text.length) + column - 1
  return edits.toReversed().reduce((result, { location, text: replacement }) => {
    const { line, column, endLine, endColumn } = location
    return result.slice(0, offset(line, column)) + replacement + result.slice(offset(endLine, endColumn))
  }, text)
}
