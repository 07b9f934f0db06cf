import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { readTree } from '../../../helpers/read-tree.ts'
import type { ApiServer } from '../../control-plane.ts'
import { expectReady } from '../deliver.ts'
import type { Sources } from '../fleet-sources.ts'
import { list, type LiveObject } from '../kubernetes-api.ts'
import type { LiveFleet } from '../live-fleet.ts'
import type { Promised } from './promise.ts'

const upgrade = fileURLToPath(new URL('../../../upgrade', import.meta.url))

/** Where API servers have the types of the fleet's objects. */
const types = [
  ...['configmaps', 'limitranges', 'namespaces', 'secrets', 'serviceaccounts', 'services'].map(
    (each) => `/api/v1/${each}`,
  ),
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  '/apis/apps/v1/deployments',
  '/apis/batch/v1/jobs',
  '/apis/example.com/v1/widgets',
  '/apis/networking.k8s.io/v1/ingresses',
  '/apis/rbac.authorization.k8s.io/v1/clusterroles',
]

/**
 * What `test/upgrade` keeps of 0.1.0, as it would be delivered. Of each cluster nothing was applied where Flux had a file of the name
 * `kustomization.yaml`, and kustomize fails on two of the texts, whichever version renders them; so both are left out.
 */
function without010sFaults(files: ReadonlyMap<string, string>, fleet: LiveFleet): Sources {
  const isFlux = fleet.agent.title === 'Flux'
  const kept = [...files].filter(([path]) => !(isFlux && path.endsWith('configmaps/kustomization.yaml')))
  return Object.fromEntries(
    kept.map(([path, text]) => [
      path,
      text
        .replaceAll('https://git.example.com/platform/fleet.git', fleet.url)
        .replaceAll(/^ +(?:bom|control): .*\n/gm, ''),
    ]),
  )
}

/** The sources of that fleet, whose three clusters are the members and the host of the agent. */
function sourcesOf(fleet: LiveFleet): Sources {
  const { host, members } = fleet
  const servers: Readonly<Record<string, ApiServer>> = { east: members.eu, lab: host, west: members.us }
  const sources = [...readTree(`${upgrade}/fleet`), ...readTree(`${upgrade}/delivered`)]
  const { 'clusters.yaml': clusters = '', ...others } = without010sFaults(new Map(sources), fleet)
  const settings = without010sFaults(readTree(`${upgrade}/0.1.0-cluster`), fleet)['fedrender.yaml'] ?? ''
  const located = clusters.replaceAll(
    /apiEndpoint: 'https:\/\/(\w+)\.example\.com'/g,
    (_, name: string) =>
      `apiEndpoint: "${servers[name]?.address}", caBundle: "${servers[name]?.certificate}"`,
  )
  return { ...others, 'clusters.yaml': located, 'fedrender.yaml': settings }
}

/** What the clusters have of the output, by cluster, type and name. */
async function liveObjects({ host, members }: LiveFleet): Promise<ReadonlyMap<string, LiveObject>> {
  const found = await Promise.all(
    Object.entries({ ...members, host }).flatMap(([name, { address }]) =>
      types.map(async (type) => {
        const objects = await list<LiveObject>(address, `${type}?labelSelector=kubefed.io/managed=true`)
        return objects.map((each): [string, LiveObject] => {
          const { namespace = '', name: own } = each.metadata
          return [`${name} ${type.slice(type.lastIndexOf('/') + 1)} ${namespace}/${own}`, each]
        })
      }),
    ),
  )
  return new Map(found.flat())
}

/** What holds where a version of fedrender takes over from an earlier one; it brings a fleet of its own. */
export const upgrades: readonly Promised[] = [
  {
    promise: 'a fleet that 0.1.0 rendered keeps every object as this version takes over, and restarts none',
    isAnother: true,
    prove: async (fleet) => {
      const { repository, agent } = fleet
      const sources = sourcesOf(fleet)
      repository.replaceSources(sources)
      repository.remove('rendered')
      const rendered = readTree(`${upgrade}/0.1.0-cluster/rendered`)
      const old = without010sFaults(rendered, fleet)
      repository.write(
        Object.fromEntries(Object.entries(old).map(([path, text]) => [`rendered/${path}`, text])),
      )
      const bootstrap = ['--force', '--url', fleet.url]
      repository.fedrender('bootstrap', ...bootstrap)
      await agent.begin(repository)
      const { 'lab.zip': lab, ...units } = await agent.follow(repository.push())
      expectReady(units)
      // Flux passes over a directory that is called like an archive, with the Kustomization in it (source-controller: sourceignore).
      expect(lab?.isReady).toBe(agent.title === 'Flux' ? undefined : true)
      const before = await liveObjects(fleet)
      expect(before.size).toBeGreaterThan(30)

      expect(repository.render()).toBe('')
      const upgraded = await agent.follow(repository.push())
      expectReady(upgraded)
      expect(Object.keys(upgraded)).toContain('lab.zip')
      const after = await liveObjects(fleet)
      const same = (objects: ReadonlyMap<string, LiveObject>): Readonly<Record<string, unknown>> =>
        Object.fromEntries(
          [...objects]
            .filter(([key]) => before.has(key))
            .map(([key, { metadata }]) => [
              key,
              { uid: metadata.uid, generation: metadata.generation, going: metadata.deletionTimestamp },
            ]),
        )
      expect(same(after)).toStrictEqual(same(before))
      expect([...after.keys()]).toContain('host configmaps shop/kustomization')
    },
  },
]
