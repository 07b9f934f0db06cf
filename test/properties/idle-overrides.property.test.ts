import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { overriddenFleets } from '../helpers/overridden-fleet.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

/** What nothing but an error keeps from being taken out. */
const removable: readonly string[] = [
  'cluster-override-selects-none',
  'override-equals-template',
  'override-shadowed',
]

function codesOf(repository: TestRepository): readonly string[] {
  const { stdout } = repository.run('validate', '--format', 'json')
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { code: string }[] }
  return diagnostics.map(({ code }) => code)
}

it('renders the same without what has no effect, which --fix takes out until nothing remains', () => {
  const found = new Set<string>()
  fc.assert(
    fc.property(overriddenFleets, (files) => {
      const repository = createTestRepository(files)
      if (repository.run('render').exitCode !== 0) return
      const before = repository.rendered()
      for (const code of codesOf(repository)) found.add(code)
      repository.run('validate', '--fix')
      expect(codesOf(repository).filter((code) => removable.includes(code))).toStrictEqual([])
      expect(repository.run('render').exitCode).toBe(0)
      expect(repository.rendered()).toStrictEqual(before)
      const after = repository.host.dump('/repo')
      repository.run('validate', '--fix')
      expect(repository.host.dump('/repo')).toStrictEqual(after)
    }),
    { numRuns: 40 },
  )
  expect([...found]).toStrictEqual(expect.arrayContaining([...removable]))
})
