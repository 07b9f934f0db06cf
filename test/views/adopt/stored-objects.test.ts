import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { storedObject } from '../../../src/kubernetes/defaults/stored-object.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { alignObject } from '../../../src/views/adopt/align-object.ts'

interface Stored {
  readonly rendered: JsonObject
  readonly live: JsonObject
}

/** The first has a few types at length; `UPDATE_GOLDEN=1 npm run e2e:real` writes the second, with every built-in type. */
const fixtures = ['stored-by-kubernetes-1.34.jsonl', 'bank-by-kubernetes-1.34.jsonl']
const pairs = fixtures.flatMap((name) =>
  readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Stored),
)

/** Each line of a fixture is an object and what kube-apiserver 1.34.4 gave back after it was created. */
describe('what an API server makes of an object is no difference to it', () => {
  it.each(pairs.map((pair) => [`${String(pair.rendered['kind'])} ${nameOf(pair.rendered)}`, pair]))(
    '%s',
    (_, { rendered, live }) => {
      const stored = storedObject(rendered)
      expect(alignObject(live, stored)).toMatchObject({ object: stored, kept: [] })
    },
  )
})

function nameOf({ metadata }: JsonObject): string {
  return String((metadata as JsonObject)['name'])
}
