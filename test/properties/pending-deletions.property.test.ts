import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const clusters = ['east', 'west'] as const
const names = ['shop/a', 'shop/b', 'pay/c'] as const

/** What is placed where, and which clusters there are. */
interface State {
  readonly hasWest: boolean
  readonly objects: Readonly<Record<(typeof names)[number], readonly string[]>>
  readonly namespaces: readonly string[]
  /** Whether the agent looks at what is rendered, or misses it. */
  readonly isSeen: boolean
  /** Whether each namespace is delivered by itself, where that changes. */
  readonly byNamespace: boolean
}

const places = fc.subarray([...clusters])
const states: fc.Arbitrary<readonly State[]> = fc.array(
  fc.record({
    hasWest: fc.integer({ max: 4, min: 0 }).map((each) => each > 0),
    objects: fc.record({ 'shop/a': places, 'shop/b': places, 'pay/c': places }),
    namespaces: places,
    isSeen: fc.integer({ max: 3, min: 0 }).map((each) => each > 0),
    byNamespace: fc.boolean(),
  }),
  { minLength: 3, maxLength: 6 },
)

function sourcesOf(delivery: string, { hasWest, objects, namespaces }: State): Record<string, string> {
  const placement = (wanted: readonly string[]): string =>
    `{clusters: [${wanted.map((name) => `{name: ${name}}`).join(', ')}]}`
  const ofNamespace = (namespace: string): readonly string[] => [
    ...namespaces,
    ...names.filter((name) => name.startsWith(namespace)).flatMap((name) => objects[name]),
  ]
  return {
    'fedrender.yaml': `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ndelivery: ${delivery}\n`,
    'all.yaml':
      inventoryYaml(...(hasWest ? clusters : ['east'])) +
      ['shop', 'pay']
        .map((each) => namespaceYaml(each, placement([...new Set(ofNamespace(each))])))
        .join('') +
      names.map((name) => configMapYaml(name, 'x', placement(objects[name]))).join(''),
  }
}

const filled: State = {
  hasWest: true,
  objects: { 'shop/a': [...clusters], 'shop/b': ['west'], 'pay/c': ['west'] },
  namespaces: [],
  isSeen: true,
  byNamespace: false,
}
const emptied: State = { ...filled, objects: { 'shop/a': ['east'], 'shop/b': [], 'pay/c': [] } }
const refilled: State = { ...emptied, objects: { ...emptied.objects, 'shop/a': [...clusters] } }

/** A cluster that had objects before comes back with the very objects that another one loses: no rename. */
const nowhere: State = { ...filled, objects: { 'shop/a': [], 'shop/b': [], 'pay/c': [] } }
const elsewhere: readonly State[] = [
  { ...nowhere, objects: { ...nowhere.objects, 'shop/b': ['west'] } },
  { ...nowhere, hasWest: false, objects: { ...nowhere.objects, 'shop/a': ['east'] } },
  { ...nowhere, objects: { ...nowhere.objects, 'shop/a': ['west'] } },
]

/** An object goes with another granularity, and a namespace is emptied before that is changed back. */
const switched: readonly State[] = [
  filled,
  { ...filled, objects: { ...filled.objects, 'shop/b': [] }, byNamespace: true },
  { ...filled, objects: { ...filled.objects, 'shop/b': [], 'pay/c': [] }, byNamespace: true },
  { ...filled, objects: { ...filled.objects, 'shop/b': [], 'pay/c': [] } },
  { ...filled, objects: { ...filled.objects, 'shop/b': [], 'pay/c': ['east'] }, byNamespace: true },
]

type Files = Readonly<Record<string, string>>

/** The directory and the name of what an agent delivers. */
interface Unit {
  readonly name: string
  /** What has to be there, or the agent deletes nothing. */
  readonly required: string
  readonly directory: string
}

/** An agent as it is documented: gives what it deletes when it looks at an output. */
type Agent = (files: Files) => readonly string[]

/** Flux remembers in each Kustomization what that applied, and forgets it with the Kustomization. */
function createFlux(): Agent {
  let inventories = new Map<string, readonly string[]>()
  return (files) => {
    const deleted: string[] = []
    inventories = new Map(
      kustomizationsIn(files).map(({ name, directory }) => {
        const before = inventories.get(name) ?? []
        const applied = Object.keys(files).filter((path) => path.startsWith(`${directory}/`))
        if (applied.length === 0) return [name, before]
        deleted.push(...before.filter((path) => !applied.includes(path)))
        return [name, applied]
      }),
    )
    return deleted
  }
}

function kustomizationsIn(files: Files): readonly Unit[] {
  return Object.keys(files)
    .filter((path) => path.includes('/kustomizations/'))
    .map((path) => {
      const { metadata, spec } = readDocument(files[path] ?? '').value as unknown as Kustomization
      const directory = spec.path.replace('./rendered/', '')
      return { name: metadata.name, directory, required: directory }
    })
}

interface Kustomization {
  readonly metadata: { readonly name: string }
  readonly spec: { readonly path: string }
}

/** Argo CD finds what it applied by the name of the Application in each object, for as long as the object lives. */
function createArgoCD(withWaves: boolean): Agent {
  const tracked = new Map<string, string>()
  return (files) => {
    const deleted: string[] = []
    for (const { name, required, directory } of applicationsIn(files, withWaves)) {
      const there = Object.keys(files).filter((path) => path.startsWith(`${directory}/`))
      if (!Object.keys(files).some((path) => path.startsWith(`${required}/`))) continue
      for (const [path, owner] of tracked) {
        if (owner !== name || there.includes(path)) continue
        deleted.push(path)
        tracked.delete(path)
      }
      for (const path of there) tracked.set(path, name)
    }
    return deleted
  }
}

function applicationsIn(files: Files, withWaves: boolean): readonly Unit[] {
  const set = readDocument(files['argocd/applicationsets/fedrender.yaml'] ?? '').value as {
    spec: { generators: { list: { elements: Record<string, string>[] } }[] }
  }
  return set.spec.generators.flatMap(({ list }) =>
    list.elements.map(({ application = '', path = '', include }) => {
      const directory = path.replace('rendered/', '')
      const own = include === undefined ? directory : `${directory}/${include.replace('/*', '')}`
      return { name: application, directory: own, required: withWaves ? directory : own }
    }),
  )
}

/** Renders a state, with the approval that it may need; gives the deletions that the diff of the two outputs names. */
function renderNext(repository: TestRepository, sources: Files): readonly string[] {
  const before = repository.host.dump('/repo/rendered')
  for (const [path, text] of Object.entries(sources)) repository.host.put(`/repo/${path}`, text)
  const { exitCode, stderr } = repository.run('render')
  const digest = /digest ([0-9a-f]{16})/.exec(stderr)?.[1] ?? ''
  if (exitCode !== 0) expect(repository.run('render', '--approve-prune', digest).exitCode, stderr).toBe(0)
  const outputs = createTestRepository({
    ...under('before', before),
    ...under('after', repository.host.dump('/repo/rendered')),
  })
  const printed = outputs.run('diff', '--before', 'before', '--after', 'after', '-o', 'json').stdout
  const { changes } = JSON.parse(printed) as {
    changes: { kind: string; clusters: string[]; object: { path: string } }[]
  }
  return changes
    .filter(({ kind }) => kind === 'removed')
    .flatMap(({ clusters: of, object }) => of.map((cluster) => `clusters/${cluster}/${object.path}`))
}

function under(directory: string, files: Files): Files {
  const named = Object.entries(files).map(([path, text]) => [`${directory}/${path}`, text])
  return { [`${directory}/.keep`]: '', ...(Object.fromEntries(named) as Files) }
}

/** Whether the agent deletes what goes from a path when it looks: there is a unit of it, and that is not empty. */
function deletesAt(path: string, units: readonly Unit[], files: Files): boolean {
  return units.some(
    ({ directory, required }) =>
      path.startsWith(`${directory}/`) && Object.keys(files).some((each) => each.startsWith(`${required}/`)),
  )
}

/** Flux is taken to see each output that a Kustomization is gone from: what it applied it has forgotten then. */
function losesKustomization(seen: Files, rendered: Files): boolean {
  return Object.keys(seen).some((path) => path.includes('/kustomizations/') && !(path in rendered))
}

function granularityOf({ byNamespace }: State): string {
  return `granularity: ${byNamespace ? 'namespace' : 'cluster'}`
}

const waves = `waves: {label: wave, order: ['1']}`
const repoURL = 'repoURL: x'

const ofFlux = [createFlux, kustomizationsIn] as const
const argoCD = (withWaves: boolean) =>
  [() => createArgoCD(withWaves), (files: Files) => applicationsIn(files, withWaves)] as const

describe('a sequence of renders', () => {
  it.each<readonly [string, string | ((state: State) => string), typeof ofFlux | ReturnType<typeof argoCD>]>([
    ['Flux', '{flux: {}}', ofFlux],
    ['Flux, by namespace', '{flux: {granularity: namespace}}', ofFlux],
    ['Argo CD', `{argocd: {${repoURL}}}`, argoCD(false)],
    ['Argo CD, by namespace', `{argocd: {${repoURL}, granularity: namespace}}`, argoCD(false)],
    [
      'Argo CD, by namespace in waves',
      `{argocd: {${repoURL}, granularity: namespace, ${waves}}}`,
      argoCD(true),
    ],
    ['Flux, by one and the other', (state) => `{flux: {${granularityOf(state)}}}`, ofFlux],
    [
      'Argo CD, by one and the other',
      (state) => `{argocd: {${repoURL}, ${granularityOf(state)}}}`,
      argoCD(false),
    ],
  ])(
    'has every object that agents delete named by a diff since they could delete it: %s',
    (_, delivery, [createAgent, unitsIn]) => {
      const deliveryOf = typeof delivery === 'string' ? () => delivery : delivery
      fc.assert(
        fc.property(states, (sequence) => {
          const repository = createTestRepository({ 'README.md': '' })
          const agent = createAgent()
          // By path: whether agents could delete the object when the diff named it.
          const named = new Map<string, boolean>()
          let seen: Files = {}
          let before = ''
          for (const state of sequence) {
            const delivery = deliveryOf(state)
            // What goes with another granularity may stay, so that it is to be named again; the agent is taken to see it.
            const isSame = before === '' || before === delivery
            before = delivery
            const removed = renderNext(repository, sourcesOf(delivery, state))
            const rendered = repository.rendered()
            const units = unitsIn(rendered)
            for (const path of Object.keys(rendered)) named.delete(path)
            for (const path of removed) named.set(path, isSame && deletesAt(path, units, rendered))
            if (!state.isSeen && isSame && !losesKustomization(seen, rendered)) continue
            seen = rendered
            // Both agents keep Namespaces by their annotations.
            const deleted = agent(rendered).filter((path) => !path.includes('/_cluster/'))
            expect(deleted.filter((path) => !named.has(path))).toStrictEqual([])
            for (const [path, isFinal] of named) if (!isFinal) named.delete(path)
          }
        }),
        { numRuns: 5, examples: [[[filled, emptied, refilled, filled]], [elsewhere], [switched]] },
      )
    },
  )
})
