import {
  bindingOf,
  configMap,
  demand,
  deployment,
  pod,
  policyCase,
  ruleOf,
  type PolicyCase,
} from './policy-case.ts'

const never = [demand('false', { message: 'never' })]
const rules = (
  ...resourceRules: readonly ReturnType<typeof ruleOf>[]
): { matchConstraints: { resourceRules: typeof resourceRules } } => ({
  matchConstraints: { resourceRules },
})

const autoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 3 },
}
const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'other', labels: { env: 'prod' } },
}
const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'reader' },
  rules: [],
}
const both = [configMap('web'), deployment('web', 1)]

/** Which objects policies and bindings concern. */
export const matchingCases: readonly PolicyCase[] = [
  policyCase('a policy of ConfigMaps concerns no Deployment', {
    policy: { validations: never },
    create: both,
  }),
  policyCase('a rule for everything', {
    policy: { ...rules(ruleOf('*', '*', '*')), validations: never },
    create: [...both, role, namespace],
  }),
  policyCase('a rule for what is in a namespace', {
    policy: { ...rules(ruleOf('*', '*', '*', { scope: 'Namespaced' })), validations: never },
    create: [...both, role, namespace],
  }),
  policyCase('a rule for what is in no namespace', {
    policy: { ...rules(ruleOf('*', '*', '*', { scope: 'Cluster' })), validations: never },
    create: [...both, role, namespace],
  }),
  policyCase('a rule with names', {
    policy: { ...rules(ruleOf('', 'v1', 'configmaps', { resourceNames: ['web'] })), validations: never },
    create: [configMap('web'), configMap('api')],
  }),
  policyCase('a rule for changes alone', {
    policy: { ...rules(ruleOf('', 'v1', 'configmaps', { operations: ['UPDATE'] })), validations: never },
    create: [configMap('web')],
    update: [[configMap('old', { a: '1' }), configMap('old', { a: '2' })]],
  }),
  policyCase('what excluded rules leave out', {
    policy: {
      matchConstraints: {
        resourceRules: [ruleOf('*', '*', '*')],
        excludeResourceRules: [ruleOf('apps', '*', '*')],
      },
      validations: never,
    },
    create: both,
  }),
  policyCase('a rule for a subresource concerns no object', {
    policy: { ...rules(ruleOf('apps', 'v1', 'deployments/scale')), validations: never },
    create: both,
  }),
  policyCase('an equivalent version of a kind', {
    policy: {
      ...rules(ruleOf('autoscaling', 'v1', 'horizontalpodautoscalers')),
      validations: [
        demand('object.apiVersion == "autoscaling/v2"', {
          messageExpression: '"it is " + object.apiVersion',
        }),
      ],
    },
    create: [autoscaler],
  }),
  policyCase('exactly the version of the rule', {
    policy: {
      matchConstraints: {
        matchPolicy: 'Exact',
        resourceRules: [ruleOf('autoscaling', 'v1', 'horizontalpodautoscalers')],
      },
      validations: never,
    },
    create: [autoscaler],
  }),
  policyCase('a version that is served no more has no equivalent', {
    policy: { ...rules(ruleOf('apps', 'v1beta1', 'deployments')), validations: never },
    create: [deployment('web', 1)],
  }),
  policyCase('a selector of objects', {
    policy: {
      matchConstraints: {
        resourceRules: [ruleOf('', 'v1', 'configmaps')],
        objectSelector: { matchLabels: { tier: 'gold' } },
      },
      validations: never,
    },
    create: [configMap('web', {}, { labels: { tier: 'gold' } }), configMap('api')],
    update: [[configMap('old', { a: '1' }, { labels: { tier: 'gold' } }), configMap('old', { a: '1' })]],
  }),
  policyCase('a selector of Namespaces that selects', {
    policy: {
      matchConstraints: {
        resourceRules: [ruleOf('*', '*', '*')],
        namespaceSelector: { matchLabels: { env: 'prod' } },
      },
      validations: never,
    },
    labels: { env: 'prod' },
    create: [configMap('web'), role, namespace],
  }),
  policyCase('a selector of Namespaces that does not', {
    policy: {
      matchConstraints: {
        resourceRules: [ruleOf('*', '*', '*')],
        namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'In', values: ['prod', 'stage'] }] },
      },
      validations: never,
    },
    labels: { env: 'dev' },
    create: [configMap('web'), role, namespace],
  }),
  policyCase('a selector of the name of a Namespace', {
    policy: {
      matchConstraints: {
        resourceRules: [ruleOf('', 'v1', 'configmaps')],
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['shop'] }],
        },
      },
      validations: never,
    },
    create: [configMap('web')],
  }),
  policyCase('what a binding leaves out of a policy', {
    policy: { ...rules(ruleOf('*', '*', '*')), validations: never },
    binding: { matchResources: { resourceRules: [ruleOf('apps', '*', '*')] } },
    create: both,
  }),
  policyCase('two bindings of which one selects the Namespace', {
    policy: { validations: never },
    bindings: [
      bindingOf('dev', { matchResources: { namespaceSelector: { matchLabels: { env: 'dev' } } } }),
      bindingOf('prod', { matchResources: { namespaceSelector: { matchLabels: { env: 'prod' } } } }),
    ],
    labels: { env: 'prod' },
    create: [configMap('web')],
  }),
  policyCase('a binding without its policy', {
    policy: { validations: never },
    binding: { policyName: 'another' },
    create: [configMap('web')],
  }),
  policyCase('a condition that leaves objects out', {
    policy: {
      matchConditions: [{ name: 'named', expression: 'object.metadata.name.startsWith("web")' }],
      validations: never,
    },
    create: [configMap('web'), configMap('api')],
  }),
  policyCase('a condition that cannot be evaluated', {
    policy: {
      matchConditions: [{ name: 'labelled', expression: 'object.metadata.labels.a == "b"' }],
      validations: never,
    },
    create: [
      configMap('web'),
      configMap('api', {}, { labels: { a: 'c' } }),
      configMap('low', {}, { labels: { a: 'b' } }),
    ],
  }),
  policyCase('a condition that cannot be evaluated, and may be ignored', {
    policy: {
      failurePolicy: 'Ignore',
      matchConditions: [{ name: 'labelled', expression: 'object.metadata.labels.a == "b"' }],
      validations: never,
    },
    create: [configMap('web')],
  }),
  policyCase('policies themselves are not concerned', {
    policy: { ...rules(ruleOf('*', '*', '*')), validations: never },
    create: [
      bindingOf('another', {}),
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { minAvailable: 1, selector: { matchLabels: { a: 'b' } } },
      },
      pod('web'),
    ],
  }),
]
