import { parse } from 'yaml'
import { expect } from 'vitest'
import { managedLabel } from '../../src/kubefed/managed-label.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { stringifyExactJson } from './stringify-exact-json.ts'
import type { TestRepository } from './test-repository.ts'

/** What each cluster had, by its name. */
export type ClusterObjects = Readonly<Record<string, readonly JsonObject[]>>

/** Renders a repository, and expects each cluster to get the values that it had, with the label of KubeFed, and no others. */
export function expectRestored(repository: TestRepository, had: ClusterObjects): void {
  const { exitCode, stderr } = repository.run('render')
  expect([exitCode, stderr]).toStrictEqual([0, stderr])
  const wanted = Object.entries(had).flatMap(([cluster, objects]) =>
    objects.map((each) => [keyOf(cluster, each), sortedText(managed(each))]),
  )
  const rendered = Object.entries(repository.rendered()).flatMap(([path, text]) => {
    const [folder, cluster = ''] = path.split('/')
    if (folder !== 'clusters') return []
    const object = parse(text, { intAsBigInt: true }) as JsonObject
    return [[keyOf(cluster, object), sortedText(object)]]
  })
  expect(Object.fromEntries(rendered)).toStrictEqual(Object.fromEntries(wanted))
}

function keyOf(cluster: string, { kind, metadata }: JsonObject): string {
  const { namespace, name } = metadata as Readonly<Record<string, string | undefined>>
  return [cluster, kind, namespace ?? '', name].join(' ')
}

function managed(object: JsonObject): JsonObject {
  const metadata = object['metadata'] as JsonObject
  const labels = { ...(metadata['labels'] as JsonObject | undefined), [managedLabel]: 'true' }
  return { ...object, metadata: { ...metadata, labels } }
}

function sortedText(value: Json): string {
  return stringifyExactJson(sorted(value))
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => sorted(each))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as JsonObject).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]))
}
