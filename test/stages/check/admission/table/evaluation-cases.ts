import {
  bindingOf,
  configMap,
  demand,
  deployment,
  policyCase,
  ruleOf,
  type PolicyCase,
} from './policy-case.ts'

const deployments = { matchConstraints: { resourceRules: [ruleOf('apps', 'v1', 'deployments')] } }
const named = (message: string): ReturnType<typeof demand> =>
  demand('object.metadata.name == "web"', { message })

/** What expressions say, and what becomes of it. */
export const evaluationCases: readonly PolicyCase[] = [
  policyCase('a message, and none', {
    policy: { validations: [named('it must be called web'), demand('has(object.data)')] },
    create: [configMap('web', { a: '1' }), configMap('web'), configMap('api')],
  }),
  policyCase('a reason', {
    policy: { validations: [demand('false', { message: 'too large', reason: 'RequestEntityTooLarge' })] },
    create: [configMap('web')],
  }),
  policyCase('a message that is computed', {
    policy: {
      ...deployments,
      validations: [
        demand('object.spec.replicas <= 5', {
          messageExpression: '"replicas must be at most 5, not " + string(object.spec.replicas)',
        }),
      ],
    },
    create: [deployment('web', 5), deployment('web', 9)],
  }),
  policyCase('a message that cannot be computed gives way to the other one', {
    policy: {
      validations: [
        demand('false', { message: 'the other one', messageExpression: 'string(object.data.missing)' }),
      ],
    },
    create: [configMap('web')],
  }),
  policyCase('variables, of which one needs another', {
    policy: {
      ...deployments,
      variables: [
        { name: 'containers', expression: 'object.spec.template.spec.containers' },
        { name: 'images', expression: 'variables.containers.map(c, c.image)' },
      ],
      validations: [
        demand('variables.images.all(i, i.startsWith("registry.example.com/"))', {
          message: 'a foreign image',
        }),
      ],
    },
    create: [deployment('web', 1), deployment('web', 1, { containers: [{ name: 'a', image: 'nginx' }] })],
  }),
  policyCase('an expression that cannot be evaluated', {
    policy: { validations: [demand('object.data.missing == "x"')] },
    create: [configMap('web'), configMap('web', { missing: 'x' })],
  }),
  policyCase('an expression that cannot be evaluated, and may be ignored', {
    policy: { failurePolicy: 'Ignore', validations: [demand('object.data.missing == "x"')] },
    create: [configMap('web'), configMap('web', { missing: 'y' })],
  }),
  policyCase('libraries of Kubernetes', {
    policy: {
      ...deployments,
      validations: [
        demand(
          'object.spec.template.spec.containers.all(c, !has(c.resources) || !has(c.resources.limits) || quantity(c.resources.limits["memory"]).isLessThan(quantity("1Gi")))',
          { message: 'too much memory' },
        ),
        demand('object.metadata.name.matches("^[a-z]+$")', { message: 'letters alone' }),
      ],
    },
    create: [
      deployment('web', 1, {
        containers: [{ name: 'a', image: 'b', resources: { limits: { memory: '2Gi' } } }],
      }),
      deployment('web-1', 1),
    ],
  }),
  policyCase('what the server sets is seen', {
    policy: {
      ...deployments,
      validations: [
        demand('object.spec.strategy.type == "Recreate"', {
          messageExpression: '"strategy " + object.spec.strategy.type',
        }),
        demand('object.spec.template.spec.containers[0].imagePullPolicy == "Never"', {
          messageExpression: 'string(object.spec.template.spec.containers[0].imagePullPolicy)',
        }),
      ],
    },
    create: [deployment('web', 1)],
  }),
  policyCase('the request', {
    policy: {
      validations: [
        demand('request.operation == "UPDATE"', {
          messageExpression:
            'request.operation + " " + request.kind.kind + " " + request.resource.resource + " " + request.namespace + "/" + request.name',
        }),
      ],
    },
    create: [configMap('web')],
    update: [[configMap('old', { a: '1' }), configMap('old', { a: '2' })]],
  }),
  policyCase('the old object', {
    policy: {
      validations: [
        demand('oldObject == null || object.data.fixed == oldObject.data.fixed', {
          message: 'fixed may not change',
        }),
      ],
    },
    create: [configMap('web', { fixed: '1' })],
    update: [
      [configMap('one', { fixed: '1' }), configMap('one', { fixed: '1', b: '2' })],
      [configMap('two', { fixed: '1' }), configMap('two', { fixed: '2' })],
    ],
  }),
  policyCase('the Namespace', {
    policy: {
      validations: [
        demand('namespaceObject.metadata.labels["env"] != "prod"', {
          messageExpression: '"not in " + namespaceObject.metadata.name',
        }),
      ],
    },
    labels: { env: 'prod' },
    create: [configMap('web')],
  }),
  policyCase('a warning', {
    policy: { validations: [named('it should be called web')] },
    binding: { validationActions: ['Warn'] },
    create: [configMap('web'), configMap('api')],
  }),
  policyCase('an audit annotation of a failure', {
    policy: { validations: [named('it should be called web')] },
    binding: { validationActions: ['Audit'] },
    create: [configMap('web'), configMap('api')],
  }),
  policyCase('a warning beside an audit annotation', {
    policy: { validations: [named('it should be called web'), demand('false', { message: 'never' })] },
    binding: { validationActions: ['Warn', 'Audit'] },
    create: [configMap('api')],
  }),
  policyCase('a denial beside an audit annotation', {
    policy: { validations: [named('it must be called web')] },
    binding: { validationActions: ['Deny', 'Audit'] },
    create: [configMap('api')],
  }),
  policyCase('audit annotations', {
    policy: {
      auditAnnotations: [
        { key: 'named', valueExpression: '"called " + object.metadata.name' },
        { key: 'large', valueExpression: 'size(object.data) > 1 ? "large" : ""' },
      ],
    },
    create: [configMap('web', { a: '1' }), configMap('web', { a: '1', b: '2' })],
  }),
  policyCase('audit annotations that cannot be computed', {
    policy: {
      auditAnnotations: [{ key: 'named', valueExpression: 'string(object.data.missing)' }],
      validations: [demand('true')],
    },
    create: [configMap('web')],
  }),
  policyCase('one binding warns, and another denies', {
    policy: { validations: [named('it must be called web')] },
    bindings: [bindingOf('deny', {}), bindingOf('warn', { validationActions: ['Warn'] })],
    create: [configMap('api'), configMap('web')],
  }),
  policyCase('an expression that costs too much', {
    policy: {
      validations: [
        demand(
          'object.data.all(a, object.data.all(b, object.data.all(c, object.data.all(d, object.data.all(e, a + b + c + d + e != "x")))))',
          { message: 'never' },
        ),
      ],
    },
    create: [
      configMap('web', Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`key${index}`, 'x']))),
    ],
  }),
]
