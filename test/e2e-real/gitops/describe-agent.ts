import { join } from 'node:path'
import { afterAll, describe, expect, it, type TestContext } from 'vitest'
import { serverDifferences } from '../apply-directory.ts'
import { requireBinaries } from '../require-binaries.ts'
import { begin, expectReady, introduce } from './deliver.ts'
import { memberNames, type LiveFleet } from './live-fleet.ts'
import type { Promised } from './promises/promise.ts'

/**
 * Declares the tests of an agent: the fleet's first delivery, and each promise, which begins with the same fleet.
 *
 * @param start starts the fleet, or skips the test where a program is missing
 */
export function describeAgent(
  title: string,
  start: (context: TestContext) => Promise<LiveFleet>,
  promises: readonly Promised[],
): void {
  let fleet: LiveFleet | undefined
  let delivered: LiveFleet | undefined
  /** Whether the test before this one held. */
  let hasHeld = false

  afterAll(() => fleet?.stop())

  describe(title, () => {
    it('accepts what is rendered and what bootstrap writes, applies every field, and is ready', async (context) => {
      fleet = await start(context)
      const { repository, sources, agent, members } = fleet
      repository.replaceSources(sources)
      repository.render()
      await introduce(fleet)
      expectReady(await agent.follow(repository.push()))
      for (const name of memberNames) {
        const directory = join(repository.directory, 'rendered/clusters', name)
        expect(serverDifferences(members[name], directory)).toStrictEqual([])
      }
      delivered = fleet
    })

    for (const { promise, goesOn = false, isAnother = false, programs = [], prove } of promises) {
      it(promise, async (context) => {
        const paths = requireBinaries(context, ...programs)
        if (delivered === undefined) return context.skip('the fleet was not delivered')
        if (goesOn && !hasHeld) return context.skip('what it goes on from does not hold')
        hasHeld = false
        if (!goesOn && !isAnother) await begin(delivered)
        await prove(delivered, paths)
        hasHeld = true
      })
    }
  })
}
