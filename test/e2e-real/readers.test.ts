import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import type { Json } from '../../src/model/json.ts'
import { temporaryDirectory } from '../e2e/run-cli.ts'
import { clusterYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import { readTree } from '../helpers/read-tree.ts'
import { stringifyExactJson } from '../helpers/stringify-exact-json.ts'
import { run } from './bank.ts'
import { startControlPlane } from './control-plane.ts'
import { readBy } from './read-by.ts'
import { requireBinaries } from './require-binaries.ts'

const examples = fileURLToPath(new URL('../../examples', import.meta.url))
const plainTexts = readFileSync(new URL('../vectors/yaml-plain.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text)

/** Texts that readers of YAML take for something else, fold, cut or refuse when they are written carelessly. */
const texts = [
  ...plainTexts,
  '',
  ' ',
  '\n',
  '\n\n',
  'a\n',
  'a\n\n',
  '\na',
  ' a',
  'a ',
  '\ta',
  'a\tb',
  '  a\n b\n',
  'a\n \nb',
  'a\r\nb',
  '#a',
  'a #b',
  '- a',
  '? a',
  ': a',
  'a: b',
  '"',
  "'",
  '\\',
  '\\n',
  '%',
  '@',
  '`',
  '!a',
  '&a',
  '*a',
  '{',
  '}',
  '[',
  ']',
  ',',
  '|',
  '>',
  '|-\n a',
  '---',
  '...',
  '--- a',
  '<<',
  '=',
  '\u0085',
  '\u2028',
  '\u00A0',
  '\uFEFF',
  '\u0007',
  '\u007F',
  'é',
  '日本',
  '🙂',
  '\uFFFD',
  'x'.repeat(5000),
  `${'long line '.repeat(40)}\n  indented\n`,
]

/** kustomize fails on an object with these: it makes JSON of it and reads that as YAML, which escapes none of them. */
const isBeyondKustomize = (text: string): boolean =>
  text.length > 1024 || /[\p{Cc}\uFEFF]/u.test(text.replaceAll(/[\t\n\r]/g, ''))
const beyond = texts.filter(isBeyondKustomize)
const common = texts.filter((text) => !isBeyondKustomize(text))

/** Numbers at the bounds of what Kubernetes holds; integers beyond 2^53 are written as texts of JSON. */
const numbers =
  '0 -1 1 127 2147483647 -2147483648 4294967296 9007199254740991 9007199254740993 9223372036854775807 -9223372036854775808 0.1 1.5 -2.25 1e-7 1e+21 1.7976931348623157e+308 5e-324'

const torture = temporaryDirectory()
const directory = temporaryDirectory()

afterAll(() => {
  rmSync(torture, { recursive: true })
  rmSync(directory, { recursive: true })
})

interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly namespace?: string; readonly name: string }
}

/** Every rendered file by its path below `directory`, with the value that it was to hold as go-yaml v2 has it. */
const files = new Map<string, string>()

beforeAll(() => {
  renderTorture()
  const outputs = readdirSync(examples).map((name): [string, string] => [
    name,
    join(examples, name, 'rendered'),
  ])
  for (const [name, output] of [...outputs, ['torture', join(torture, 'rendered')] as const]) {
    for (const [path, text] of readTree(output))
      if (path.endsWith('.yaml')) files.set(`${name}/${path}`, text)
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
})

/** The texts as values and as keys, and the numbers, in an object of a kind that holds anything. */
function tortureSpec(texts: readonly string[]): string {
  const values = texts.map((text, index) => `${JSON.stringify(`t${index}`)}: ${JSON.stringify(text)}`)
  const keys = [...new Set(texts)].map((text) => `${JSON.stringify(text)}: 1`)
  const lists = texts.map((text) => JSON.stringify(text))
  return `{"values": {${values.join()}}, "keys": {${keys.join()}}, "list": [${lists.join()}], "numbers": [${numbers.split(' ').join()}], "empty": [{}, [], null, true, [[]], {"a": {}}]}`
}

function renderTorture(): void {
  const group = 'torture.example.com'
  const object = (name: string, spec: string): string =>
    `{"apiVersion": "${group}/v1", "kind": "Torture", "metadata": {"name": "${name}", "namespace": "shop"}, "spec": ${spec}}`
  const items = [object('all', tortureSpec(common)), object('beyond', tortureSpec(beyond))]
  writeFileSync(join(torture, 'fleet.yaml'), clusterYaml('east') + namespaceYaml('shop'))
  writeFileSync(join(torture, 'definition.yaml'), definition)
  writeFileSync(
    join(torture, 'plain.json'),
    `{"apiVersion": "v1", "kind": "List", "items": [${items.join()}]}`,
  )
  run(torture, 'federate', '--file', 'plain.json', '--enable-type')
  run(torture, 'federate', 'crd', 'tortures.torture.example.com', '--enable-type')
  rmSync(join(torture, 'plain.json'))
  run(torture, 'render')
}

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: tortures.torture.example.com}
spec:
  group: torture.example.com
  scope: Namespaced
  names: {kind: Torture, plural: tortures}
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}}}}
`

/** A value on one line, keys sorted, so that two readers' values can be compared as texts. */
function canonical(value: Json): string {
  const sort = (each: Json): Json => {
    if (Array.isArray(each)) return each.map(sort)
    if (typeof each !== 'object' || each === null) return each
    const entries = Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1))
    return Object.fromEntries(entries.map(([key, item]) => [key, sort(item)]))
  }
  return stringifyExactJson(sort(value))
}

/** Where two values differ, with what stands there. */
function differences(expected: Json, read: Json, at: string): readonly string[] {
  const isMapping = (value: Json): value is Readonly<Record<string, Json>> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isMapping(expected) || !isMapping(read)) {
    const [left, right] = [canonical(expected), canonical(read)]
    return left === right ? [] : [`${at}: ${left.slice(0, 200)}, read as ${right.slice(0, 200)}`]
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(read)])
  return [...keys].flatMap((key) => {
    const [own = null, other = null] = [expected[key], read[key]]
    return differences(own, other, `${at} ${JSON.stringify(key)}`)
  })
}

function identityOf({ apiVersion, kind, metadata: { namespace = '', name } }: KubernetesObject): string {
  return [apiVersion, kind, namespace, name].join(' ')
}

describe('readers of YAML find in every rendered file', () => {
  it('of the torture, by go-yaml v2, what the source says', (context) => {
    const { 'read-yaml-v2': program } = requireBinaries(context, 'read-yaml-v2')
    for (const [name, of] of [
      ['all', common],
      ['beyond', beyond],
    ] as const) {
      const path = [...files.keys()].find(
        (each) => each.startsWith('torture/') && each.endsWith(`/${name}.yaml`),
      )
      const [read = ''] = readBy(program, [files.get(path ?? '') ?? ''])
      const { spec = null } = parseExactJson(read) as Record<string, Json>
      expect(canonical(spec)).toBe(canonical(parseExactJson(tortureSpec(of))))
    }
  })

  it('the same value: go-yaml v2 and v3, and the yaml package', (context) => {
    const programs = requireBinaries(context, 'read-yaml-v2', 'read-yaml-v3')
    const all = [...files.values()]
    const expected = readBy(programs['read-yaml-v2'], all).map((line) => canonical(parseExactJson(line)))
    const v3 = readBy(programs['read-yaml-v3'], all).map((line) => canonical(parseExactJson(line)))
    for (const [index, path] of [...files.keys()].entries()) {
      expect(v3[index], path).toBe(expected[index])
      for (const version of ['1.1', '1.2'] as const) {
        const value = parse(all[index] ?? '', { version, intAsBigInt: true }) as Json
        expect(canonical(value), `${path} as YAML ${version}`).toBe(expected[index])
      }
    }
  })
})

describe('programs that users run read the same objects:', () => {
  /** The objects of the torture, as go-yaml v2 has them. */
  const expectSame = (context: Parameters<typeof requireBinaries>[0], read: readonly Json[]): void => {
    const { 'read-yaml-v2': program } = requireBinaries(context, 'read-yaml-v2')
    const torture = [...files].flatMap(([path, text]) => (path.startsWith('torture/clusters/') ? [text] : []))
    const expected = readBy(program, torture).map(parseExactJson)
    const byIdentity = new Map(read.map((each) => [identityOf(each as unknown as KubernetesObject), each]))
    expect(byIdentity.size).toBe(expected.length)
    for (const each of expected) {
      const identity = identityOf(each as unknown as KubernetesObject)
      expect(differences(each, byIdentity.get(identity) ?? null, identity)).toStrictEqual([])
    }
  }
  const cluster = (): string => join(directory, 'torture/clusters/east')

  it('kustomize build, as of the same objects in JSON: its own writer is not exact', (context) => {
    const { kustomize, 'read-yaml-v2': program } = requireBinaries(context, 'kustomize', 'read-yaml-v2')
    const rendered = [...readTree(cluster())].filter(([path]) => !path.endsWith('/beyond.yaml'))
    const asJson = readBy(
      program,
      rendered.map(([, text]) => text),
    )
    expect(build(kustomize, new Map(rendered))).toBe(
      build(kustomize, new Map(rendered.map(([path], index) => [path, asJson[index] ?? '']))),
    )
  })

  it('kpt fn source', (context) => {
    const { kpt } = requireBinaries(context, 'kpt')
    const { stdout, status } = spawnSync(kpt, ['fn', 'source', cluster()], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    expect(status).toBe(0)
    const [list] = readStream(stdout)
    const { items } = list as unknown as { items: readonly Json[] }
    expectSame(context, items.map(withoutMarks))
  })

  it('kubectl --dry-run=client', async (context) => {
    const binaries = requireBinaries(context, 'etcd', 'kube-apiserver', 'kubectl')
    const controlPlane = await startControlPlane(binaries)
    const server = await controlPlane.startServer()
    try {
      const definitions = join(cluster(), '_cluster/customresourcedefinitions.apiextensions.k8s.io')
      expect(existsSync(definitions)).toBe(true)
      server.kubectl(['apply', '--server-side', '--recursive', '--filename', definitions])
      server.kubectl(['wait', '--for=condition=Established', '--timeout=30s', 'crd', '--all'])
      const create = ['create', '--dry-run=client', '--validate=false', '--recursive', '--output', 'json']
      const output = server.kubectl([...create, '--filename', cluster()])
      const objects = output.split(/(?<=^\})\n(?=\{)/m).map((each) => parseExactJson(each))
      expectSame(
        context,
        objects.flatMap((each) => (each as { items?: readonly Json[] }).items ?? [each]),
      )
    } finally {
      await server.stop()
      await controlPlane.stop()
    }
  })
})

/** What `kustomize build` prints of some resources. */
function build(kustomize: string, resources: ReadonlyMap<string, string>): string {
  const base = temporaryDirectory()
  for (const [path, text] of resources) {
    mkdirSync(dirname(join(base, path)), { recursive: true })
    writeFileSync(join(base, path), text)
  }
  writeFileSync(join(base, 'kustomization.yaml'), JSON.stringify({ resources: [...resources.keys()] }))
  const { stdout, stderr } = spawnSync(kustomize, ['build', base], { encoding: 'utf8', maxBuffer: 1 << 28 })
  rmSync(base, { recursive: true })
  expect(stderr.slice(-500)).toBe('')
  expect(stdout.length).toBeGreaterThan(10_000)
  // The order in which it puts keys that look like numbers depends on the order in which they came.
  return stdout.split('\n').sort().join('\n')
}

function readStream(text: string): readonly Json[] {
  return parseAllDocuments(text, { version: '1.1', intAsBigInt: true }).map((each) => each.toJS() as Json)
}

/** kpt says in annotations where an object stood. */
function withoutMarks(object: Json): Json {
  const { metadata, ...rest } = object as {
    metadata: { annotations?: Record<string, string> } & Record<string, Json>
  }
  const { annotations = {}, ...others } = metadata
  const own = Object.entries(annotations).filter(([key]) => !key.includes('config.kubernetes.io/'))
  return {
    ...rest,
    metadata: { ...others, ...(own.length > 0 && { annotations: Object.fromEntries(own) }) },
  } as Json
}
