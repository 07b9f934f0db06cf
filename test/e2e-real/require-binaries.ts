import { inject, type TestContext } from 'vitest'
import type { Binary } from './install-binaries.ts'

/** The paths of programs by name; a test for which one, or the time, is missing is skipped with the reason. */
export function requireBinaries<Name extends string>(
  context: Pick<TestContext, 'skip'>,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> {
  const paths = names.map((name): [Name, string] => [name, requireBinary(context, name)])
  return Object.fromEntries(paths) as Record<Name, string>
}

/** The path of a program, with the same. */
export function requireBinary(context: Pick<TestContext, 'skip'>, name: string): string {
  if (Date.now() > inject('deadline')) context.skip('the time for the tests is over')
  const binary: Binary = inject('binaries')[name] ?? { missing: `nothing says how to get ${name}` }
  return 'missing' in binary ? context.skip(binary.missing) : binary.path
}
