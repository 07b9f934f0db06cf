import { describe, expect, it } from 'vitest'
import { createDiagnostic, type Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { codeFrame } from '../../../src/diagnostics/format/code-frame.ts'
import { formatGithub } from '../../../src/diagnostics/format/github.ts'
import { formatJson } from '../../../src/diagnostics/format/json.ts'
import { formatText } from '../../../src/diagnostics/format/text.ts'
import { locate } from '../../../src/diagnostics/locate.ts'
import { locateDiagnostics } from '../../../src/diagnostics/located-diagnostic.ts'

const text = 'kind: A\nname: web\r\n'
const file = { path: 'a,b:c.yaml', text }
const name = { file, start: text.indexOf('web'), end: text.indexOf('web') + 3 }
const subject = { file, start: 0, end: text.length, item: '', value: { apiVersion: 'v1', kind: 'A' } }
const found: Diagnostic = createDiagnostic(
  'duplicate-cluster',
  { name: '100% "web"' },
  { at: name, related: [{ message: 'the first one', at: { file, start: 0, end: 4 } }], subject },
)
const whole = createDiagnostic('no-clusters', {})

describe('formatText', () => {
  it('shows the place, the line, the other places and the fix', () => {
    expect(formatText(locateDiagnostics([found, whole]), false))
      .toBe(String.raw`a,b:c.yaml:2:7: error duplicate-cluster: The KubeFedCluster "100% \"web\"" is declared twice.
  2 | name: web
    |       ^^^
  the first one: a,b:c.yaml:1:1
  fix: Remove one of the two, or rename it.
warning no-clusters: No KubeFedCluster is declared, so nothing can be placed.
  fix: Add one KubeFedCluster file for each member cluster.
`)
  })

  it('lets no path speak to the terminal', () => {
    const at = { file: { path: 'a\u001b[2J\n.yaml', text }, start: 0, end: 1 }
    expect(formatText(locateDiagnostics([createDiagnostic('adopt-resources', {}, { at })]), false)).toMatch(
      /^a\\u001b\[2J\\u000a\.yaml:1:1: info /,
    )
  })

  it('has colours only where they are wanted', () => {
    const escape = '\u001b['
    expect(formatText(locateDiagnostics([found]), false)).not.toContain(escape)
    expect(formatText(locateDiagnostics([found]), true)).toContain(`${escape}31merror`)
    expect(formatText(locateDiagnostics([whole]), true)).toContain(`${escape}33mwarning`)
  })
})

describe('formatGithub', () => {
  it('is a workflow command a line, escaped as the runner unescapes', () => {
    expect(formatGithub(locateDiagnostics([found, whole]))).toBe(
      '::error file=a%2Cb%3Ac.yaml,line=2,endLine=2,col=7,endColumn=10,title=duplicate-cluster::The KubeFedCluster "100%25 \\"web\\"" is declared twice. Remove one of the two, or rename it.\n' +
        '::warning title=no-clusters::No KubeFedCluster is declared, so nothing can be placed. Add one KubeFedCluster file for each member cluster.\n',
    )
  })

  it('leaves columns out of an annotation that spans lines, and knows notices', () => {
    const spanning = createDiagnostic('adopt-resources', {}, { at: { file, start: 0, end: 12 } })
    expect(formatGithub(locateDiagnostics([spanning]))).toMatch(
      /^::notice file=a%2Cb%3Ac.yaml,line=1,endLine=2,title=adopt-resources::/,
    )
  })
})

describe('formatJson', () => {
  it('is plain data without any text of the sources', () => {
    const [data] = formatJson(locateDiagnostics([found]))
    expect(data).toStrictEqual({
      code: 'duplicate-cluster',
      severity: 'error',
      message: String.raw`The KubeFedCluster "100% \"web\"" is declared twice.`,
      hint: 'Remove one of the two, or rename it.',
      location: { file: 'a,b:c.yaml', line: 2, column: 7, endLine: 2, endColumn: 10 },
      related: [
        {
          message: 'the first one',
          location: { file: 'a,b:c.yaml', line: 1, column: 1, endLine: 1, endColumn: 5 },
        },
      ],
      resource: { apiVersion: 'v1', kind: 'A' },
    })
    expect(JSON.stringify(data)).not.toContain('kind: A')
  })
})

describe('codeFrame', () => {
  const frame = (source: string, marked: string): readonly string[] => {
    const start = source.indexOf(marked)
    return codeFrame(locate({ file: { path: 'x', text: source }, start, end: start + marked.length }))
  }

  it.each<[string, string, readonly string[]]>([
    ['a: b\n', 'b', ['  1 | a: b', '    |    ^']],
    ['a: b', 'a: b', ['  1 | a: b', '    | ^^^^']],
    ['a: |\n  two\n  lines\n', '|\n  two', ['  1 | a: |', '    |    ^']],
    ['a:\n\n', '\n\n', ['  1 | a:']],
    ['\n\nx', '\n', []],
    ['a:\t\u001b[31mb\n', 'b', ['  1 | a:  [31mb', '    |         ^']],
  ])('of %j shows %j', (source, marked, expected) => expect(frame(source, marked)).toStrictEqual(expected))

  it('cuts a long line, and shows the part of it that is meant', () => {
    const source = `${'x'.repeat(200)}y`
    expect(frame(source, 'x')).toStrictEqual([`  1 | ${'x'.repeat(120)}`, '    | ^'])
    expect(frame(source, 'y')).toStrictEqual([`  1 | …${'x'.repeat(59)}y`, `    | ${' '.repeat(60)}^`])
  })

  it.each([
    ['kind: Secret\nstringData:\n  a: canary\n', 'canary'],
    ['kind: FederatedSecret\nspec: {template: {data: {a: canary}}}\n', 'canary'],
    ['kind: Secret\nstringData:\n  name: canary\n', 'canary'],
    ['kind: Secret\nstringData:\n  name: "canary\n', '"canary'],
    ['{"kind": "Secret", "data": {"a": "canary"}}', 'canary'],
    ['kind: Secret\nstringData:\n  a: |\n    path: canary\n', 'path'],
    ['kind: Secret\nstringData:\n  canary: x\n', 'x'],
    ['- clusterOverrides:\n  - path: /stringData/a\n    value: canary\n', 'canary'],
  ])('of %j shows nothing of its values', (source, marked) => {
    expect(frame(source, marked).join('\n')).not.toContain('canary')
  })
})
