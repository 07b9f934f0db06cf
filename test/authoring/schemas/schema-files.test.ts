import { Ajv, type ValidateFunction } from 'ajv'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schemaFiles } from '../../../src/authoring/schemas/schema-files.ts'
import { toJSONSchema } from '../../../src/authoring/schemas/json-schema.ts'
import { readKubernetesSchemas, readSchemas } from '../../../src/host/schemas.ts'
import { applyOperation } from '../../../src/json/patch.ts'
import { childPointer } from '../../../src/json/pointer.ts'
import { builtinTypes } from '../../../src/kubefed/builtin-types.ts'
import { checkStructure } from '../../../src/kubernetes/schema/check-structure.ts'
import { readResourceDefinition } from '../../../src/kubernetes/schema/resource-definition.ts'
import { builtinSchema, definitionsIn } from '../../../src/kubernetes/served-types.ts'
import type { FederatedTypeConfig } from '../../../src/model/federated-type-config.ts'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'

const kubernetes = deepFreeze(readKubernetesSchemas())
const schemas = readSchemas()
const handWritten = (path: string): JsonObject => schemas.get(path) as JsonObject

const widgetType: FederatedTypeConfig = {
  name: 'widgets.example.com',
  targetType: {
    group: 'example.com',
    version: 'v1',
    kind: 'Widget',
    pluralName: 'widgets',
    scope: 'Namespaced',
  },
  federatedType: {
    group: 'types.example.com',
    version: 'v1',
    kind: 'FederatedWidget',
    pluralName: 'federatedwidgets',
    scope: 'Namespaced',
  },
  propagation: 'Enabled',
}
const widget = readResourceDefinition({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    names: { kind: 'Widget' },
    versions: [
      {
        name: 'v1',
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } },
            },
          },
        },
      },
    ],
  },
})

function filesOf(
  minor = kubernetes.minors[1],
  types: readonly FederatedTypeConfig[] = [...builtinTypes, widgetType],
): ReadonlyMap<string, JsonObject> {
  const definitions = new Map(widget ? [['Widget.example.com', widget]] : [])
  return schemaFiles(deepFreeze({ types, definitions, kubernetes, minor, handWritten }))
}

/** What an editor does: the index, whose references are paths beside it. */
function validatorOf(files: ReadonlyMap<string, JsonObject>): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true })
  for (const [path, { $id: _, ...schema }] of files) ajv.addSchema(schema, `file:/schemas/${path}`)
  return ajv.getSchema('file:/schemas/index.json') as ValidateFunction
}

const validate = validatorOf(filesOf())

function faultsOf(value: Json): readonly string[] {
  validate(value)
  return (validate.errors ?? [])
    .filter((each) => each.keyword !== 'if')
    .map((each) => `${each.instancePath} ${each.keyword}`)
}

function federatedDeployment(template: JsonObject): JsonObject {
  return {
    apiVersion: 'types.kubefed.io/v1beta1',
    kind: 'FederatedDeployment',
    metadata: { name: 'web' },
    spec: { template },
  }
}

describe('schemaFiles', () => {
  it('are one for each kind, at the path of its group and version', () => {
    expect([...filesOf().keys()]).toEqual(
      expect.arrayContaining([
        'core.kubefed.io/v1beta1/KubeFedCluster.json',
        'example.com/v1/Widget.json',
        'fedrender.dev/v1alpha1/RenderConfig.json',
        'index.json',
        'types.example.com/v1/FederatedWidget.json',
        'types.kubefed.io/v1beta1/FederatedDeployment.json',
      ]),
    )
  })

  it('find a typo in a template, and leave to overrides what it lacks', () => {
    expect(faultsOf(federatedDeployment({ spec: { replicas: 1 } }))).toStrictEqual([])
    expect(faultsOf(federatedDeployment({ spec: { replica: 1 } }))).toStrictEqual([
      '/spec/template/spec additionalProperties',
    ])
    const containers = [{ image: 'nginx', env: [{ name: 'PORT', value: 80 }] }]
    expect(faultsOf(federatedDeployment({ spec: { template: { spec: { containers } } } }))).toStrictEqual([
      '/spec/template/spec/template/spec/containers/0/env/0/value type',
    ])
  })

  it('keep what every federated object has', () => {
    const object = { ...federatedDeployment({}), spec: { placment: {} } }
    expect(faultsOf(object)).toStrictEqual(['/spec additionalProperties'])
  })

  it('have the types of the repository', () => {
    const federated = { apiVersion: 'types.example.com/v1', kind: 'FederatedWidget', metadata: { name: 'x' } }
    expect(faultsOf({ ...federated, spec: { template: { spec: {} } } })).toStrictEqual([])
    expect(faultsOf({ ...federated, spec: { template: { spec: { size: 'big' } } } })).toStrictEqual([
      '/spec/template/spec/size type',
    ])
    expect(faultsOf({ apiVersion: 'example.com/v1', kind: 'Widget', spec: {} })).toStrictEqual([
      '/spec required',
    ])
  })

  it('take any template of a type that nobody defines', () => {
    const targetType = { ...widgetType.targetType, kind: 'Gadget' }
    const check = validatorOf(filesOf(undefined, [{ ...widgetType, targetType }]))
    const object = { apiVersion: 'types.example.com/v1', kind: 'FederatedWidget', metadata: { name: 'x' } }
    expect(check({ ...object, spec: { template: { any: 'thing' } } })).toBe(true)
    expect(check({ ...object, spec: { templat: {} } })).toBe(false)
  })

  it('say nothing of other kinds', () => {
    expect(faultsOf({ apiVersion: 'v1', kind: 'ConfigMap', dat: {} })).toStrictEqual([])
    expect(faultsOf('text')).toStrictEqual([])
    expect(faultsOf({ kind: 'FederatedDeployment', spec: 1 })).toStrictEqual([])
  })

  it('are those of the given version of Kubernetes', () => {
    const sidecar = federatedDeployment({
      spec: { template: { spec: { containers: [{ restartPolicy: 'Always' }] } } },
    })
    expect(validatorOf(filesOf(27))(sidecar)).toBe(false)
    expect(validatorOf(filesOf(28))(sidecar)).toBe(true)
  })

  it('stay below their directory whatever a type is called', () => {
    const federatedType = { ...widgetType.federatedType, version: '../..', kind: '../../../etc/passwd' }
    for (const path of filesOf(undefined, [{ ...widgetType, federatedType }]).keys()) {
      expect(path).toMatch(/^(?:[\w.%-]+\/[\w.%-]+\/)?[\w.%-]+\.json$/)
      expect(path.split('/')).not.toContain('..')
    }
  })
})

describe('a schema for editors and the check of validate', () => {
  const pod: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: {
      containers: [
        {
          name: 'web',
          image: 'nginx',
          ports: [{ containerPort: 80 }],
          livenessProbe: { httpGet: { port: 'http' } },
          resources: { limits: { cpu: 1 } },
        },
      ],
      volumes: [{ name: 'x', csi: { driver: 'd', volumeAttributes: { a: 'b' } } }],
    },
  }
  const pointers = [...listPointers(pod)]
  const definition = definitionsIn(kubernetes, 30)
  const schema = builtinSchema(kubernetes, 'v1', 'Pod', 30) ?? {}
  const { schema: written, definitions } = toJSONSchema(schema, definition, true)
  const byAjv = new Ajv({ strict: false }).compile({ ...written, definitions })

  it('agree on every value in every place', () => {
    const value = fc.constantFrom<Json>('text', 7, 1.5, true, null, [], {}, { unknown: 1 }, ['a'], [{}])
    fc.assert(
      fc.property(
        fc.constantFrom(...pointers),
        value,
        fc.constantFrom('', '/unknown'),
        (pointer, put, below) => {
          const result = applyOperation(pod, { op: 'add', path: pointer + below, value: put })
          if (!('value' in result)) return
          // Formats are more than an editor needs to know, and an editor requires what is null.
          const faults = checkStructure(result.value, schema, definition).filter(
            (fault) => fault.kind !== 'invalid-value' || !fault.problem.includes('quantity'),
          )
          if (put === null && faults.some((fault) => fault.kind === 'missing-field')) return
          expect(byAjv(result.value)).toBe(faults.length === 0)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

function* listPointers(value: Json, pointer = ''): Generator<string> {
  if (pointer !== '') yield pointer
  if (typeof value !== 'object' || value === null) return
  for (const [key, each] of Object.entries<Json>(value as JsonObject))
    yield* listPointers(each, childPointer(pointer, key))
}
