import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printableLines } from '../../src/text/quote.ts'
import { hostileExamples, hostileText } from '../helpers/hostile-text.ts'
import { clusterYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readComment, readPage, type ReadMarkup } from '../helpers/read-markup.ts'
import { obeyedByTerminals, runnerCommands } from '../helpers/read-log.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const plain = 'plain'

/** A fleet in which a text is wherever a source may have any: in a value, a key, a note, a reason, and unknown fields. */
function sources(text: string): Record<string, string> {
  const value = quoted(text)
  const status = `{conditions: [{type: Ready, status: "False", reason: ${value}, message: ${value}}]}`
  return {
    'clusters.yaml': clusterYaml('c1') + clusterYaml('c2', '{}', status) + namespaceYaml('shop'),
    'objects.yaml': `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: one, namespace: shop, annotations: {note: ${value}}}
spec:
  placement: {clusterSelector: {}}
  template:
    metadata: {annotations: {note: ${value}}}
    data: {key: ${value}, ${value}: x}
  overrides:
  - clusterName: c1
    clusterOverrides: [{path: /data/key, value: ${quoted(`${text} `)}}]
---
apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: web, namespace: shop}
spec:
  placement: {clusters: [{name: c1}]}
  template:
    spec: {template: {spec: {containers: [{name: ${value}, image: web, command: [${value}]}]}}}
`,
  }
}

/** What is refused, and named in the diagnostics, with a text wherever a name or a field may be. */
function brokenSources(text: string): Record<string, string> {
  const value = quoted(text)
  return {
    'broken.yaml': `${clusterYaml('c3', `{${value}: ${value}}`)}apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: ${value}, namespace: shop}
spec:
  placement: {clusters: [{name: ${value}}]}
  ${value}: 1
  template: {}
  overrides:
  - clusterName: ${value}
    clusterOverrides: [{path: ${value}, op: ${value}, value: 1}]
`,
  }
}

/** A text in double quotes of YAML, in ASCII but for pairs of surrogates, so that no reader refuses it. */
function quoted(text: string): string {
  const escape = (each: string): string => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(Buffer.from(text).toString()).replaceAll(/[\u007f-\ud7ff\ue000-\uffff]/g, escape)
}

/** A repository that was rendered with a plain text, and then beside it with another one. */
function changedTo(text: string) {
  const repository = createTestRepository(sources(plain))
  expect(repository.run('render').exitCode).toBe(0)
  for (const [path, content] of Object.entries(sources(text))) repository.host.put(`/repo/${path}`, content)
  expect(repository.run('render', '--out', 'after')).toMatchObject({ exitCode: 0 })
  return repository
}

const diff = ['diff', '--before', 'rendered', '--after', 'after']

const commandLines = [
  ['validate'],
  ['render', '--dry-run'],
  ['status', '-o', 'wide'],
  ['clusters'],
  ['plan'],
  [...diff],
  [...diff, '-o', 'json'],
  ['explain', 'c1', 'configmaps/one'],
  ['explain', 'c1', 'deployments/web', '-o', 'yaml'],
  ['find', '--field', '/data/*'],
  ['find', '--field', '/**', '-o', 'yaml'],
  ['adopt'],
]

describe('whatever text the sources hold', () => {
  it('has nothing that a terminal or a log obeys when it is printed', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const repository = changedTo(text)
        for (const commandLine of commandLines) {
          const { stdout, stderr } = repository.run(...commandLine)
          const printed = printableLines(stdout) + printableLines(stderr)
          expect([commandLine, printed]).not.toStrictEqual([commandLine, ''])
          expect([commandLine, ...obeyedByTerminals(printed)]).toStrictEqual([commandLine])
          expect([commandLine, ...runnerCommands(printed)]).toStrictEqual([commandLine])
        }
      }),
      { numRuns: 8, examples: hostileExamples },
    )
  })

  it('is text alone to a browser that reads the report', () => {
    const readOf = (files: Readonly<Record<string, string>>): ReadMarkup =>
      readPage(createTestRepository(files).run('report').stdout)
    const read = (text: string): ReadMarkup => readOf({ ...sources(text), ...brokenSources(text) })
    // With some texts the broken sources can be rendered.
    const ownParts = new Set([read('other'), readOf(sources('other'))].flatMap(partsOf))
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = read(text)
        expect(partsOf(page).filter((each) => !ownParts.has(each))).toStrictEqual([])
        expect(page.comments).toStrictEqual([])
        for (const { attributes } of page.elements) expect(attributes['href'] ?? '#').not.toMatch(/^[a-z]+:/i)
      }),
      { numRuns: 30, examples: hostileExamples },
    )
  })

  it('is text alone to a forge that reads the comment', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { stdout } = changedTo(text).run(...diff, '-o', 'markdown')
        const { elements, comments, text: shown } = readComment(stdout)
        expect(stdout).toContain('configmaps shop/one')
        expect(elements.filter(({ name }) => !commentElements.has(name))).toStrictEqual([])
        expect(elements.flatMap(({ attributes }) => Object.keys(attributes)).filter(isObeyed)).toStrictEqual(
          [],
        )
        expect(comments).toStrictEqual([' fedrender diff '])
        expect(shown).toContain('configmaps shop/one')
      }),
      { numRuns: 15, examples: hostileExamples },
    )
  })
})

/** What a page is made of, whatever it says: the names of its elements and of their attributes. */
function partsOf({ elements }: ReadMarkup): readonly string[] {
  return elements.map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`)
}

/** What a comment is made of; none of them leads anywhere or loads anything. */
const commentElements = new Set(
  'p strong em code pre ul li table thead tbody tr th td details summary br h3'.split(' '),
)

/** Of the attributes those that a browser follows, loads or runs. */
function isObeyed(name: string): boolean {
  return !['align', 'class', 'open'].includes(name)
}
