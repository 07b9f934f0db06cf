import type { JsonObject } from '../../../../../src/model/json.ts'
import { configMap, demand, policyCase, type PolicyCase } from './policy-case.ts'

const ofConfigMaps = { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }
const allowed = [
  demand('object.metadata.name in params.data', {
    messageExpression: '"not among those of " + params.metadata.name',
  }),
]
const conditions = {
  matchConditions: [{ name: 'others', expression: '!object.metadata.name.startsWith("limits")' }],
}
const policy = { ...ofConfigMaps, ...conditions, validations: allowed }
const web = [configMap('web'), configMap('api')]
const labelled = (name: string, data: JsonObject, labels: JsonObject): JsonObject =>
  configMap(name, data, { labels })

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'limits.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Limit', plural: 'limits', singular: 'limit', listKind: 'LimitList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', properties: { most: { type: 'integer', default: 2 } } } },
          },
        },
      },
    ],
  },
}
const limit = (spec: JsonObject): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Limit',
  metadata: { name: 'limits', namespace: 'shop' },
  spec,
})
const ofLimits = {
  paramKind: { apiVersion: 'example.com/v1', kind: 'Limit' },
  validations: [
    demand('size(object.data) <= params.spec.most', {
      messageExpression: '"more than " + string(params.spec.most)',
    }),
  ],
}

/** What policies have as parameters. */
export const parameterCases: readonly PolicyCase[] = [
  policyCase('a parameter by its name', {
    policy,
    binding: { paramRef: { name: 'limits', namespace: 'shop', parameterNotFoundAction: 'Deny' } },
    params: [configMap('limits', { web: '' })],
    create: web,
  }),
  policyCase('a parameter in the namespace of the object', {
    policy,
    binding: { paramRef: { name: 'limits', parameterNotFoundAction: 'Deny' } },
    params: [configMap('limits', { web: '' })],
    create: web,
  }),
  policyCase('a parameter that is absent, which denies', {
    policy,
    binding: { paramRef: { name: 'limits', namespace: 'shop', parameterNotFoundAction: 'Deny' } },
    create: [configMap('web')],
  }),
  policyCase('a parameter that is absent, which allows', {
    policy,
    binding: { paramRef: { name: 'limits', namespace: 'shop', parameterNotFoundAction: 'Allow' } },
    create: [configMap('web')],
  }),
  policyCase('a parameter that is absent, where failures may be ignored', {
    policy: { ...policy, failurePolicy: 'Ignore' },
    binding: { paramRef: { name: 'limits', namespace: 'shop', parameterNotFoundAction: 'Deny' } },
    create: [configMap('web')],
  }),
  policyCase('all parameters that a selector selects', {
    policy: { ...policy, auditAnnotations: [{ key: 'by', valueExpression: 'string(params.metadata.name)' }] },
    binding: {
      paramRef: {
        namespace: 'shop',
        selector: { matchLabels: { limits: 'yes' } },
        parameterNotFoundAction: 'Deny',
      },
    },
    params: [
      labelled('limits-a', { web: '', api: '' }, { limits: 'yes' }),
      labelled('limits-b', { web: '' }, { limits: 'yes' }),
      labelled('limits-c', {}, { limits: 'no' }),
    ],
    create: web,
  }),
  policyCase('a selector that selects nothing', {
    policy,
    binding: { paramRef: { selector: { matchLabels: { limits: 'yes' } }, parameterNotFoundAction: 'Deny' } },
    params: [labelled('limits-c', {}, { limits: 'no' })],
    create: [configMap('web')],
  }),
  policyCase('a binding without a reference has no parameter', {
    policy: { ...ofConfigMaps, validations: [demand('params != null', { message: 'no parameter' })] },
    create: [configMap('web')],
  }),
  policyCase('a parameter that is a custom resource, with a default', {
    policy: ofLimits,
    binding: { paramRef: { name: 'limits', namespace: 'shop', parameterNotFoundAction: 'Deny' } },
    definitions: [definition],
    params: [limit({})],
    create: [configMap('web', { a: '', b: '' }), configMap('web', { a: '', b: '', c: '' })],
  }),
  policyCase('a parameter that is a custom resource', {
    policy: ofLimits,
    binding: { paramRef: { name: 'limits', namespace: 'shop', parameterNotFoundAction: 'Deny' } },
    definitions: [definition],
    params: [limit({ most: 1 })],
    create: [configMap('web', { a: '', b: '' }), configMap('web', { a: '' })],
  }),
  policyCase('custom resources are concerned, too', {
    policy: {
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['example.com'],
            apiVersions: ['*'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['limits'],
          },
        ],
      },
      validations: [
        demand('object.spec.most < 10', {
          messageExpression: '"at most 9, not " + string(object.spec.most)',
        }),
      ],
    },
    definitions: [definition],
    create: [limit({}), limit({ most: 12 })],
  }),
]
