import * as fc from 'fast-check'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { nastyObject } from './nasty-json.ts'

const name = fc.constantFrom('a', 'b', 'c')

const port: fc.Arbitrary<JsonObject> = fc.record(
  {
    name,
    containerPort: fc.constantFrom(80, 81),
    port: fc.constantFrom(80, 81),
    protocol: fc.constantFrom('TCP', 'UDP'),
  },
  { requiredKeys: ['port'] },
)

const container: fc.Arbitrary<JsonObject> = fc.record(
  {
    name: fc.oneof(
      { weight: 20, arbitrary: name },
      { weight: 1, arbitrary: fc.constantFrom<Json>(1, '1', 'a/b', {}) },
    ),
    image: fc.constantFrom('i:1', 'i:2'),
    args: fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 4 }),
    env: fc.array(fc.record({ name, value: fc.constantFrom('1', '2') }), { maxLength: 3 }),
    ports: fc.array(port, { maxLength: 3 }),
  },
  { requiredKeys: ['image'] },
)

/** Objects of a workload's shape from few values, so that two of them have much in common; with nasty data. */
export const workload: fc.Arbitrary<JsonObject> = fc.record(
  {
    kind: fc.constantFrom('Deployment', 'Service'),
    spec: fc.record(
      {
        replicas: fc.constantFrom<Json>(1, 2, 2n ** 63n, 2n ** 63n - 1n, null),
        ports: fc.array(port, { maxLength: 3 }),
        containers: fc.oneof(
          fc.uniqueArray(container, { maxLength: 3, selector: (each) => each['name'] }),
          fc.array(container, { maxLength: 3 }),
        ),
        tolerations: fc.array(fc.record({ key: name }), { maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
    data: fc.oneof(fc.constant({}), nastyObject),
  },
  { requiredKeys: ['kind'] },
)
