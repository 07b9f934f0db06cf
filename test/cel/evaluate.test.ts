import { Environment } from '@marcbachmann/cel-js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProgram, scopeOf } from '../../src/cel/evaluate.ts'
import { createExpressionParser } from '../../src/cel/parse-expression.ts'
import type { CelRun } from '../../src/cel/run.ts'
import { CelFault, toCel, type CelValue } from '../../src/cel/value.ts'

const parse = createExpressionParser({ types: new Map(), variables: new Map([['x', 'dyn']]) })

function run(steps = 100_000): CelRun {
  return { steps, patterns: new Map(), noteAbsent: () => undefined }
}

function evaluate(text: string, x: CelValue = null, limits: CelRun = run()): boolean | string {
  const { expression, problem } = parse(text)
  if (expression === undefined) return `not read: ${problem.problem}`
  const result = createProgram(expression, ['x'], new Set()).evaluate(scopeOf([toCel(x)]), limits)
  return result instanceof CelFault ? result.problem : result
}

describe('an expression', () => {
  it.each([
    ['x.a == 1 && x["b"] == "t"', { a: 1, b: 't' }, true],
    ['x.a == 1.0', { a: 1 }, true],
    ['x.exists(i, i > 2)', [1, 2, 3], true],
    ['x.exists_one(i, i > 1)', [1, 2, 3], false],
    ['x.all(k, k.startsWith("a"))', { a1: 0, a2: 0 }, true],
    ['x.map(i, i > 1, i * 2) == [4, 6]', [1, 2, 3], true],
    ['x.filter(i, i % 2 == 0).size() == 1', [1, 2, 3], true],
    ['has(x.a) && !has(x.b)', { a: null }, true],
    ['x.missing == 1 || true', {}, true],
    ['[1, 0].exists(i, 1 / i == 1)', null, true],
    ['[0, 1].all(i, 1 / i > 5)', null, false],
    ['x.a == 1', {}, 'has no field "a"'],
    ['x[3] == 1', [1], 'has 1 items and none at 3'],
    ['x / 0 == 1', 1, 'divides by 0'],
    ['x + 1 > 0', 'a', 'has no meaning: string + int'],
    ['x', 1, 'is neither true nor false'],
    ['9223372036854775807 + x > 0', 1, 'is an integer of more than 64 bits'],
    ['"abc".matches("^a.c$")', null, true],
    ['x.matches("(")', 'a', 'has the pattern "(", which is no regular expression of RE2'],
    ['x.sum() == 6 && [].sum() == 0', [1, 2, 3], true],
    ['quantity(x) == 0.5', '500m', true],
    ['selects({"matchLabels": {"a": "b"}}, x)', { a: 'b' }, true],
    ['x.distinct() == ["a", "b"]', ['a', 'b', 'a'], true],
    ['[[1], [2]].flatten() == [1, 2]', null, true],
    ['x.split("/").join(".") == "a.b"', 'a/b', true],
    ['-x == -2 && int("2") == x && double(x) == 2.0 && string(x) == "2"', 2, true],
    ['__proto__ == 1', null, 'not read: is not understood: reserved identifier: __proto__'],
    ['x.__proto__ == 1', {}, 'has no field "__proto__"'],
  ])('%s: %#', (text, x, expected) => {
    const found = evaluate(text, x as CelValue)
    expect(found).toBe(expected)
  })

  it('is what the library gives', () => {
    const environment = new Environment({
      unlistedVariablesAreDyn: false,
      homogeneousAggregateLiterals: false,
    }).registerVariable('x', 'dyn')
    const number = fc.oneof(fc.constant('i'), fc.integer({ min: -3, max: 9 }).map(String))
    const comparison = fc
      .tuple(number, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), number)
      .map((parts) => parts.join(' '))
    const tests = fc.letrec<{ test: string }>((tie) => ({
      test: fc.oneof(
        { depthSize: 'small' },
        comparison,
        fc.tuple(number, number).map(([a, b]) => `10 / ${a === 'i' ? '(i - 2)' : a} > ${b}`),
        fc
          .tuple(tie('test'), fc.constantFrom('&&', '||'), tie('test'))
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
        tie('test').map((each) => `!(${each})`),
        fc.tuple(tie('test'), tie('test'), tie('test')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
        fc
          .tuple(fc.constantFrom('all', 'exists', 'exists_one'), tie('test'))
          .map(([macro, each]) => `x.${macro}(i, ${each})`),
        tie('test').map((each) => `x.filter(i, ${each}).map(i, i + 1).size() > 1`),
      ),
    })).test
    fc.assert(
      fc.property(tests, fc.array(fc.integer({ min: -2, max: 5 }), { maxLength: 4 }), (text, x) => {
        const whole = `x.exists(i, ${text}) || [1].all(i, ${text})`
        const theirs = (): boolean | 'fault' => {
          try {
            return environment.evaluate(whole, { x: x.map(BigInt) }) as boolean
          } catch {
            return 'fault'
          }
        }
        const ours = evaluate(whole, x)
        expect(typeof ours === 'string' ? 'fault' : ours).toBe(theirs())
      }),
      { numRuns: 300 },
    )
  })
})

describe('what an expression may cost', () => {
  const many = Array.from({ length: 1000 }, (_, index) => index)
  const nested = (depth: number): string =>
    depth === 0 ? 'v1 + v2 + v3 + v4 + v5 >= 0' : `x.all(v${depth}, ${nested(depth - 1)})`
  const literals = `[${Array.from({ length: 100 }, (_, index) => index).join(', ')}]`
  const doubled = Array.from({ length: 12 }).reduce<string>(
    (text) => `[${text}].map(s, s + s)[0]`,
    '"aaaaaaaaaaaaaaaa"',
  )

  it.each([
    ['lists inside lists', nested(5)],
    [
      'literals inside literals',
      `${literals}.all(a, ${literals}.all(b, ${literals}.all(c, ${literals}.all(d, a + b + c + d >= 0))))`,
    ],
    ['lists that grow', 'x.map(a, x.map(b, x.map(c, a + b + c))).size() > 0'],
    ['lists that are compared', 'x.all(a, x == x.map(b, b + a - a))'],
    ['a list that is searched', 'x.exists(a, x.exists(b, (5000 + a * b) in x))'],
    ['sums', 'x.all(a, x.map(b, x.sum() + a + b).sum() > 0)'],
    ['texts that are joined', 'x.all(a, x.map(b, string(b)).join(x.map(c, string(c)).join(",")).size() > 0)'],
    ['expressions that match', 'x.exists(a, x.map(b, "ab").join("").matches("(a*)*$" + string(a)))'],
    ['splitting', 'x.all(a, x.map(b, "ab").join("").split("").size() > a)'],
    ['texts that are compared', 'x.all(a, x.map(b, "aaaa" + string(a + b)).distinct().size() > 0)'],
    [
      'labels that are selected by',
      'x.exists(a, x.exists(b, selects({"matchLabels": {string(a): string(b)}}, {})))',
    ],
    ['letters that are counted', 'x.all(a, x.all(b, (x.map(c, "ab").join("") + string(a + b)).size() > 0))'],
    [
      'letters that are made lower',
      'x.all(a, (x.map(c, "AB").join("") + string(a)).lowerAscii().size() > 0)',
    ],
    ['keys that are absent', 'x.exists(a, [{}].exists(m, m[x.map(c, "ab").join("") + string(a)] == 1))'],
    [
      'a text that is looked for',
      'x.all(a, x.all(b, !x.map(c, "a").join("").contains("b" + string(a + b))))',
    ],
    [
      'patterns of many instructions',
      'x.exists(a, ("a" + string(a)).matches("(a{1000}){1}(b{1000})(c{1000})"))',
    ],
  ])('%s end after as many steps', (_, text) => {
    const limits = run(200_000)
    expect(evaluate(text, many, limits)).toBe('takes more steps than an expression may')
    // What goes beyond is what one step takes at once.
    expect(limits.steps).toBeGreaterThan(-1_000_000)
  })

  it('texts do not double without an end', () => {
    expect(evaluate(`${doubled}.size() > 0`)).toBe(true)
    const more = Array.from({ length: 40 }).reduce<string>(
      (text) => `[${text}].map(s, s + s)[0]`,
      '"aaaaaaaaaaaaaaaa"',
    )
    expect(evaluate(`${more}.size() > 0`)).toMatch(/^takes more steps|^not read/)
  })

  it('no expression is too deep or too long to be read', () => {
    expect(evaluate(`${'('.repeat(5000)}true${')'.repeat(5000)}`)).toMatch(/^not read: is not understood/)
    expect(evaluate(Array.from({ length: 5000 }, () => 'true').join(' && '))).toMatch(
      /^not read: is not understood/,
    )
    expect(evaluate(`${'!'.repeat(5000)}true`)).toMatch(/^not read: is not understood/)
    expect(evaluate(`[${'1,'.repeat(5000)}1].size() > 0`)).toMatch(/^not read: is not understood/)
  })
})
