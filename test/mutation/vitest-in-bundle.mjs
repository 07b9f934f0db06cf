// What the tests of a bundle import in place of vitest: they are kept as functions, to be called many times.
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from '@vitest/expect'
import { configureGlobal } from 'fast-check'

// A score does not depend on luck.
configureGlobal({ seed: 1 })

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

export const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
)

/** The tests of the files that are loaded, by their ids; two of one name in one file differ by a number. */
export const tests = new Map()
let suites = []

/** Loads the tests of one file. */
export async function load(file, importFile) {
  suites = [file]
  await importFile()
}

export function describe(name, define) {
  suites.push(name)
  define()
  suites.pop()
}

/** `it(name, run)`, or with options before the function. */
export function it(name, ...more) {
  const base = [...suites, name].join(' > ')
  let id = base
  for (let count = 2; tests.has(id); count += 1) id = `${base} (${count})`
  tests.set(id, { file: suites[0], run: more.find((each) => typeof each === 'function') })
}

describe.each = (rows) => each(rows, describe)
it.each = (rows) => each(rows, it)

function each(rows, define) {
  return (name, run) => rows.forEach((row) => define(name, () => run(...(Array.isArray(row) ? row : [row]))))
}
