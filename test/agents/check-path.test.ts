import { expect, it } from 'vitest'
import { checkPath } from '../../src/agents/check-path.ts'

const published = { path: '', isKnown: true }

it.each([
  ['nothing', undefined, published, []],
  ['the top, in any spelling', './', published, []],
  ['another place', 'rendered', published, ['delivery-path-differs']],
  [
    'the top where the output is below it',
    '.',
    { path: 'rendered', isKnown: true },
    ['delivery-path-differs'],
  ],
  ['the place below the top', './apps/rendered/', { path: 'apps/rendered', isKnown: true }, []],
  ['anything where nobody knows the place', 'elsewhere', { path: 'rendered', isKnown: false }, []],
])('a path that is set to %s', (_, path, place, codes) => {
  const found = checkPath('delivery.flux', path === undefined ? {} : { path }, place)
  expect(found.map(({ code }) => code)).toStrictEqual(codes)
})
