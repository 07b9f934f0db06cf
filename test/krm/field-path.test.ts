import { expect, it } from 'vitest'
import { fieldPath } from '../../src/krm/field-path.ts'

const object = { spec: { overrides: [{ clusterName: 'a' }], '0': 'zero' }, metadata: { annotations: {} } }

it.each([
  ['', ''],
  ['/spec/overrides/0/clusterName', 'spec.overrides[0].clusterName'],
  ['/spec/0', 'spec.0'],
  ['/metadata/annotations/kubefed.io~1x', 'metadata.annotations.[kubefed.io/x]'],
  ['/spec/missing/0', 'spec.missing.0'],
])('writes the pointer %j as %j', (pointer, path) => {
  expect(fieldPath(pointer, object)).toBe(path)
})
