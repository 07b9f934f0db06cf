import { describe, expect, it } from 'vitest'
import { readKubernetesSchemas, readSchemas } from '../../src/host/schemas.ts'
import { createMemo, type Hit } from '../../src/memo/memo.ts'
import { defaultRenderConfig } from '../../src/model/render-config.ts'
import { compile, type CompileResult } from '../../src/render.ts'
import { check } from '../../src/stages/check/check.ts'
import { emit } from '../../src/stages/emit/emit.ts'
import { rememberReadings } from '../../src/stages/parse/remember-readings.ts'
import { createSchemaValidator } from '../../src/stages/validate/schema-validator.ts'
import { documents, federated, federatedNamespace, kubeFedCluster } from '../helpers/kubefed-objects.ts'

const schema = createSchemaValidator(readSchemas())
const schemas = readKubernetesSchemas()
const config = defaultRenderConfig
const placement = { clusterSelector: {} }

const files = {
  'clusters.yaml': documents(kubeFedCluster('eu'), kubeFedCluster('us')),
  'shop.yaml': documents(federatedNamespace('shop', { placement })),
  'one.yaml': documents(
    federated('ConfigMap', 'one', { placement, template: { data: { a: '1' }, dat: {} } }),
  ),
  'two.yaml': documents(federated('ConfigMap', 'two', { placement, template: { data: { a: '1' } } })),
}

/** Compiles states with one memo, and lists what of each it gave again. */
function compileStates(states: readonly Readonly<Record<string, string>>[]): {
  readonly results: readonly CompileResult[]
  readonly hits: readonly (readonly string[])[]
} {
  let found: Hit[] = []
  const memo = createMemo({ onHit: (hit) => found.push(hit) })
  const readFile = rememberReadings()
  const hits: string[][] = []
  const results = states.map((texts) => {
    found = []
    const sources = Object.entries(texts).map(([path, text]) => ({ path, text }))
    const result = compile(sources, schema, { config, readFile, memo })
    check(result.plan, { config, schemas, manifests: result.sources.manifests, memo })
    if (result.fleet) emit(result.fleet, undefined, result.delivery, memo)
    hits.push(found.map(({ unit }) => unit))
    return result
  })
  return { results, hits }
}

const countOf = (units: readonly string[] = []): unknown =>
  ['read', 'plan', 'check', 'text'].map((unit) => units.filter((each) => each === unit).length)

describe('with one memo and one reader', () => {
  it('nothing is planned, checked and written again where nothing has changed', () => {
    const { results, hits } = compileStates([files, files])
    expect(hits.map(countOf)).toStrictEqual([
      [0, 0, 0, 0],
      [3, 3, 3, 3],
    ])
    const [first, second] = results
    second!.plan.objects.forEach((each, index) => expect(each).toBe(first!.plan.objects[index]))
    expect(second!.diagnostics).toStrictEqual(first!.diagnostics)
  })

  it('what has changed is planned again, and nothing else', () => {
    const two = files['two.yaml'].replace('"1"', '"2"')
    expect(two).not.toBe(files['two.yaml'])
    const { results, hits } = compileStates([files, { ...files, 'two.yaml': two }, files])
    expect(hits.map(countOf)).toStrictEqual([
      [0, 0, 0, 0],
      [2, 2, 2, 2],
      [3, 3, 3, 3],
    ])
    const [first, second, third] = results
    expect(third!.plan.objects[1]).toBe(first!.plan.objects[1])
    expect(second!.plan.objects[1]?.variants[0]?.object['data']).toStrictEqual({ a: '2' })
  })

  it('all is planned again where the inventory has changed', () => {
    const clusters = documents(kubeFedCluster('eu'))
    const { results, hits } = compileStates([files, { ...files, 'clusters.yaml': clusters }])
    expect(hits.map(countOf)[1]).toStrictEqual([3, 0, 0, 0])
    expect(results[1]!.plan.objects.map((each) => each.placement.clusters)).toStrictEqual([
      ['eu'],
      ['eu'],
      ['eu'],
    ])
  })
})

it('a check by other schemas is made again', () => {
  const memo = createMemo()
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
  const {
    plan,
    sources: { manifests },
  } = compile(sources, schema, { config, memo })
  const codes = (by: typeof schemas): readonly string[] =>
    check(plan, { config, schemas: by, manifests, memo }).map(({ code }) => code)
  expect(codes(schemas)).toStrictEqual(['template-unknown-field'])
  expect(codes({ ...schemas, kinds: {} })).not.toStrictEqual(['template-unknown-field'])
  expect(codes(schemas)).toStrictEqual(['template-unknown-field'])
})

it('objects are read again by another validator', () => {
  const memo = createMemo()
  const readFile = rememberReadings()
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
  const codes = (by: typeof schema): readonly string[] =>
    compile(sources, by, { config, readFile, memo }).diagnostics.map(({ code }) => code)
  expect(codes(schema)).toStrictEqual([])
  const fault = { pointer: '/spec', kind: 'violation' as const, problem: 'is wrong', known: [] }
  expect(codes(() => [fault])).toContain('schema-violation')
  expect(codes(schema)).toStrictEqual([])
})
