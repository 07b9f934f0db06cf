import { expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { locate } from '../../../src/diagnostics/locate.ts'
import { readKubernetesSchemas } from '../../../src/host/schemas.ts'
import type { ApiServers } from '../../../src/model/api-servers.ts'
import { defaultRenderConfig } from '../../../src/model/render-config.ts'
import { checkUpdates, type CheckedUpdates } from '../../../src/stages/check/check-updates.ts'
import { compileFrozen } from '../../helpers/compile-frozen.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'

const schemas = deepFreeze(readKubernetesSchemas())
const fleet =
  clusterYaml('east', '{fedrender.dev/kubernetes-version: "1.34"}') +
  clusterYaml('west', '{fedrender.dev/kubernetes-version: "1.34"}') +
  clusterYaml('old', '{fedrender.dev/kubernetes-version: "1.20"}') +
  namespaceYaml('shop')

const causesOf = (...fields: readonly string[]): object => ({
  code: 422,
  message: 'all of it',
  causes: fields.map((field) => ({ field, reason: 'FieldValueInvalid', message: 'no' })),
})

/** Servers of 1.34 that refuse a bad port, and another clusterIP in place of one. */
function servers(asked: string[]): ApiServers {
  return {
    find: (minor) => (minor === 34 ? { version: '1.34.4' } : undefined),
    ask: (batches) =>
      new Map(
        [...batches].map(([minor, { definitions, questions }]) => {
          asked.push(...questions)
          const answers = questions.map((text) => {
            const bad = text.includes('99999') ? ['spec.ports[0].port'] : []
            const ip = text.startsWith('{"update"') && text.includes('clusterIP') ? ['spec.clusterIP'] : []
            const fields = [...bad, ...ip]
            return JSON.stringify(fields.length === 0 ? {} : causesOf(...fields))
          })
          return [minor, { definitions: definitions.map(() => '{}'), questions: answers }]
        }),
      ),
  }
}

function change(...given: Parameters<typeof check>): readonly Diagnostic[] {
  return check(...given).diagnostics
}

function check(
  before: string,
  after: string,
  asked: string[] = [],
  apiServers: ApiServers = servers(asked),
): CheckedUpdates {
  const [base, head] = [before, after].map((text) =>
    compileFrozen([
      { path: 'fleet.yaml', text: fleet },
      { path: 'web.yaml', text },
    ]),
  )
  if (base === undefined || head === undefined) throw new Error('two sides')
  const { manifests } = head.sources
  const options = { config: defaultRenderConfig, schemas, manifests, apiServers }
  return checkUpdates(base.plan, head.plan, options)
}

const service = (ip: string, port = 80, overrides = ''): string =>
  federatedYaml(
    'Service',
    'shop/web',
    `template: {spec: {clusterIP: ${ip}, ports: [{port: ${port}}]}}${overrides}`,
  )

it('reports what is refused of a change alone, at its value, once for all clusters', () => {
  const found = change(service('10.0.0.1'), service('10.0.0.2', 99_999))
  expect(found.map(({ code, message }) => `${code}: ${message}`)).toStrictEqual([
    'kubernetes-update-refused: The API servers of "east", "west" (1.34) will refuse this change of the Service: spec.clusterIP: no.',
  ])
  const place = found[0]?.at && locate(found[0].at)
  expect(place?.file.text.slice(place.start, place.end)).toBe('10.0.0.2')
})

it('asks nothing of what did not change, is new, or is gone', () => {
  const asked: string[] = []
  expect(change(service('10.0.0.1'), service('10.0.0.1'), asked)).toStrictEqual([])
  expect(change('', service('10.0.0.1'), asked)).toStrictEqual([])
  expect(change(service('10.0.0.1'), '', asked)).toStrictEqual([])
  expect(asked).toStrictEqual([])
})

it('asks of the clusters that get another object', () => {
  const overrides =
    ', overrides: [{clusterName: west, clusterOverrides: [{path: /spec/clusterIP, value: 10.0.0.9}]}]'
  const found = change(service('10.0.0.1'), service('10.0.0.1', 80, overrides))
  expect(found.map(({ message }) => message)).toStrictEqual([
    'The API server of "west" (1.34) will refuse this change of the Service: spec.clusterIP: no.',
  ])
})

it('reports what a policy refuses of a change, and not what it refuses of the object itself', () => {
  const verdict = (message: string): object => ({ effect: 'refused', policy: 'p', binding: 'b', message })
  const saying: ApiServers = {
    find: (minor) => (minor === 34 ? { version: '1.34.4' } : undefined),
    ask: (batches) =>
      new Map(
        [...batches].map(([minor, { definitions, questions }]) => {
          const answers = questions.map((text) => {
            const verdicts = [
              verdict('always'),
              ...(text.startsWith('{"update"') ? [verdict('fixed may not change')] : []),
            ]
            return JSON.stringify({ verdicts })
          })
          return [minor, { definitions: definitions.map(() => '{}'), questions: answers }]
        }),
      ),
  }
  const found = change(service('10.0.0.1'), service('10.0.0.2'), [], saying)
  expect(found.map(({ code, message }) => `${code}: ${message}`)).toStrictEqual([
    'kubernetes-update-refused: The API servers of "east", "west" (1.34) will refuse this change of the Service: fixed may not change.',
  ])
})

it('reports a change on which the code fails, though it takes the object as a new one', () => {
  const failing: ApiServers = {
    find: (minor) => (minor === 34 ? { version: '1.34.4' } : undefined),
    ask: (batches) =>
      new Map(
        [...batches].map(([minor, { questions }]) => [
          minor,
          {
            definitions: [],
            questions: questions.map((text) => (text.startsWith('{"update"') ? undefined : '{}')),
          },
        ]),
      ),
  }
  const { diagnostics, judged } = check(service('10.0.0.1'), service('10.0.0.2'), [], failing)
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toStrictEqual([
    'error kubernetes-unanswered',
  ])
  expect(judged).toStrictEqual(new Map())
})

it('says which clusters were judged, and what is refused there', () => {
  const { judged } = check(service('10.0.0.1'), service('10.0.0.2'))
  expect([...judged.values()]).toStrictEqual([
    {
      clusters: new Set(['east', 'west']),
      refused: [
        {
          clusters: new Set(['east', 'west']),
          servers: 'The API servers of "east", "west" (1.34)',
          pointer: '/spec/clusterIP',
          field: 'spec.clusterIP',
          words: 'no',
        },
      ],
    },
  ])
})

it('takes nothing for judged that the code does not know, and what it takes for judged', () => {
  const saying = (answer: string): ApiServers => ({
    find: (minor) => (minor === 34 ? { version: '1.34.4' } : undefined),
    ask: (batches) =>
      new Map(
        [...batches].map(([minor, { questions }]) => [
          minor,
          { definitions: [], questions: questions.map(() => answer) },
        ]),
      ),
  })
  const [before, after] = [service('10.0.0.1'), service('10.0.0.2')]
  expect(check(before, after, [], saying('{"unknown":true}')).judged).toStrictEqual(new Map())
  expect([...check(before, after, [], saying('{}')).judged.values()]).toStrictEqual([
    { clusters: new Set(['east', 'west']), refused: [] },
  ])
})
