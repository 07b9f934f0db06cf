import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { isArray, isObject } from '../../../src/json/own.ts'

/** An object to ask both about, and what was done to it. */
export interface CorpusObject {
  readonly what: string
  readonly object: JsonObject
}

/** The namespace of all that has one, which is there. */
export const namespace = 'shop'

/**
 * The definition of the custom resources of the corpus, with the parts of CEL that only Kubernetes has. A server takes no rule whose
 * functions the version before it lacks: those of addresses are there since 1.30, so that 1.31 is the first that takes a rule with them.
 */
export function definitionFor(minor: number): JsonObject {
  const text = readFileSync(new URL('widgets.yaml', import.meta.url), 'utf8')
  return parse(minor < 31 ? text.replace(/^ *- rule: .*isCIDR.*\n.*\n/m, '') : text) as JsonObject
}

/** Objects that every API server takes: one of every built-in type, and some that use more fields. */
function seeds(): readonly JsonObject[] {
  // An Event has to be in the namespace of its object.
  const inNamespace = readYaml('../builtin-objects.yaml').map((object) =>
    'involvedObject' in object
      ? { ...object, metadata: { ...asObject(object['metadata']), namespace } }
      : object,
  )
  return [...inNamespace, ...readYaml('seeds.yaml')]
}

/**
 * The corpus, the same at each run: seeds, manifests that others wrote, and both with one thing changed each.
 *
 * @param manifests directories in which manifests of others lie
 */
export function corpus(
  manifests: readonly string[],
  count: { ofSeed: number; ofReal: number },
): readonly CorpusObject[] {
  const random = createRandom(42)
  const own = seeds()
  const real = distinct(manifests.flatMap((each) => manifestsBelow(each))).map(placed)
  const targeted = own.flatMap((object) => targetedFaults(object))
  const mutantsOf = (objects: readonly JsonObject[], each: number): readonly CorpusObject[] =>
    objects.flatMap((object) => Array.from({ length: each }, () => mutate(object, random)))
  const some = real.length === 0 ? [] : Array.from({ length: count.ofReal }, () => pick(real, random))
  return [
    ...own.map((object) => ({ what: 'seed', object })),
    ...real.map((object) => ({ what: 'manifest', object })),
    ...targeted,
    ...mutantsOf(own, count.ofSeed),
    ...mutantsOf(some, 1),
    ...own.flatMap((object) => removals(object)),
  ]
}

/** An object without each of its fields, so that all that a schema requires is asked of a server, too. */
function removals(seed: JsonObject): readonly CorpusObject[] {
  return spotsOf(seed).flatMap(({ path, key }, index) => {
    if (typeof key === 'number') return []
    const object = structuredClone(seed)
    const spot = spotsOf(object)[index]
    if (spot) delete spot.parent[key]
    return [{ what: `without ${path.join('.')}`, object }]
  })
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function readYaml(name: string): readonly JsonObject[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8')
  return parseAllDocuments(text).map((each) => each.toJS() as JsonObject)
}

function manifestsBelow(directory: string): readonly JsonObject[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.yaml'),
  )
  return files.sort().flatMap((file) => {
    try {
      const documents = parseAllDocuments(readFileSync(join(directory, file), 'utf8'))
      const values = documents.map((each) => (each.errors.length > 0 ? null : (each.toJS() as Json)))
      return values.filter(isObject).filter(({ apiVersion, kind, metadata }) => {
        return typeof apiVersion === 'string' && typeof kind === 'string' && isObject(metadata)
      })
    } catch {
      // A template, or no YAML at all.
      return []
    }
  })
}

function distinct(objects: readonly JsonObject[]): readonly JsonObject[] {
  return [...new Map(objects.map((each) => [JSON.stringify(each), each])).values()]
}

/** Whatever has a namespace has that of the corpus, since no other is there. */
function placed(object: JsonObject): JsonObject {
  const { metadata } = object
  if (!isObject(metadata) || object['kind'] === 'Namespace') return object
  return 'namespace' in metadata ? { ...object, metadata: { ...metadata, namespace } } : object
}

type Random = () => number

/** A linear congruential generator: the corpus is the same at each run. */
function createRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('there is nothing to pick')
  return item
}

const texts: readonly Json[] = parse(
  "['', BAD, a b, -x, a_b, 1.2.3.4/99, 300.1.1.1, '*/x * * * *', lots, '-5', -1Gi, 200%, '99999', http://x, ../x, a/b/c, None, TCP, Never, abc, 10.0.0.1, x.example.com, é]",
) as readonly Json[]
const numbers = [-1, 0, 1, 65_535, 65_536, 99_999, 1 << 30, 5_000_000_000, 1.5]
const keys = ['Bad Key!', 'a'.repeat(70), 'a/b/c', '..', 'unknownField', '-a', 'app']

interface Spot {
  readonly path: readonly (string | number)[]
  readonly parent: Record<string | number, unknown>
  readonly key: string | number
}

/** All that can be changed: neither what the object is, nor where it is, since that is the path of the request. */
function spotsOf(value: unknown, path: readonly (string | number)[] = []): readonly Spot[] {
  if (typeof value !== 'object' || value === null) return []
  const parent = value as Record<string | number, unknown>
  const own = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return own.flatMap((key) => {
    const below = [...path, key]
    if (['apiVersion', 'kind', 'metadata.namespace'].includes(below.join('.'))) return []
    const deeper = spotsOf(parent[key], below)
    return below.join('.') === 'metadata' ? deeper : [{ path: below, parent, key }, ...deeper]
  })
}

/** An object with one thing changed. */
function mutate(seed: JsonObject, random: Random): CorpusObject {
  const object = structuredClone(seed)
  const { path, parent, key } = pick(spotsOf(object), random)
  const done = change(parent, key, random)
  return { what: `${done} ${path.join('.')}`, object }
}

function change(parent: Record<string | number, unknown>, key: string | number, random: Random): string {
  const value = parent[key]
  const dice = random()
  if (dice < 0.15) {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
    return 'remove'
  }
  if (dice < 0.25 && isArray(value as Json) && (value as Json[]).length > 0) {
    const items = value as Json[]
    items.push(structuredClone(pick(items, random)))
    return 'repeat an item of'
  }
  if (dice < 0.32 && !Array.isArray(parent)) {
    parent[pick(keys, random)] = value
    if (random() < 0.5) delete parent[key]
    return 'another key for'
  }
  parent[key] = other(value, random)
  return 'another value for'
}

function other(value: unknown, random: Random): unknown {
  if (random() < 0.1) return pick([null, 'x', 1, [], {}], random)
  if (typeof value === 'string') return random() < 0.05 ? 'x'.repeat(300) : pick(texts, random)
  if (typeof value === 'number') return pick(numbers, random)
  if (typeof value === 'boolean') return random() < 0.7 ? !value : 'yes'
  return pick([null, 'x', 1, [], {}], random)
}

/** Faults that people make, of each kind that has the field. */
function targetedFaults(seed: JsonObject): readonly CorpusObject[] {
  return faults.flatMap(({ pointer, values }) => {
    const found = spotsOf(seed).find(({ path }) => path.join('.').endsWith(pointer))
    if (found === undefined) return []
    return values.map((value) => {
      const object = structuredClone(seed)
      const spot = spotsOf(object).find(({ path }) => path.join('.') === found.path.join('.'))
      if (spot) spot.parent[spot.key] = value
      return { what: `${found.path.join('.')} = ${JSON.stringify(value)}`, object }
    })
  })
}

const faults: readonly { readonly pointer: string; readonly values: readonly Json[] }[] = parse(
  readFileSync(new URL('faults.yaml', import.meta.url), 'utf8'),
) as readonly { readonly pointer: string; readonly values: readonly Json[] }[]
