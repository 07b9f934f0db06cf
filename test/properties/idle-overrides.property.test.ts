import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { overriddenFleets } from '../helpers/overridden-fleet.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const removable = new Set([
  'cluster-override-not-placed',
  'cluster-override-selects-none',
  'override-equals-template',
  'override-shadowed',
])

it('renders the same without what has no effect, which --fix takes out until nothing remains', () => {
  const found = new Map<string, number>()
  fc.assert(
    fc.property(overriddenFleets, (files) => {
      const repository = createTestRepository(files)
      if (repository.run('render').exitCode !== 0) return
      const before = repository.rendered()
      for (const [, code = ''] of repository.run('validate').stdout.matchAll(/(?:info|warning) ([a-z-]+):/g))
        found.set(code, (found.get(code) ?? 0) + 1)
      const { stderr } = repository.run('validate', '--fix')
      for (const [, code = ''] of repository
        .run('validate')
        .stdout.matchAll(/(?:info|warning) ([a-z-]+):/g)) {
        expect([...removable].filter((each) => each === code && !code.endsWith('placed'))).toStrictEqual([])
      }
      const [, fixed = '0'] = /^(\d+) faults? fixed/m.exec(stderr) ?? []
      found.set(fixed, (found.get(fixed) ?? 0) + 1)
      expect(repository.run('render').exitCode).toBe(0)
      expect(repository.rendered()).toStrictEqual(before)
      const after = repository.host.dump('/repo')
      repository.run('validate', '--fix')
      expect(repository.host.dump('/repo')).toStrictEqual(after)
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  )
  console.log(found)
})
