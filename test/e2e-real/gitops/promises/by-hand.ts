import { join } from 'node:path'
import { expect } from 'vitest'
import { configMapYaml, namespaceYaml } from '../../../helpers/kubefed-yaml.ts'
import { walk } from '../../walk.ts'
import { deliver, expectReady, fleetObjects, onlyInEu } from '../deliver.ts'
import type { LiveFleet } from '../live-fleet.ts'
import type { Promised } from './promise.ts'

const record = 'rendered/pending/us/deletions.yaml'

/** What a person does by hand, as the pages say. */
export const byHand: readonly Promised[] = [
  {
    promise:
      'the commands of "What is deleted" delete what an emptied cluster has left, and then nothing is recorded',
    prove: async (fleet) => {
      const { repository } = fleet
      await deliver(fleet, onlyInEu(fleet))
      deleteWhatIsLeft(fleet)
      const left = [...(await fleetObjects(fleet)).us.keys()]
      expect(left.filter((object) => !object.startsWith('_cluster/'))).toStrictEqual([])
      expect(left).toStrictEqual(
        expect.arrayContaining(['_cluster/namespaces/pay', '_cluster/namespaces/shop']),
      )
      repository.remove(record)
      const digest = repository.digestOfCheck()
      const approved = {
        ...onlyInEu(fleet),
        'fedrender.yaml': `${fleet.settingsOf({})}approvePrune: [${digest}]\n`,
      }
      repository.replaceSources(approved)
      repository.fedrender('render', '--check', '--base', 'HEAD')
      await fleet.agent.follow(repository.push())
      const refilled = await deliver(fleet, {
        ...onlyInEu(fleet),
        'platform/namespaces.yaml': namespaceYaml('shop') + namespaceYaml('pay'),
        'shop/new.yaml': configMapYaml('shop/new'),
      })
      expectReady(refilled.units)
      expect(refilled.named).toStrictEqual([])
    },
  },
]

/** Runs the commands of the page for the agent, and for the member that was emptied. */
function deleteWhatIsLeft({ agent, host, members, repository, kubectl }: LiveFleet): void {
  const tools = join(repository.directory, '../tools')
  const page = walk('docs/how-to/remove-a-cluster.md', tools, kubectl, {
    us: members.us,
    flux: host,
  })
  const [types = '', ...parts] = (page.blocks[0] ?? '').split(/^# (?=Argo CD$|Flux$)/m)
  const own = parts.find((part) => part.startsWith(agent.title)) ?? ''
  page.sh(tools, `${types}# ${own}`.replaceAll('eu-west', 'us'))
  // The second block is for Flux, which has to forget what is gone.
  if (agent.title === 'Flux') page.sh(tools, (page.blocks[1] ?? '').replaceAll('eu-west', 'us'))
}
