import { expect, it } from 'vitest'
import { nearest } from '../../src/diagnostics/nearest.ts'

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
