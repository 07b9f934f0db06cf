import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAllDocuments, type Tags } from 'yaml'
import { temporaryDirectory } from '../e2e/run-cli.ts'
import { hostileSources, identityOfPath, type PathIdentity } from '../helpers/hostile-objects.ts'
import { renderedFiles, renderFiles } from '../helpers/render-files.ts'
import { readBy } from './read-by.ts'
import { requireBinaries } from './require-binaries.ts'

interface ReadObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly [key: string]: unknown
}

/** What read-apimachinery.go answers. */
interface Answer {
  readonly json: ReadObject
  readonly objects: readonly {
    readonly json: ReadObject
    readonly type?: string
    readonly isList: boolean
    readonly typed: string
    readonly items: number
  }[]
  readonly error?: string
  readonly strictError?: string
  readonly streamError?: string
}

const config = { templateAnnotations: 'keep' } as const

/** Hostile repositories, each rendered: the files of the cluster `east`, which has the overrides, by their paths. */
const fleets = fc
  .sample(hostileSources, { numRuns: 300, seed: 1 })
  .map((text) => renderedFiles(renderFiles({ 'all.yaml': text }, { config, keepGoing: true })))
  .map((files) => new Map([...files].filter(([path]) => path.startsWith('clusters/east/'))))
  .filter((files) => files.size > 1)
const directory = temporaryDirectory()

beforeAll(() => {
  for (const [index, files] of fleets.entries()) {
    const base = join(directory, String(index))
    for (const [path, text] of files) {
      mkdirSync(dirname(join(base, path)), { recursive: true })
      writeFileSync(join(base, path), text)
    }
    writeFileSync(join(base, 'kustomization.yaml'), JSON.stringify({ resources: [...files.keys()] }))
  }
})
afterAll(() => rmSync(directory, { recursive: true }))

/** The group that API servers store an object in. */
function groupOf({ apiVersion, kind }: Pick<ReadObject, 'apiVersion' | 'kind'>): string {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
  return group === 'extensions' && kind === 'Deployment' ? 'apps' : group
}

function identityOf({ apiVersion, kind, metadata: { namespace = '', name } }: ReadObject): PathIdentity {
  return { group: groupOf({ apiVersion, kind }), kind, namespace, name }
}

const sorted = (identities: readonly PathIdentity[]): readonly string[] =>
  identities.map((each) => JSON.stringify(each)).sort()

/** What kustomize and kubectl write, neither of which quotes a key `<<` that is a text. */
function readStream(text: string): readonly PathIdentity[] {
  const customTags = (tags: Tags): Tags =>
    tags.filter((each) => typeof each === 'string' || each.tag !== 'tag:yaml.org,2002:merge')
  return parseAllDocuments(text, { version: '1.1', intAsBigInt: true, customTags })
    .map((each) => each.toJS() as ReadObject | null)
    .flatMap((each) => (each === null ? [] : [identityOf(each)]))
}

const all = (): readonly (readonly [path: string, text: string])[] => fleets.flatMap((files) => [...files])

describe('a rendered file of hostile templates and overrides is one object, of its path, for', () => {
  it('apimachinery, by its decoders of objects and of types', (context) => {
    const { 'read-apimachinery': program } = requireBinaries(context, 'read-apimachinery')
    expect(all().length).toBeGreaterThan(200)
    const answers = readBy(
      program,
      all().map(([, text]) => text),
    ).map((line) => JSON.parse(line) as Answer)
    for (const [index, [path]] of all().entries()) {
      const { error, strictError, streamError, objects } = answers[index] as Answer
      expect([path, error, strictError, streamError]).toStrictEqual([path, undefined, undefined, undefined])
      const identities = objects.map(({ json, type, isList, typed }) => {
        const [apiVersion = '', kind = ''] = typed.split(' ')
        expect([path, type, isList]).toStrictEqual([path, 'Unstructured', false])
        return { ...identityOf(json), group: groupOf({ apiVersion, kind }), kind }
      })
      expect([path, identities]).toStrictEqual([path, [identityOfPath(path)]])
    }
  })

  it.for(['read-yaml-v2', 'read-yaml-v3'] as const)('go-yaml: %s', (name, context) => {
    const { [name]: program } = requireBinaries(context, name)
    const read = readBy(
      program,
      all().map(([, text]) => text),
    )
    for (const [index, [path]] of all().entries()) {
      const object = JSON.parse(read[index] ?? '') as ReadObject
      expect([path, identityOf(object), 'items' in object]).toStrictEqual([path, identityOfPath(path), false])
    }
  })

  it('kustomize build', (context) => {
    const { kustomize } = requireBinaries(context, 'kustomize')
    let built = 0
    for (const [index, files] of fleets.entries()) {
      const { status, stdout, stderr } = spawnSync(kustomize, ['build', join(directory, String(index))], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      })
      // It fails on what it cannot hold, such as a null in a list, and then delivers nothing.
      if (status !== 0) {
        expect(stderr).not.toBe('')
        continue
      }
      built += 1
      expect(sorted(readStream(stdout))).toStrictEqual(sorted([...files.keys()].map(identityOfPath)))
    }
    expect(built).toBeGreaterThan(50)
  })

  it('kubectl, which flattens lists', (context) => {
    const { kubectl } = requireBinaries(context, 'kubectl')
    let read = 0
    for (const [index, files] of fleets.slice(0, 100).entries()) {
      const of = ['--filename', join(directory, String(index), 'clusters'), '--recursive']
      const change = ['annotate', '--local', ...of, 'example.com/read=yes', '--output', 'yaml']
      const { status, stdout, stderr } = spawnSync(kubectl, change, { encoding: 'utf8', maxBuffer: 1 << 28 })
      // It refuses a number where the metadata has a text, as an API server does, and then changes nothing.
      if (status !== 0) {
        expect(stderr).toMatch(/^error: unable to decode .* cannot unmarshal /)
        continue
      }
      read += 1
      expect(sorted(readStream(stdout))).toStrictEqual(sorted([...files.keys()].map(identityOfPath)))
    }
    expect(read).toBeGreaterThan(50)
  })
})

/** What is refused, as it would stand in a file if it were not. */
const refused = {
  items: { items: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'smuggled' } }] },
  'items that are null': { items: null },
  'a kind in another case': { '\u212Aind': 'Secret' },
  'an order to leave it out': {
    metadata: { name: 'web', annotations: { 'config.kubernetes.io/local-config': 'true' } },
  },
  'an order to rename it': {
    metadata: { name: 'web', annotations: { 'internal.config.kubernetes.io/needsHashSuffix': 'enabled' } },
  },
}

describe('what is refused is misread:', () => {
  const read = (context: Parameters<typeof requireBinaries>[0], name: keyof typeof refused): string => {
    const programs = requireBinaries(context, 'read-apimachinery', 'kustomize')
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, ...refused[name] }
    const [line = ''] = readBy(programs['read-apimachinery'], [JSON.stringify(object)])
    const [found] = (JSON.parse(line) as Answer).objects
    const base = temporaryDirectory()
    // kustomize builds nothing of nothing.
    writeFileSync(
      join(base, 'kustomization.yaml'),
      '{resources: [object.yaml], configMapGenerator: [{name: own}]}',
    )
    writeFileSync(join(base, 'object.yaml'), JSON.stringify(object))
    const { stdout } = spawnSync(programs.kustomize, ['build', base], { encoding: 'utf8' })
    rmSync(base, { recursive: true })
    const built = readStream(stdout).filter((each) => !each.name.startsWith('own'))
    return `${found?.type} ${found?.items}, ${found?.typed}, ${built.map(({ name }) => name).join()}`
  }

  it.for<[keyof typeof refused, RegExp]>([
    ['items', /^UnstructuredList 1, /],
    ['items that are null', /^UnstructuredList 0, /],
    ['a kind in another case', /^Unstructured 0, v1 Secret, /],
    ['an order to leave it out', /^Unstructured 0, v1 ConfigMap, $/],
    ['an order to rename it', /^Unstructured 0, v1 ConfigMap, web-[a-z0-9]+$/],
  ])('%s', ([name, misread], context) => {
    expect(read(context, name)).toMatch(misread)
  })
})
