import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { overriddenFleets, type FleetFiles } from '../helpers/overridden-fleet.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

/** The rendered files, or undefined where the repository has errors. */
function renderedOf(files: FleetFiles): Record<string, string> | undefined {
  const repository = createTestRepository(files)
  return repository.run('render').exitCode === 0 ? repository.rendered() : undefined
}

function filesOf(repository: TestRepository, directory: string): FleetFiles {
  const files = Object.entries(repository.host.dump(directory))
  return Object.fromEntries(files.map(([path, text]) => [path, String(text)]))
}

it('renders the same from the lowered sources, which have no ClusterOverride and are lowered once', () => {
  let [lowered, refused] = [0, 0]
  fc.assert(
    fc.property(overriddenFleets, (files) => {
      const wanted = renderedOf(files)
      const repository = createTestRepository(files)
      const { exitCode, stderr } = repository.run('lower', '--to', '../lowered')
      expect(repository.host.dump('/repo')).toStrictEqual(files)
      if (wanted === undefined) {
        expect(exitCode).toBe(2)
        return
      }
      if (exitCode !== 0) {
        refused += 1
        expect(stderr).toContain('error cluster-override-not-lowered')
        return
      }
      lowered += 1
      const after = filesOf(repository, '/lowered')
      expect(Object.values(after).join('')).not.toContain('ClusterOverride')
      expect(renderedOf(after)).toStrictEqual(wanted)
      const again = createTestRepository(after)
      expect(again.run('lower', '--in-place').exitCode).toBe(0)
      expect(again.host.dump('/repo')).toStrictEqual(after)
      repository.run('lower', '--in-place')
      expect(repository.host.dump('/repo')).toStrictEqual(after)
    }),
    { numRuns: 60 },
  )
  expect(lowered).toBeGreaterThan(refused * 5 + 10)
})
