import { expect } from 'vitest'
import { configMapYaml } from '../../../helpers/kubefed-yaml.ts'
import { git } from '../../../helpers/git-repository.ts'
import { deliver, expectReady, fleetObjects, missing, ofEach } from '../deliver.ts'
import { holdService } from './held.ts'
import type { Promised } from './promise.ts'

/** What holds where the output is on a branch of its own; these come last, since the agent follows that branch from then on. */
export const published: readonly Promised[] = [
  {
    promise:
      'the first publish to a branch of its own changes nothing in any cluster, and what is held comes along',
    prove: async (fleet) => {
      const { repository, agent } = fleet
      await deliver(fleet, holdService(fleet.sources))
      const versions = ofEach(await fleetObjects(fleet), ({ metadata }) => metadata.resourceVersion)
      repository.replaceSources({
        ...holdService(fleet.sources),
        'fedrender.yaml': fleet.settingsOf({ branch: 'rendered' }),
      })
      repository.remove('rendered')
      repository.push()
      repository.fedrender('publish', '--branch', 'rendered', '--push')
      repository.fedrender('bootstrap', '--branch', 'rendered', '--force', '--url', fleet.url)
      await agent.begin(repository)
      expectReady(await agent.follow(git(repository.directory, 'rev-parse', 'rendered')))
      expect(ofEach(await fleetObjects(fleet), ({ metadata }) => metadata.resourceVersion)).toStrictEqual(
        versions,
      )
    },
  },
  {
    promise: 'the published branch is followed',
    goesOn: true,
    prove: async (fleet) => {
      const { repository, agent } = fleet
      repository.write({ 'shop/published.yaml': configMapYaml('shop/published') })
      repository.push()
      repository.fedrender('publish', '--branch', 'rendered', '--push')
      expectReady(await agent.follow(git(repository.directory, 'rev-parse', 'rendered')))
      expect([...(await fleetObjects(fleet)).us.keys()]).toContain('shop/configmaps/published')
    },
  },
  {
    promise: 'a published branch that is deleted deletes nothing',
    goesOn: true,
    prove: async (fleet) => {
      const { repository, agent } = fleet
      const before = await fleetObjects(fleet)
      git(repository.directory, 'push', '-q', 'origin', ':rendered')
      await agent.lose()
      expect(missing(before, await fleetObjects(fleet))).toStrictEqual([])
      git(repository.directory, 'push', '-q', 'origin', 'rendered')
      expectReady(await agent.follow(git(repository.directory, 'rev-parse', 'rendered')))
    },
  },
]
