import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { readTree } from '../../../helpers/read-tree.ts'
import { expectReady, fleetObjects, missing } from '../deliver.ts'
import { eventually } from '../eventually.ts'
import { change, get, type LiveObject } from '../kubernetes-api.ts'
import type { LiveFleet } from '../live-fleet.ts'
import type { Promised } from './promise.ts'

const applications = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications'
const example = new URL('../../../../examples/argocd-cmp/application.yaml', import.meta.url)

interface Application extends LiveObject {
  readonly status?: {
    readonly conditions?: readonly object[]
    readonly resources?: readonly object[]
  }
}

/** What only Argo CD can do. */
export const argocdOnly: readonly Promised[] = [
  {
    promise: 'an Application that is deleted with --cascade deletes nothing, and is made again',
    prove: async ({ host, agent, ...fleet }) => {
      const us = `${applications}/us`
      const before = await fleetObjects({ host, agent, ...fleet })
      const uid = (await get(host.address, us))?.metadata.uid
      await change(host.address, 'PATCH', us, {
        metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io'] },
      })
      await change(host.address, 'DELETE', us)
      await eventually('another Application', async () => {
        const found = await get(host.address, us)
        return (found !== undefined && found.metadata.uid !== uid) || undefined
      })
      expectReady(await agent.reconcile())
      expect(missing(before, await fleetObjects({ host, agent, ...fleet }))).toStrictEqual([])
    },
  },
  {
    promise: 'the config management plugin generates the objects of one cluster',
    prove: async (fleet) => {
      const { host, repository } = fleet
      const path = `${applications}/plugin`
      host.kubectl(['apply', '--filename', '-'], JSON.stringify(pluginApplication(fleet)))
      const look = (): Promise<Application | undefined> => get<Application>(host.address, path)
      const files = readTree(join(repository.directory, 'rendered/clusters/us')).size
      await eventually(
        'as many objects as files',
        async () => (await look())?.status?.resources?.length === files || undefined,
        look,
        60,
      )
      await change(host.address, 'DELETE', path)
    },
  },
]

/** The Application of the example, for a cluster of the fleet; it does not sync, since another one delivers there. */
function pluginApplication({ url }: LiveFleet): object {
  const text = readFileSync(example, 'utf8')
    .replaceAll('eu-west', 'us')
    .replace(/repoURL: .*/, `repoURL: ${url}`)
  const { spec, ...rest } = parse(text) as { readonly spec: { readonly syncPolicy: object } }
  const { syncPolicy: _, ...unsynced } = spec
  return { ...rest, metadata: { name: 'plugin', namespace: 'argocd' }, spec: unsynced }
}
