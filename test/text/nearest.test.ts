import { expect, it } from 'vitest'
import { nearest } from '../../src/text/nearest.ts'

it.each<[string, readonly string[], string | undefined]>([
  ['us-eats', ['eu-west', 'us-east'], 'us-east'],
  ['EU-West', ['eu-wess', 'eu-west'], 'eu-west'],
  ['replica', ['replicas', 'paused'], 'replicas'],
  ['shop', ['web', 'auth'], undefined],
  ['mars', ['eu-west'], undefined],
  ['d', ['a', 'b', 'c'], undefined],
  ['A', ['a', 'b'], 'a'],
  ['', ['a'], undefined],
  ['x', [], undefined],
  ['Foo', ['Pod', 'Fob'], 'Fob'],
  ['Foo', ['Pod'], undefined],
  ['ab', ['aa', 'ac'], 'aa'],
])('the nearest to %j in %j is %j', (name, known, expected) => expect(nearest(name, known)).toBe(expected))

it('compares a name with few of many known ones, those that begin or end like it', () => {
  const known = new Set(Array.from({ length: 5000 }, (_, index) => `cluster-${index}-europe`))
  expect(nearest('clutser-1234-europe', known)).toBe('cluster-1234-europe')
  expect(nearest('cluster-1234-eurpoe', known)).toBe('cluster-1234-europe')
  expect(nearest('CLUSTER-4999-EUROPE', known)).toBe('cluster-4999-europe')
  expect(nearest('something-else-altogether', known)).toBeUndefined()
})

it('looks at what was added to the known names since', () => {
  const known = new Set(['eu-west'])
  expect(nearest('us-eats', known)).toBeUndefined()
  known.add('us-east')
  expect(nearest('us-eats', known)).toBe('us-east')
})
