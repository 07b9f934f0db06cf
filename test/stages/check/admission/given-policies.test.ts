import { describe, expect, it } from 'vitest'
import { expectDiagnostics } from '../../../helpers/expect-diagnostics.ts'
import { configMapYaml, federatedYaml, namespaceYaml } from '../../../helpers/kubefed-yaml.ts'
import { admissionServers, checkAdmission } from './fake-servers.ts'
import { policyYaml } from './policy-yaml.ts'

const shop = namespaceYaml('shop')
const web = configMapYaml('shop/web')

describe('policies of the command line', () => {
  const given = (text: string): string => `apiVersion: admissionregistration.k8s.io/v1
${text}`
  const policy = given(`kind: ValidatingAdmissionPolicy
metadata: {name: g}
spec: {paramKind: {apiVersion: v1, kind: ConfigMap}, validations: [{expression: "true"}]}
---
`)
  const binding = given(`kind: ValidatingAdmissionPolicyBinding
metadata: {name: g}
spec: {policyName: g, paramRef: {name: limits, namespace: shop}}
---
`)
  const param = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: limits, namespace: shop}\n---\n'

  it('are asked about in every cluster, with their parameters', () => {
    const servers = admissionServers()
    expect(checkAdmission(servers, shop + web, { given: policy + binding + param })).toStrictEqual([])
    expect(servers.asked().learnt.flatMap(({ learnPolicies }) => learnPolicies ?? [])).toMatchObject([
      {
        policies: [{ metadata: { name: 'g' } }],
        bindings: [{ metadata: { name: 'g' } }],
        params: [{ kind: 'ConfigMap' }],
      },
    ])
  })

  it('are named where they have no effect, with the reason', () => {
    const others = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop}\n---\n'
    const unbound = binding.replace('policyName: g', 'policyName: h')
    const found = checkAdmission(admissionServers(), shop + web, { given: policy + unbound + others })
    expectDiagnostics(found, [
      { code: 'policy-file-ignored', line: 1, message: /"g" of --policy has no effect: it has no binding/ },
      { code: 'policy-file-ignored', message: /binds the policy "h", which no cluster has/ },
      { code: 'policy-file-ignored', message: /neither a policy, nor a binding, nor a parameter/ },
    ])
  })

  it('are not displaced by those of their name that are rendered, which are named', () => {
    const servers = admissionServers()
    const onlyEast = policyYaml('g', { placement: '{clusters: [{name: east}]}' })
    const found = checkAdmission(servers, shop + web + onlyEast, { given: policy + binding + param })
    expectDiagnostics(found, [
      {
        code: 'policy-replaced',
        file: 'shop.yaml',
        message:
          /^The ValidatingAdmissionPolicy "g" that "east" gets from here is not evaluated: --policy has another one/,
      },
    ])
    const sets = servers.asked().learnt.flatMap(({ learnPolicies }) => learnPolicies ?? [])
    expect(sets.map(({ policies }) => policies)).toMatchObject([
      [{ spec: { paramKind: { kind: 'ConfigMap' } } }],
      [{ spec: { paramKind: { kind: 'ConfigMap' } } }],
    ])
  })

  it('are named where they have the name of another one there', () => {
    const found = checkAdmission(admissionServers(), shop + web, { given: policy + binding + policy + param })
    expectDiagnostics(found, [{ code: 'policy-file-ignored', message: /has the name of another one there/ }])
  })

  it('say nothing of what is rendered as they have it, and have no Namespaces', () => {
    const spec = '{policyName: g, paramRef: {name: limits, namespace: shop}}'
    const same = federatedYaml('ValidatingAdmissionPolicyBinding', 'g', `template: {spec: ${spec}}`)
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {a: b}}\n---\n'
    const servers = admissionServers()
    const given = policy + binding + param + namespace
    const found = checkAdmission(servers, web + same, { given })
    expect(found.map(({ code }) => code)).toStrictEqual(['policy-file-ignored'])
    expect(servers.asked().learnt.flatMap(({ learnNamespace }) => learnNamespace ?? [])).toStrictEqual([])
  })

  it('are reported where the code of the cluster refuses them', () => {
    const servers = admissionServers()
    const refusing = {
      ...servers,
      ask: (...asked: Parameters<typeof servers.ask>) =>
        new Map(
          [...servers.ask(...asked)].map(([minor, answers]) => [
            minor,
            'problem' in answers
              ? answers
              : {
                  ...answers,
                  questions: servers.asked().questions.map(({ create }) =>
                    create['kind'] === 'ValidatingAdmissionPolicy'
                      ? JSON.stringify({
                          code: 422,
                          message: 'no',
                          causes: [{ field: 'spec.validations[0].expression', message: 'bad' }],
                        })
                      : '{}',
                  ),
                },
          ]),
        ),
    }
    const found = checkAdmission(refusing, shop + web, { given: policy + binding })
    expectDiagnostics(found, [{ code: 'kubernetes-refused', file: 'policies/given.yaml', line: 4 }])
  })

  it('are said not to be evaluated, once, where there is no code of the version', () => {
    const none = { find: () => undefined, ask: () => new Map() }
    expectDiagnostics(checkAdmission(none, shop + web, { given: policy + binding }), [
      { code: 'kubernetes-package-missing' },
      { code: 'policies-unchecked', message: /policies of "east", "west" are not evaluated/ },
    ])
  })
})
