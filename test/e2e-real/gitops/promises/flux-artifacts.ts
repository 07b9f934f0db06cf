import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { endDaemon, freePort, startDaemon, waitFor } from '../../daemon.ts'
import { expectReady, fleetObjects, missing, ofEach, without } from '../deliver.ts'
import { eventually } from '../eventually.ts'
import type { Sources } from '../fleet-sources.ts'
import { change, get, type LiveObject } from '../kubernetes-api.ts'
import { memberNames, type LiveFleet } from '../live-fleet.ts'
import type { UnitStates } from '../live-agent.ts'
import type { Promised } from './promise.ts'

const repositories = '/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/ocirepositories'

interface OCIRepository extends LiveObject {
  readonly status?: { readonly artifact?: { readonly revision: string; readonly metadata?: object } }
}

/** What holds where each cluster is an artifact of its own. */
export const artifacts: readonly Promised[] = [
  {
    promise:
      'artifacts that the rendered lines push are taken over from Git, and an object that goes is deleted',
    programs: ['flux', 'oci-registry'],
    prove: async (fleet, programs) => {
      const port = await freePort()
      const address = `127.0.0.1:${port}`
      const log = join(fleet.repository.directory, '../oci-registry.log')
      const registry = startDaemon(programs['oci-registry'] ?? '', log, [address])
      try {
        await waitFor(
          async () => (await fetch(`http://${address}/v2/`).catch(() => undefined))?.ok === true,
          registry,
        )
        const tools = pathWith(fleet, programs['flux'] ?? '')
        const url = `oci://${address}/fleet`
        const sources = { ...fleet.sources, 'fedrender.yaml': fleet.settingsOf({ oci: url }) }
        const uids = ofEach(await fleetObjects(fleet), ({ metadata }) => metadata.uid)
        expectReady(await deliverArtifacts(fleet, sources, tools))
        expect(ofEach(await fleetObjects(fleet), ({ metadata }) => metadata.uid)).toStrictEqual(uids)
        const before = await fleetObjects(fleet)
        const begun = Date.now()
        expectReady(await deliverArtifacts(fleet, without(sources, 'shop/motd.yaml'), tools))
        console.log(
          `  Flux: from commit to applied by artifacts in ${((Date.now() - begun) / 1000).toFixed(1)} s`,
        )
        expect(missing(before, await fleetObjects(fleet))).toStrictEqual([
          'eu/shop/configmaps/motd',
          'us/shop/configmaps/motd',
        ])
      } finally {
        await endDaemon(registry)
      }
    },
  },
]

/** A PATH on which `flux` is a program. */
function pathWith({ repository }: LiveFleet, flux: string): string {
  const tools = join(repository.directory, '../flux-tools')
  mkdirSync(tools)
  symlinkSync(flux, join(tools, 'flux'))
  return `${tools}:${process.env['PATH']}`
}

/** Renders, commits, pushes the artifacts by the first lines of the OCIRepositories, and waits for what Flux makes of them. */
async function deliverArtifacts(fleet: LiveFleet, sources: Sources, path: string): Promise<UnitStates> {
  const { repository, agent, host } = fleet
  repository.replaceSources(sources)
  repository.render()
  const commit = repository.push()
  for (const name of memberNames) {
    const file = join(repository.directory, `rendered/flux/${name}/ocirepositories/${name}.yaml`)
    const command = /^# (flux push artifact .*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 'false'
    const { status, stderr } = spawnSync('sh', ['-c', command], {
      cwd: repository.directory,
      env: { ...process.env, PATH: path, HOME: join(path.split(':')[0] ?? '', 'home') },
      encoding: 'utf8',
    })
    expect([status, stderr]).toStrictEqual([0, expect.any(String)])
  }
  await agent.follow(commit)
  for (const name of memberNames) {
    const object = `${repositories}/${name}`
    const annotations = { 'reconcile.fluxcd.io/requestedAt': commit }
    await change(host.address, 'PATCH', object, { metadata: { annotations } })
    const look = (): Promise<OCIRepository | undefined> => get<OCIRepository>(host.address, object)
    await eventually(
      `the artifact of ${name}`,
      async () =>
        JSON.stringify((await look())?.status?.artifact?.metadata ?? {}).includes(commit) || undefined,
      look,
    )
  }
  return agent.reconcile()
}
