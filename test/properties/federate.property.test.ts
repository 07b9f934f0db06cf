import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { equalJson } from '../../src/json/equal.ts'
import { isArray, isObject } from '../../src/json/own.ts'
import { without } from '../../src/json/without.ts'
import { builtinResources } from '../../src/kubernetes/builtin-resources.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import type { KnownType } from '../../src/model/api-resource.ts'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { serialize } from '../../src/yaml/write/serialize.ts'
import { clusterYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { nastyObject } from '../helpers/nasty-json.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

/** A Namespace is federated with its contents; a ComponentStatus cannot be made, and its federated kind names a collected status. */
const types = builtinResources.filter(({ kind }) => kind !== 'Namespace' && kind !== 'ComponentStatus')

/** An object of a type as an API server shows it: with a status, and metadata that KubeFed takes off. */
function objectOf({ group, version, kind, scope }: KnownType, content: JsonObject): JsonObject {
  return {
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
    metadata: {
      name: 'web',
      ...(scope === 'Namespaced' && { namespace: 'shop' }),
      labels: { app: 'web' },
      annotations: { note: 'gone' },
      uid: '0f1e',
      resourceVersion: '7',
    },
    ...content,
    status: { phase: 'gone' },
  }
}

/** What comes back: without status and metadata but labels, and what KubeFed strips of the type. */
function expectedOf(object: JsonObject, { kind, scope }: KnownType): JsonObject {
  const metadata = {
    name: 'web',
    ...(scope === 'Namespaced' && { namespace: 'shop' }),
    labels: { app: 'web', 'kubefed.io/managed': 'true' },
  }
  const rest: JsonObject = { ...without(object, 'status'), metadata }
  if (kind === 'ServiceAccount') return without(rest, 'secrets')
  const { spec } = rest
  return kind === 'Service' && isObject(spec) ? { ...rest, spec: serviceSpec(spec) } : rest
}

function serviceSpec(spec: JsonObject): JsonObject {
  const { ports, clusterIP, ...rest } = spec
  const stripped = isArray(ports)
    ? { ports: ports.map((port): Json => (isObject(port) ? without(port, 'nodePort') : port)) }
    : {}
  return { ...without(rest, 'clusterIPs'), ...stripped, ...(clusterIP === 'None' && { clusterIP }) }
}

/** The key `__proto__` is refused in every source. */
function isWritable(object: JsonObject): boolean {
  return !serialize(object).includes('__proto__')
}

/** What an object of any type may hold: nasty keys and texts, and what KubeFed takes off some types. */
const content: fc.Arbitrary<JsonObject> = fc.record({
  spec: nastyObject.filter(isWritable).map((spec) => ({
    ...without(spec, 'ports', 'clusterIP', 'clusterIPs'),
    clusterIP: '10.0.0.7',
    clusterIPs: ['10.0.0.7'],
    ports: [{ port: 80, nodePort: 30080 }],
  })),
  secrets: fc.constant([{ name: 'web-token' }]),
})

it.each(types.map((type) => [`${type.group}/${type.kind}`, type] as const))(
  'federate and render give %s back',
  (_, type) => {
    fc.assert(
      fc.property(content, (fields) => {
        const object = objectOf(type, fields)
        const files = {
          'fleet.yaml': clusterYaml('east') + namespaceYaml('shop'),
          'base.yaml': serialize(object),
        }
        const repository = createTestRepository(files)
        const federated = repository.run('federate', '-f', 'base.yaml', '--enable-type')
        expect(federated.stderr, federated.stdout).not.toContain('error')
        const { exitCode, stdout } = repository.run('render')
        expect([exitCode, stdout]).toStrictEqual([0, ''])
        const rendered = Object.entries(repository.rendered()).filter(([path]) => path.endsWith('/web.yaml'))
        expect(rendered).toHaveLength(1)
        const value = readDocument(rendered[0]?.[1] ?? '').value ?? null
        expect(equalJson(value, expectedOf(object, type)), rendered[0]?.[1]).toBe(true)
      }),
      { numRuns: 5 },
    )
  },
)
