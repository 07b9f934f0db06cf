import { atPointer } from '../../../src/json/at-pointer.ts'
import { isArray, isObject } from '../../../src/json/own.ts'
import { childPointer } from '../../../src/json/pointer.ts'
import type { Cluster } from '../../../src/model/cluster.ts'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import type { CompileResult } from '../../../src/render.ts'
import type { CompletionOption, Completions, Questions } from '../protocol.ts'
import { fieldSchema, schemaOfKind, schemaKinds, type FieldSchema } from './field-schema.ts'
import { yamlPlace, type YamlPlace } from './yaml-place.ts'

/** So many options are offered. */
const mostOptions = 300

/** What may be written at a place: fields and values by the schema of the document's kind, and names that the fleet has. */
export function complete(
  result: CompileResult | undefined,
  { text, offset }: Questions['complete']['question'],
): Completions {
  const place = yamlPlace(text, offset)
  if (place === undefined) return { from: offset, options: [] }
  const [apiVersion, kind] = ['apiVersion', 'kind'].map((key) => valueOf(place.document, key))
  const found = [
    ...ofFleet(place, result, kind),
    ...ofKinds(place, result, apiVersion),
    ...ofSchema(place, fieldSchema(schemaOfKind(result, apiVersion, kind), place.path)),
  ]
  const unique = new Map(found.map((option) => [option.label, option]))
  return { from: place.from, options: [...unique.values()].slice(0, mostOptions) }
}

function valueOf(document: string, key: string): string | undefined {
  return new RegExp(`^${key}: *["']?([\\w./-]+)`, 'm').exec(document)?.[1]
}

function ofSchema({ part }: YamlPlace, schema: FieldSchema): readonly CompletionOption[] {
  if (part === 'value') return schema.values.map((value) => ({ label: value, kind: 'value' as const }))
  return schema.fields.map(({ name, about, holds }) => ({
    label: name,
    kind: 'field' as const,
    insert: holds === 'scalar' ? `${name}: ` : `${name}:`,
    ...(about !== undefined && { detail: about }),
  }))
}

function ofKinds(
  { path, part }: YamlPlace,
  result: CompileResult | undefined,
  apiVersion: string | undefined,
): readonly CompletionOption[] {
  if (part !== 'value' || path.length !== 1) return []
  const kinds = schemaKinds(result)
  if (path[0] === 'kind') {
    const own = kinds.filter((each) => apiVersion === undefined || each.apiVersion === apiVersion)
    return own.map((each) => ({ label: each.kind, kind: 'value', detail: each.apiVersion }))
  }
  return path[0] === 'apiVersion' ? kinds.map((each) => ({ label: each.apiVersion, kind: 'value' })) : []
}

function ofFleet(
  place: YamlPlace,
  result: CompileResult | undefined,
  kind: string | undefined,
): readonly CompletionOption[] {
  const at = place.path.join('/')
  const clusters = result?.plan.federation.clusters ?? []
  if (/lusterSelector\/matchLabels/.test(at)) return ofLabels(place.part, at, clusters)
  if (place.part === 'value' && /(?:^|\/)(?:clusterName|clusters\/-\/name)$/.test(at)) {
    return clusters.map(({ name, labels }) => ({ label: name, kind: 'cluster', detail: labelsOf(labels) }))
  }
  if (place.part === 'key' && /ReplicaSchedulingPreference/.test(kind ?? '') && at === 'spec/clusters') {
    return clusters.map(({ name }) => ({ label: name, kind: 'cluster', insert: `${name}:` }))
  }
  if (place.part === 'value' && at.endsWith('clusterOverrides/-/path')) return templatePaths(place, result)
  return []
}

/** Labels that clusters have, and the values of one of them. */
function ofLabels(
  part: YamlPlace['part'],
  at: string,
  clusters: readonly Cluster[],
): readonly CompletionOption[] {
  if (part === 'key') {
    const labels = new Set(clusters.flatMap((each) => [...each.labels.keys()]))
    return [...labels].sort().map((label) => ({ label, kind: 'label', insert: `${label}: ` }))
  }
  const label = at.slice(at.lastIndexOf('matchLabels/') + 'matchLabels/'.length)
  const values = new Set(clusters.flatMap((each) => each.labels.get(label) ?? []))
  return [...values].sort().map((value) => ({ label: value, kind: 'label' }))
}

function labelsOf(labels: ReadonlyMap<string, string>): string {
  return [...labels].map(([label, value]) => `${label}=${value}`).join(', ')
}

/** The pointers of the template of the object that is written, as the last compilation read it. */
function templatePaths(
  { document }: YamlPlace,
  result: CompileResult | undefined,
): readonly CompletionOption[] {
  const [kind, name, namespace] = [
    valueOf(document, 'kind'),
    ...['name', 'namespace'].map(
      (key) => new RegExp(`^ +${key}: *["']?([\\w./-]+)`, 'm').exec(document)?.[1],
    ),
  ]
  const manifest = result?.sources.manifests.find(
    ({ value }) =>
      value['kind'] === kind &&
      atPointer(value, '/metadata/name') === name &&
      (namespace === undefined || atPointer(value, '/metadata/namespace') === namespace),
  )
  const template = manifest && atPointer(manifest.value, '/spec/template')
  if (!isObject(template)) return []
  return pointersBelow(template).map((label) => ({ label, kind: 'path' }))
}

function pointersBelow(template: JsonObject): readonly string[] {
  const pointers: string[] = []
  const visit = (value: Json, pointer: string): void => {
    if (pointers.length >= mostOptions) return
    if (pointer !== '') pointers.push(pointer)
    if (isArray(value)) value.forEach((each, index) => visit(each, childPointer(pointer, index)))
    else if (isObject(value))
      for (const [key, each] of Object.entries(value)) visit(each, childPointer(pointer, key))
  }
  visit(template, '')
  return pointers
}
