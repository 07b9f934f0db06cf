import { inject, type TestContext } from 'vitest'
import type { Binary } from './install-binaries.ts'

/** The paths of programs by name; a test for which one, or the time, is missing is skipped with the reason. */
export function requireBinaries<Name extends string>(
  context: Pick<TestContext, 'skip'>,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> {
  if (Date.now() > inject('deadline')) context.skip('the time for the tests is over')
  const binaries = inject('binaries')
  const paths = names.map((name): [Name, string] => {
    const binary: Binary = binaries[name] ?? { missing: `nothing says how to get ${name}` }
    if ('missing' in binary) return context.skip(binary.missing)
    return [name, binary.path]
  })
  return Object.fromEntries(paths) as Record<Name, string>
}
