import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import { locate } from '../../../../src/diagnostics/locate.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import { expectDiagnostics } from '../../../helpers/expect-diagnostics.ts'
import { configMapYaml, federatedYaml, namespaceYaml } from '../../../helpers/kubefed-yaml.ts'
import { admissionServers, checkAdmission, type Learnt } from './fake-servers.ts'
import { policyYaml } from './policy-yaml.ts'

const shop = namespaceYaml('shop')
const web = configMapYaml('shop/web')

function setsOf(learnt: readonly Learnt[]): readonly NonNullable<Learnt['learnPolicies']>[] {
  return learnt.flatMap(({ learnPolicies }) => learnPolicies ?? [])
}

function namesOf(objects: readonly JsonObject[] = []): readonly unknown[] {
  return objects.map(({ metadata }) => (metadata as JsonObject)['name'])
}

/** The lines of the related places of diagnostics. */
function relatedOf(found: readonly Diagnostic[]): readonly string[] {
  return found.flatMap(({ related }) =>
    related.map(({ message, at }) => `${message} ${locate(at).file.path}:${locate(at).line}`),
  )
}

describe('policies', () => {
  it('are learnt once where clusters have the same, and each variant is asked about once', () => {
    const servers = admissionServers()
    expect(checkAdmission(servers, shop + web + policyYaml('p'))).toStrictEqual([])
    const { learnt, questions } = servers.asked()
    expect(setsOf(learnt)).toHaveLength(1)
    const [set] = setsOf(learnt)
    expect(namesOf(set?.policies)).toStrictEqual(['p'])
    expect(set?.bindings).toHaveLength(1)
    const ofWeb = questions.filter(({ create }) => create['kind'] === 'ConfigMap')
    expect(ofWeb).toMatchObject([{ policies: '0', namespace: '0' }])
    expect(learnt.flatMap(({ learnNamespace }) => learnNamespace ?? [])).toMatchObject([
      { kind: 'Namespace', metadata: { name: 'shop' } },
    ])
  })

  it('are those of each cluster', () => {
    const servers = admissionServers()
    const onlyEast = policyYaml('p', { placement: '{clusters: [{name: east}]}' })
    checkAdmission(servers, shop + web + onlyEast)
    const ofWeb = servers.asked().questions.filter(({ create }) => create['kind'] === 'ConfigMap')
    expect(ofWeb.map(({ policies }) => policies)).toStrictEqual(['0', undefined])
  })

  it('have the parameters that their bindings name, and no others', () => {
    const servers = admissionServers()
    const named = policyYaml('p', {
      params: '{name: limits, namespace: shop, parameterNotFoundAction: Deny}',
    })
    checkAdmission(servers, shop + web + configMapYaml('shop/limits') + named)
    const [set] = setsOf(servers.asked().learnt)
    expect(namesOf(set?.params)).toStrictEqual(['limits'])
  })

  it('have the parameters that the selectors of their bindings select', () => {
    const servers = admissionServers()
    const selected = policyYaml('p', {
      params: '{selector: {matchLabels: {a: b}}, parameterNotFoundAction: Deny}',
    })
    const labelled = federatedYaml('ConfigMap', 'shop/limits', 'template: {metadata: {labels: {a: b}}}')
    checkAdmission(servers, shop + web + labelled + selected)
    const [set] = setsOf(servers.asked().learnt)
    expect(set?.params).toMatchObject([{ metadata: { name: 'limits' } }])
  })

  it('are also those that were observed, unless one of their name is rendered', () => {
    const servers = admissionServers()
    const seen = (name: string, value: string): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: ${name}, uid: "1", resourceVersion: "7"}
spec: {validations: [{expression: "${value}"}]}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: ${name}-seen}
spec: {policyName: ${name}}
---
`
    const observed = {
      'observed/east.yaml': seen('p', 'observed') + seen('q', 'observed'),
      'observed/west.yaml': '',
    }
    checkAdmission(servers, shop + web + policyYaml('p'), { observed })
    const sets = setsOf(servers.asked().learnt)
    expect(sets.map(({ policies }) => namesOf(policies))).toStrictEqual([['p', 'q'], ['p']])
    expect(JSON.stringify(sets[0]?.policies[0])).not.toContain('observed')
    expect(sets[0]?.bindings).toHaveLength(3)
  })
})

describe('what is judged by what a server fails to learn', () => {
  const refusal = '{"code":422,"message":"no"}'
  const all = ['ConfigMap', 'Namespace', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']
  it.each<[string, string | undefined, readonly string[]]>([
    ['learnPolicies', undefined, all],
    ['learnPolicies', refusal, all],
    ['learnNamespace', undefined, ['ConfigMap', 'Namespace']],
    ['learnNamespace', refusal, []],
  ])('is not taken for judged: %s, answered with %j', (key, answer, kinds) => {
    const servers = admissionServers({}, (text) => (text.startsWith(`{"${key}"`) ? answer : '{}'))
    const found = checkAdmission(servers, shop + web + policyYaml('p'))
    expectDiagnostics(
      found,
      kinds.map((kind) => ({ code: 'kubernetes-unanswered', message: new RegExp(`this ${kind} is`) })),
    )
    expect(found.every(({ severity }) => severity === 'error')).toBe(true)
  })
})

const deployment =
  'template: {spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}}'

describe('a verdict', () => {
  const denied = {
    effect: 'refused',
    policy: 'p',
    binding: 'p-everywhere',
    validation: 1,
    message:
      "ValidatingAdmissionPolicy 'p' with binding 'p-everywhere' denied request: failed expression: false",
  }

  it('is reported at the template, once for all clusters, with the validation and the binding', () => {
    const found = checkAdmission(admissionServers({ web: [denied] }), shop + web + policyYaml('p'))
    expectDiagnostics(found, [{ code: 'policy-refused', file: 'shop.yaml', line: 9 }])
    expect(found[0]?.message).toBe(
      `The API servers of "east", "west" (1.34) will refuse this ConfigMap: ${denied.message}.`,
    )
    expect(relatedOf(found)).toStrictEqual([
      'the policy "p" shop.yaml:14',
      'its binding "p-everywhere" shop.yaml:19',
    ])
  })

  it.each([
    ['object.data.key == "y"', 'west'],
    ['!object.data.key.startsWith("x") && object.data != {}', 'west'],
    ['object.data.key == object.metadata.name', 'template'],
    ['variables.keys.size() > 0 && request.object.data.key == "y"', 'west'],
    ['variables.keys.size() > 0', 'template'],
  ])('of %j is reported at the field that it asks about, if it is one: at the %s', (expression, place) => {
    const overrides =
      ', overrides: [{clusterName: west, clusterOverrides: [{path: /data/key, value: of-west}]}]'
    const own = policyYaml('p').replace(
      '{expression: "false"}',
      `{expression: ${JSON.stringify(expression)}}`,
    )
    const written = federatedYaml('ConfigMap', 'shop/web', `template: {data: {key: x}}${overrides}`)
    const found = checkAdmission(admissionServers({ web: [denied] }), shop + written + own)
    const texts = found.map(({ at }) => {
      const span = at && locate(at)
      return span?.file.text.slice(span.start, span.end)
    })
    expect(texts).toStrictEqual(place === 'west' ? ['x', 'of-west'] : ['template'])
  })

  const failed =
    "Validation failed for ValidatingAdmissionPolicy 'p' with binding 'p-everywhere': failed expression: false"

  it.each([
    ['warned', 'policy-warning', failed],
    ['noted', 'policy-note', failed],
    ['unknown', 'policy-unknown', 'asks who applies the object'],
  ])('that is %s is a %s', (effect, code, message) => {
    const said = { ...denied, effect, message }
    const found = checkAdmission(admissionServers({ web: [said] }), shop + web + policyYaml('p'))
    expectDiagnostics(found, [
      {
        code,
        message: /: (?:Validation failed for )?ValidatingAdmissionPolicy 'p' with binding 'p-everywhere'/,
      },
    ])
  })

  it.each([
    ['refused', 'pod-security-refused'],
    ['warned', 'pod-security-warning'],
    ['noted', 'pod-security-note'],
    ['pods', 'pod-security-pods-refused'],
  ])('of Pod Security that is %s is a %s, at the Pods', (effect, code) => {
    const said = { effect, field: 'spec.template.spec', message: 'violates PodSecurity "restricted:latest"' }
    const servers = admissionServers({ web: [said] })
    const found = checkAdmission(servers, shop + federatedYaml('Deployment', 'shop/web', deployment))
    expectDiagnostics(found, [{ code, message: /violates PodSecurity "restricted:latest"/ }])
    const at = found[0]?.at
    const place = at && locate(at)
    expect(place?.file.text.slice(place.start, place.start + 13)).toBe('{containers: ')
  })

  it('names only the clusters whose Namespace makes it so', () => {
    const labels =
      ', overrides: [{clusterName: west, clusterOverrides: [{path: /metadata/labels, op: add, value: {a: b}}]}]'
    const servers = admissionServers()
    checkAdmission(
      servers,
      federatedYaml('Namespace', 'shop/shop', `template: {}${labels}`) +
        federatedYaml('Deployment', 'shop/web', deployment),
    )
    const { questions, learnt } = servers.asked()
    expect(questions.filter(({ create }) => create['kind'] === 'Deployment')).toHaveLength(2)
    expect(learnt.filter(({ learnNamespace }) => learnNamespace)).toHaveLength(2)
  })

  it('never quotes a Secret, be it the object or a parameter', () => {
    const value = 'hunter2-s3cret'
    const secret = federatedYaml('Secret', 'shop/web', `template: {stringData: {key: ${value}}}`)
    const spoken = policyYaml('p').replace(
      '{expression: "false"}',
      '{expression: "false", messageExpression: "\'x\'"}',
    )
    const said = [
      { ...denied, message: `it is ${value}` },
      { ...denied, effect: 'noted', message: `it begins with ${value.slice(0, 5)}` },
    ]
    const found = checkAdmission(admissionServers({ web: said }), shop + secret + spoken)
    expect(found.map(({ code }) => code)).toStrictEqual(['policy-refused', 'policy-note'])
    expect(JSON.stringify(found.map(({ message }) => message))).not.toContain('hunte')
  })

  it('never quotes a Secret that is a parameter of the policy', () => {
    const value = 'hunter2-s3cret'
    const secret = federatedYaml('Secret', 'shop/limits', `template: {stringData: {key: ${value}}}`)
    const ofSecrets = policyYaml('p', {
      params: '{name: limits, namespace: shop, parameterNotFoundAction: Deny}',
    }).replace('kind: ConfigMap}, ', 'kind: Secret}, ')
    const said = [{ ...denied, message: `it is not ${value}` }]
    const found = checkAdmission(admissionServers({ web: said }), shop + web + secret + ofSecrets)
    expect(found.map(({ code }) => code)).toStrictEqual(['policy-refused'])
    expect(found[0]?.message).not.toContain('hunter')
  })
})
