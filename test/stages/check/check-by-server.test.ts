import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { locate } from '../../../src/diagnostics/locate.ts'
import { readKubernetesSchemas } from '../../../src/host/schemas.ts'
import type { ApiServers, ServerBatch } from '../../../src/model/api-servers.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { defaultRenderConfig } from '../../../src/model/render-config.ts'
import { check } from '../../../src/stages/check/check.ts'
import { compileFrozen } from '../../helpers/compile-frozen.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'
import { expectDiagnostics } from '../../helpers/expect-diagnostics.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'

const schemas = deepFreeze(readKubernetesSchemas())

/** What a server says of an object; nothing is consent. */
type Say = (object: JsonObject, definition: string | undefined) => object | string | undefined

interface FakeServers extends ApiServers {
  readonly asked: Map<number, ServerBatch>
}

/** Servers of the given versions, all of which say the same. */
function servers(minors: readonly number[], say: Say): FakeServers {
  const asked = new Map<number, ServerBatch>()
  return {
    asked,
    find: (minor) => (minors.includes(minor) ? { version: `1.${minor}.0` } : undefined),
    ask: (batches) => {
      for (const [minor, batch] of batches) asked.set(minor, batch)
      return new Map(
        [...batches].map(([minor, { definitions, questions }]) => {
          const answers = questions.map((text) => {
            const { create, definition } = JSON.parse(text) as { create: JsonObject; definition?: string }
            const said = say(create, definition) ?? {}
            return typeof said === 'string' ? undefined : JSON.stringify(said)
          })
          return [minor, { definitions: definitions.map(() => '{}'), questions: answers }]
        }),
      )
    },
  }
}

const invalid = (field: string, message: string): object => ({
  code: 422,
  reason: 'Invalid',
  message: 'all of it',
  causes: [{ field, reason: 'FieldValueInvalid', message }],
})

const east = clusterYaml('east', '{fedrender.dev/kubernetes-version: "1.34"}')
const west = clusterYaml('west', '{fedrender.dev/kubernetes-version: "1.34"}')
const north = clusterYaml('north', '{fedrender.dev/kubernetes-version: "1.30"}')

function checkBy(apiServers: ApiServers, clusters: string, text: string): readonly Diagnostic[] {
  const { plan, sources } = compileFrozen([
    { path: 'fleet.yaml', text: clusters + namespaceYaml('shop') },
    { path: 'web.yaml', text },
  ])
  return check(plan, { config: defaultRenderConfig, schemas, manifests: sources.manifests, apiServers })
}

/** What is written at the places of diagnostics. */
function textsOf(found: readonly Diagnostic[]): readonly string[] {
  return found.map(({ at }) => {
    const place = at && locate(at)
    return place === undefined ? '' : place.file.text.slice(place.start, place.end)
  })
}

const service = (spec: string, overrides = ''): string =>
  federatedYaml('Service', 'shop/web', `template: {spec: ${spec}}${overrides}`)

describe('what the code of an API server refuses', () => {
  it('is reported at the value, once for all clusters, in its words', () => {
    const fake = servers([34], ({ kind }) =>
      kind === 'Service' ? invalid('spec.ports[0].port', 'Invalid value: 99999: must be less') : undefined,
    )
    const found = checkBy(fake, east + west, service('{ports: [{port: 99999}]}'))
    expectDiagnostics(found, [{ code: 'kubernetes-refused', file: 'web.yaml' }])
    expect(textsOf(found)).toStrictEqual(['99999'])
    expect(found[0]?.message).toBe(
      'The API servers of "east", "west" (1.34) will refuse this Service: spec.ports[0].port: Invalid value: 99999: must be less.',
    )
  })

  it('is reported at the override that made the value', () => {
    const fake = servers([34], ({ kind, spec }) =>
      kind === 'Service' && JSON.stringify(spec).includes('77777')
        ? invalid('spec.ports[0].port', 'Invalid value: 77777')
        : undefined,
    )
    const overrides =
      ', overrides: [{clusterName: west, clusterOverrides: [{path: /spec/ports/0/port, value: 77777}]}]'
    const found = checkBy(fake, east + west, service('{ports: [{port: 80}]}', overrides))
    expectDiagnostics(found, [{ code: 'kubernetes-refused', file: 'web.yaml' }])
    expect(textsOf(found)).toStrictEqual(['77777'])
    expect(found[0]?.message).toContain('The API server of "west" (1.34)')
  })

  it('is reported at what would hold a field that is absent', () => {
    const fake = servers([34], ({ kind }) =>
      kind === 'Service' ? invalid('spec.ports', 'Required value') : undefined,
    )
    const found = checkBy(fake, east, service('{selector: {a: b}}'))
    expectDiagnostics(found, [{ code: 'kubernetes-refused', file: 'web.yaml' }])
  })

  it('takes the place of what a schema says of the same value, and not of a field that is unknown', () => {
    const fake = servers([34], ({ kind }) =>
      kind === 'Service'
        ? {
            code: 400,
            message: 'cannot be handled',
            causes: [
              { field: 'spec.prts', reason: 'BadRequest', message: 'unknown field "spec.prts"' },
              { field: 'spec.ports[0].port', reason: 'BadRequest', message: 'cannot unmarshal' },
            ],
          }
        : undefined,
    )
    const found = checkBy(fake, east, service('{prts: [], ports: [{port: eighty}]}'))
    expect(found.map(({ code }) => code).sort()).toStrictEqual([
      'kubernetes-refused',
      'kubernetes-unknown-field',
    ])
  })

  it('is all that counts: what it takes, no schema refuses', () => {
    expect(
      checkBy(
        servers([34], () => undefined),
        east,
        service('{ports: [{port: eighty}]}'),
      ),
    ).toStrictEqual([])
  })
})

describe('a batch', () => {
  it('has each distinct variant once for each version, and several versions', () => {
    const fake = servers([30, 34], () => undefined)
    checkBy(fake, east + west + north, service('{ports: [{port: 80}]}'))
    expect([...fake.asked].map(([minor, { questions }]) => [minor, questions.length])).toStrictEqual([
      [34, 2],
      [30, 2],
    ])
  })
})

describe('what the code says beside', () => {
  it('is a warning at the field that it begins with', () => {
    const fake = servers([34], ({ kind }) =>
      kind === 'Service' ? { warnings: ['spec.externalIPs is deprecated'] } : undefined,
    )
    const found = checkBy(fake, east, service('{externalIPs: [1.2.3.4], ports: [{port: 80}]}'))
    expectDiagnostics(found, [{ code: 'kubernetes-warning', file: 'web.yaml' }])
    expect(found[0]?.message).toContain('will warn of this Service: spec.externalIPs is deprecated.')
  })

  const pod = '{containers: [{name: a, image: b}], priorityClassName: high, serviceAccountName: web}'
  const deployment = federatedYaml(
    'Deployment',
    'shop/web',
    `template: {spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: ${pod}}}}`,
  )
  const account = federatedYaml('ServiceAccount', 'shop/web', 'template: {}')
  const needing = servers([34], ({ kind }) =>
    kind === 'Deployment'
      ? {
          notes: [
            {
              field: 'spec.template.spec.priorityClassName',
              message: 'absent',
              needs: ['scheduling.k8s.io', 'PriorityClass', 'high'],
            },
            {
              field: 'spec.template.spec.serviceAccountName',
              message: 'absent',
              needs: ['', 'ServiceAccount', 'web'],
            },
          ],
        }
      : undefined,
  )

  it('is a note where only a cluster knows it, unless the cluster gets what is needed', () => {
    const found = checkBy(needing, east, `${deployment}${account}`)
    expectDiagnostics(found, [{ code: 'kubernetes-live', file: 'web.yaml' }])
    expect(textsOf(found)).toStrictEqual(['high'])
  })
})

describe('without an answer', () => {
  it('names the clusters of which no version is known', () => {
    const found = checkBy(
      servers([34], () => undefined),
      east + clusterYaml('south'),
      service('{ports: [{port: 80}]}'),
    )
    expectDiagnostics(found, [
      { code: 'kubernetes-version-missing', message: /is known of "south": no code/ },
    ])
  })

  it('says which versions there is no code of, once', () => {
    const found = checkBy(
      servers([34], () => undefined),
      east + north,
      service('{ports: [{port: 80}]}'),
    )
    expectDiagnostics(found, [{ code: 'kubernetes-package-missing' }])
    expect(found[0]?.message).toContain('There is no package of Kubernetes 1.30: what "north" gets')
  })

  it('says why a package is of no use, found so or when it is asked', () => {
    const broken: ApiServers = {
      find: (minor) => (minor === 30 ? { problem: 'has no manifest' } : { version: '1.34.4' }),
      ask: (batches) => new Map([...batches.keys()].map((minor) => [minor, { problem: 'traps' }])),
    }
    const found = checkBy(broken, east + north, service('{ports: [{port: 80}]}'))
    expectDiagnostics(found, [
      { code: 'kubernetes-package-unusable' },
      { code: 'kubernetes-package-unusable' },
    ])
  })

  it.each<[string, object | string, string]>([
    ['it is asked', 'trap', 'kubernetes-unanswered'],
    ['it does not know the kind', { unknown: true }, 'kubernetes-unjudged'],
  ])('where %s lets the schema judge, and says so', (_, said, code) => {
    const fake = servers([34], ({ kind }) => (kind === 'Service' ? said : undefined))
    const found = checkBy(fake, east, service('{prts: [], ports: [{port: 80}]}'))
    expectDiagnostics(found, [
      { code: 'kubernetes-unknown-field', file: 'web.yaml' },
      { code, file: 'web.yaml' },
    ])
  })
})

describe('a Secret', () => {
  const value = 'hunter2-s3cret'
  const secret = federatedYaml('Secret', 'shop/web', `template: {stringData: {key: ${value}}}`)
  it.each([
    ['stringData.key', `Invalid value: "${value}": must be better`],
    ['stringData[key]', 'Invalid value: "hunter2": a part of it'],
    ['data', `Invalid value: {"key":"${value}"}`],
    ['', `json: cannot unmarshal ${value}`],
  ])('is never quoted in what is said of %j', (field, message) => {
    const fake = servers([34], ({ kind }) =>
      kind === 'Secret'
        ? { ...invalid(field, message), warnings: [`beware of ${value}`], notes: [{ field, message }] }
        : undefined,
    )
    const found = checkBy(fake, east, secret)
    expect(found.map(({ code }) => code)).toContain('kubernetes-refused')
    expect(JSON.stringify(found.map(({ message: said }) => said))).not.toContain('hunter2')
  })
})
