import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createProgram, scopeOf } from '../../src/cel/evaluate.ts'
import { createExpressionParser } from '../../src/cel/parse-expression.ts'
import type { CelRun } from '../../src/cel/run.ts'
import { CelFault, CelObject, type CelValue } from '../../src/cel/value.ts'

const variables = new Map([
  ['x', 'list<dyn>'],
  ['y', 'dyn'],
])
const parse = createExpressionParser({ types: new Map(), variables })

/** A view with some fields. */
function view(fields: Readonly<Record<string, CelValue | undefined>>): CelObject {
  return new CelObject(undefined, {
    get: (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined),
    has: (name) => Object.hasOwn(fields, name) && fields[name] !== undefined,
    keys: () => Object.keys(fields),
    placeOf: () => undefined,
  })
}

function evaluate(
  text: string,
  x: CelValue,
  y: CelValue,
): { readonly result: unknown; readonly steps: number } {
  const { expression, problem } = parse(text)
  if (expression === undefined) throw new Error(problem.problem)
  const run: CelRun = { steps: 1_000_000, patterns: new Map(), noteAbsent: () => undefined }
  const result = createProgram(expression, ['x', 'y'], new Set()).evaluate(scopeOf([x, y]), run)
  const { steps } = run
  return { result: result instanceof CelFault ? result.problem : result, steps: 1_000_000 - steps }
}

const texts = fc.constantFrom('a', 'b', 'c')
const items = fc.oneof(
  { weight: 20, arbitrary: fc.record({ n: texts, v: fc.constantFrom<CelValue>(0, 1, 2, 'odd') }) },
  { weight: 1, arbitrary: fc.constantFrom({ v: 1 }, { n: 1, v: 1 }) },
)
/** Items with a list below them, of which a part may be missing or of another type. */
const nested = fc.record(
  {
    n: fc.constantFrom('a', 'b'),
    v: fc.constantFrom<CelValue>(0, 1, 2, 'odd'),
    spec: fc.oneof(
      { weight: 12, arbitrary: fc.record({ rules: fc.array(fc.record({ h: texts }), { maxLength: 3 }) }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<CelValue>({}, { rules: 'a' }, { rules: [{}] }, { rules: [1] }),
      },
    ),
  },
  { requiredKeys: ['n', 'v'] },
)

it('an index of what a test asks first changes no outcome', () => {
  const forms = (equality: string): readonly string[] => [
    `x.exists(i, ${equality})`,
    `x.exists(i, ${equality} && i.v > 1)`,
    `x.exists_one(i, ${equality} && i.v > 0 && i.v < 2)`,
    `x.filter(i, ${equality} && 4 / i.v > 1).size() > 1`,
    `x.map(i, ${equality}, i.v * 2).sum() > 3`,
    `x.all(i, ${equality} && i.v > 0)`,
    `x.filter(j, j.v != 0).all(j, x.exists(i, ${equality.replace('y', 'j.n')} && i.v == j.v))`,
  ]
  const written = [...forms('i.n == y'), ...forms('y == i.n')]
  // The equality is not what such a test asks first.
  const hidden = forms('(i.n == y || false)')
  fc.assert(
    fc.property(
      fc.array(items, { minLength: 0, maxLength: 24 }),
      fc.oneof(texts, fc.constantFrom<CelValue>('none', 1)),
      fc.nat(written.length - 1),
      (given, y, index) => {
        const x = given.map(view)
        const other = hidden[index % hidden.length] ?? ''
        expect(evaluate(written[index] ?? '', x, y).result).toBe(evaluate(other, x, y).result)
      },
    ),
    { numRuns: 1000 },
  )
})

it('nor does an index of what it asks of a list in each item', () => {
  const forms = (equality: string): readonly string[] => {
    const test = `i.spec.rules.exists(r, ${equality})`
    return [
      `x.exists(i, ${test})`,
      `x.filter(i, ${test} && 4 / i.v > 1).size() > 1`,
      `x.filter(i, i.n == 'a' && ${test} && i.v > 0).all(i, i.v > 1)`,
      `x.exists_one(i, i.n == 'b' && ${test})`,
      `x.all(j, x.exists(i, i.n == j.n && i.spec.rules.exists(r, ${equality.replace('y', 'j.n')})))`,
    ]
  }
  const [written, hidden] = [forms('r.h == y'), forms('(r.h == y || false)')]
  fc.assert(
    fc.property(
      fc.array(nested, { minLength: 9, maxLength: 24 }),
      texts,
      fc.nat(written.length - 1),
      (given, y, index) => {
        const x = given.map(view)
        expect(evaluate(written[index] ?? '', x, y).result).toBe(evaluate(hidden[index] ?? '', x, y).result)
      },
    ),
    { numRuns: 2000 },
  )
})

it('an index makes it cheap to go through one list for each item of another', () => {
  const x = Array.from({ length: 2000 }, (_, index) => view({ n: `n${index}`, v: 1 }))
  const { result, steps } = evaluate('x.all(j, x.exists(i, i.n == j.n && i.v == 1))', x, null)
  expect(result).toBe(true)
  expect(steps).toBeLessThan(100_000)
})

it('as it does where a list in each item is asked', () => {
  const x = Array.from({ length: 2000 }, (_, index) =>
    view({ n: 'a', spec: { rules: [{ h: `h${index}` }] } }),
  )
  const { result, steps } = evaluate(
    "x.all(i, i.spec.rules.all(r, x.filter(j, j.n == 'a' && j.spec.rules.exists(s, s.h == r.h)).all(j, j.n == i.n)))",
    x,
    null,
  )
  expect(result).toBe(true)
  expect(steps).toBeLessThan(200_000)
})
