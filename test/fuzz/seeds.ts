import { globSync } from 'glob'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import type { JsonObject } from '../../src/model/json.ts'
import { serialize } from '../../src/yaml/write/serialize.ts'
import { fleetObjects } from '../helpers/fleet-arbitrary.ts'
import { nastyObject } from '../helpers/nasty-json.ts'
import { repositories } from '../helpers/repository-arbitrary.ts'

/** No seed is longer: most of a long file is not what a mutation changes. */
const longest = 2000

/**
 * The files that mutation starts from: examples, KubeFed's samples, files of many writers, what generators make, and
 * what is dense in YAML.
 */
export function listSeeds(root: string, seed: number): readonly string[] {
  const files = globSync(['examples/**/*.yaml', 'test/corpus/**/*.yaml', 'test/yaml/plain/cases/*.yaml'], {
    cwd: root,
    ignore: '**/rendered/**',
  })
  const texts = files.sort().map((path) => readFileSync(join(root, path), 'utf8'))
  return [...texts, ...generated(seed)].flatMap(cut).concat(dense, vectors(root))
}

function generated(seed: number): readonly string[] {
  const sample = <T>(arbitrary: fc.Arbitrary<T>): readonly T[] => fc.sample(arbitrary, { seed, numRuns: 40 })
  const objects = sample(fleetObjects).map((each) => each.map(serialize).join('---\n'))
  const files = sample(repositories).flatMap((each) => Object.values(each))
  const data = sample(nastyObject).map((spec) =>
    serialize({ ...federated, spec: { template: { data: spec } } }),
  )
  return [...objects, ...files, ...data]
}

const federated: JsonObject = {
  apiVersion: 'types.kubefed.io/v1beta1',
  kind: 'FederatedConfigMap',
  metadata: { name: 'a', namespace: 'shop' },
}

/** The documents of a long file, some at a time. */
function cut(text: string): readonly string[] {
  const parts: string[] = []
  for (const document of text.split(/^(?=---$)/m)) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + document.length < longest)
      parts[parts.length - 1] = last + document
    else if (document.length < 2 * longest) parts.push(document)
  }
  return parts
}

const dense: readonly string[] = [
  'apiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMap\nmetadata: {name: a, namespace: shop}\nspec:\n  template:\n    data:\n      k: |2\n          x\n        \n      e: y\n      f: >+\n        a\n         b\n\n        c\n\n      g: |-\n        z\n  placement: {clusters: [{name: c1}, {name: "c2"}]}\n',
  '# c\napiVersion: v1\nkind: List\nitems:\n- &a\n  apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: x, labels: {a: "b", \'c\': d,}}\n  data: {? a : b, "c":d, e: [f, "g", h: i]}\n- <<: *a\n  ? k\n  : - v\n  - w\n',
  "a: plain\n  over lines\n\n  here # c\nb: \"quoted \\\n  over\n\n  lines\\n\"\nc: 'single\n  it''s'\nd: !!str 1\ne: !local x\nf: &x\n  - 1\n  -\n    - 2\ng: *x\nh: [\n  1,\n  {a: b},\n]\n",
  '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}, "data": {"a": "b\\n"}}\n',
  '%YAML 1.1\n---\na: 1\n...\n---\nb: 2\n--- # c\nc: [a, b: c, {d: e}, "f": g]\n',
  'k: {a: [b, c], d: "e", ? f : g, h, i: , j:k, "l":m}\nl: [a b, "c" , \'d\', [], {}, -1, - , e:f]\nm: { "foo"\n  :bar }\n',
]

/** Texts of the conformance vectors. */
function vectors(root: string): readonly string[] {
  const lines = readFileSync(join(root, 'test/vectors/yaml-read.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => (JSON.parse(line) as { readonly yaml: string }).yaml)
}
