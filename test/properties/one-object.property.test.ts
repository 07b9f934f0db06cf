import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { hostileSources, identityOfPath, type PathIdentity } from '../helpers/hostile-objects.ts'
import { renderedFiles, renderFiles } from '../helpers/render-files.ts'

/** The value that a Go program has for a field of a struct: the last of the keys that are equal but for their case. */
function fieldOf(object: Json | undefined, name: string): Json | undefined {
  const keys = new RegExp(`^${name}$`, 'iu')
  const entries =
    typeof object === 'object' && object !== null ? Object.entries<Json>(object as JsonObject) : []
  return entries.findLast(([key]) => keys.test(key))?.[1]
}

/** The object that any reader finds, or why there is none. */
function readAnyhow(text: string): PathIdentity | string {
  const all = parseAllDocuments(text, { version: '1.1' })
  if (all.length !== 1) return `${all.length} documents`
  const object = all[0]?.toJS() as JsonObject
  if (fieldOf(object, 'items') !== undefined) return 'a list'
  const metadata = fieldOf(object, 'metadata')
  const annotations = fieldOf(metadata, 'annotations') ?? {}
  const orders = Object.keys(annotations).filter((key) => key.startsWith('internal.config.kubernetes.io/'))
  if (orders.length > 0) return 'an object that kustomize may rename'
  const local = fieldOf(annotations, 'config.kubernetes.io/local-config')
  if (local !== undefined && local !== 'false') return 'none for kustomize'
  const [group, version] =
    /^(?:([^/]+)\/)?([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)$/
      .exec(String(fieldOf(object, 'apiVersion')))
      ?.slice(1) ?? []
  if (version === undefined) return 'no apiVersion'
  return {
    group: group ?? '',
    kind: String(fieldOf(object, 'kind')),
    namespace: String(fieldOf(metadata, 'namespace') ?? ''),
    name: String(fieldOf(metadata, 'name')),
  }
}

/** Under which API servers serve Deployments, too. */
const sameGroups: Readonly<Record<string, string>> = { 'extensions Deployment': 'apps' }

describe('every rendered file', () => {
  it('is exactly one object of the type, name and namespace that its path says, whatever templates and overrides say', () => {
    let rendered = 0
    fc.assert(
      fc.property(hostileSources, fc.constantFrom('keep', 'drop'), (text, templateAnnotations) => {
        const result = renderFiles({ 'all.yaml': text }, { config: { templateAnnotations }, keepGoing: true })
        for (const [path, file] of renderedFiles(result)) {
          const found = readAnyhow(file)
          const read =
            typeof found === 'string'
              ? found
              : { ...found, group: sameGroups[`${found.group} ${found.kind}`] ?? found.group }
          expect([path, read]).toStrictEqual([path, identityOfPath(path)])
          expect(path.endsWith('/kustomization.yaml')).toBe(false)
          if (!path.includes('/namespaces/')) rendered += 1
        }
      }),
      { numRuns: 300 },
    )
    expect(rendered).toBeGreaterThan(100)
  })
})
