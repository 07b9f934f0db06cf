import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { runCli, temporaryDirectory } from '../e2e/run-cli.ts'
import { eventually } from './gitops/eventually.ts'
import { ask } from './kubefed/api-client.ts'
import { applyFleet, createNamespaces } from './kubefed/apply-fleet.ts'
import { objectPath, typeOf } from './kubefed/federated-types.ts'
import { memberDescriptions } from './kubefed/generate/clusters.ts'
import { namespaceNames } from './kubefed/generate/random-fleet.ts'
import { clusterObject, kubefedPrograms, startKubeFed, type LiveKubeFed } from './kubefed/live-kubefed.ts'
import { createControllersOfChart, followScale } from './kubefed/migration/controllers-of-chart.ts'
import { movableFleet } from './kubefed/migration/movable-fleet.ts'
import { annotationFight, canary, obstacles } from './kubefed/migration/obstacles.ts'
import { takeSnapshot, withoutKubeFedLabel } from './kubefed/migration/snapshot.ts'
import { readLiveState, settle, type LiveState } from './kubefed/settle.ts'
import { createWebhooks } from './kubefed-fleet.ts'
import { requireBinaries } from './require-binaries.ts'
import { walk, type Walk } from './walk.ts'

const size = { objects: 100, seed: process.env['FEDRENDER_E2E_KUBEFED_SEED'] ?? '7' }
const programs = [...kubefedPrograms, 'jq', 'git'] as const
const quietSeconds = 6

const work = temporaryDirectory()
const fleet = join(work, 'fleet')
const renderedIn = (cluster: string): string => join(fleet, 'rendered/clusters', cluster)

let live: LiveKubeFed | undefined
let leaving: Leaving | undefined

afterAll(async () => {
  await live?.end()
  rmSync(work, { recursive: true })
})

/** A fleet that KubeFed has made, and the commands of the tutorial for it, a block for each step. */
interface Leaving {
  readonly live: LiveKubeFed
  readonly state: LiveState
  readonly sh: Walk['sh']
  readonly dumpHost: string
  readonly dumpMembers: string
  readonly stop: string
  readonly tryOut: string
  readonly takeOut: string
  readonly remove: string
}

async function startLeaving(context: TestContext): Promise<Leaving> {
  const binaries = requireBinaries(context, ...programs)
  live = await startKubeFed(binaries, memberDescriptions)
  const { host, members } = live
  await createNamespaces(host.address, namespaceNames)
  createWebhooks(host)
  createControllersOfChart(host)
  await live.start()
  const clusters = memberDescriptions.map((each) => {
    return clusterObject(each, members.get(each.name)?.address ?? '')
  })
  const scratch = join(work, 'scratch')
  mkdirSync(scratch)
  await applyFleet(live, [...movableFleet(size, scratch, clusters), ...obstacles], [])
  const state = await settle(live, quietSeconds)
  const page = 'docs/tutorials/leaving-kubefed.md'
  const servers = { host, ...Object.fromEntries(members) }
  const { blocks, sh } = walk(page, join(work, 'tools'), binaries.kubectl, servers)
  const [dumpHost = '', dumpMembers = '', stop = '', tryOut = '', takeOut = '', remove = ''] = blocks
  const lines = blocks.join('').split('\n')
  const variables = lines.filter((line) => /^[a-z]+=/.test(line)).join('\n')
  return {
    live,
    state,
    sh: (directory, commands) => sh(directory, `${directory === fleet ? variables : ''}\n${commands}`),
    // This KubeFed has no DNS any more.
    dumpHost: dumpHost.replace(/^# up to v0\.6\.1[^]*$/m, ''),
    dumpMembers,
    stop,
    tryOut,
    takeOut,
    remove,
  }
}

/** Dumps the host and the members, in place of what was dumped before. */
function dump({ sh, dumpHost, dumpMembers }: Leaving): void {
  rmSync(fleet, { recursive: true, force: true })
  sh(work, dumpHost)
  sh(fleet, dumpMembers)
}

/** The objects of which not everything is in the members, with the clusters in which nothing was created. */
function unfinished({ state }: Leaving): ReadonlyMap<string, readonly string[]> {
  const all = [...state.federated].map(([key, { status }]) => {
    const { clusters = [] } = status as { clusters?: { name: string; status?: string }[] }
    const failed = clusters.filter((each) => each.status === 'CreationFailed')
    return [key, failed.map(({ name }) => name).sort()] as const
  })
  return new Map(all.filter(([, clusters]) => clusters.length > 0))
}

interface AdoptionJson {
  readonly changes: readonly {
    readonly kind: string
    readonly object: { readonly path: string }
    readonly clusters: readonly string[]
  }[]
}

/** Stops or starts the controllers as the page says, with what the Deployment's controller and a kubelet do. */
async function scaleControllers({ live: kubefed, sh, stop }: Leaving, replicas: 0 | 1): Promise<void> {
  const [scale = '', wait = ''] = stop.trimEnd().split('\n')
  sh(fleet, scale.replace('--replicas=0', `--replicas=${replicas}`))
  await followScale(kubefed)
  if (replicas === 0) sh(fleet, wait)
}

/** Applies what is rendered, as Argo CD does with server-side apply. */
function apply({ live: { members } }: Leaving): void {
  const options = ['--server-side', '--force-conflicts', '--field-manager=argocd-controller']
  for (const [cluster, server] of members) {
    server.kubectl(['apply', ...options, '--recursive', '--filename', renderedIn(cluster)])
  }
}

/** How many objects of the members have KubeFed's label. */
async function managedObjects({ live: kubefed }: Leaving): Promise<number> {
  const { members } = await readLiveState(kubefed)
  return [...members.values()].reduce((sum, { size: count }) => sum + count, 0)
}

describe('leaving a KubeFed that runs', () => {
  beforeEach((context) => void requireBinaries(context, ...programs))

  it('shows what a person has to see to before', async (context) => {
    leaving = await startLeaving(context)
    dump(leaving)
    const strict = runCli(fleet, ['adopt'])
    expect([strict.status, strict.stdout]).toStrictEqual([2, ''])
    const adopted = runCli(fleet, ['adopt', '--keep-going', '--output', 'json'])
    expect(adopted.status).toBe(2)
    const { changes } = JSON.parse(adopted.stdout) as AdoptionJson
    const found = changes.map(({ kind, object, clusters }) => [kind, object.path, clusters])
    expect(found.sort()).toStrictEqual(
      [
        ['changed', 'n0/services/unknown-field.yaml', ['ap-south', 'eu-west', 'us-east']],
        ...[...unfinished(leaving)].map(([key, clusters]) => ['added', `${key}.yaml`, clusters]),
      ].sort(),
    )
  })

  it('renders what API servers refuse, or take for another value, as it is', (context) => {
    if (leaving === undefined) return context.skip('no fleet runs')
    const { live: kubefed } = leaving
    runCli(fleet, ['render', '--keep-going'])
    const diff = ['diff', '--server-side', '--force-conflicts', '--filename']
    for (const [cluster, server] of kubefed.members) {
      const refused = server.tryKubectl([
        ...diff,
        join(renderedIn(cluster), 'n0/services/unknown-field.yaml'),
      ])
      expect(refused.output).toContain('.spec.session: field not declared in schema')
      const nulls = server.tryKubectl([...diff, join(renderedIn(cluster), 'n0/configmaps/nulls.yaml')])
      expect(nulls).toStrictEqual({ done: true, output: '' })
      const live = server.kubectl([
        'get',
        'configmap',
        'nulls',
        '--namespace=n0',
        '--output=jsonpath={.data}',
      ])
      expect(JSON.parse(live)).toStrictEqual({ a: '', b: '1' })
    }
  })

  it('has KubeFed and a controller write in turn', async (context) => {
    if (leaving === undefined) return context.skip('no fleet runs')
    const { live: kubefed } = leaving
    await applyFleet(kubefed, [annotationFight], [])
    const path = objectPath(typeOf('Deployment'), 'n0', annotationFight.metadata.name)
    const address = kubefed.members.get('eu-west')?.address ?? ''
    await eventually('both have written twice', async () => {
      const { metadata = {} } = (await ask(address, 'GET', path)).body as {
        readonly metadata?: { readonly generation?: number }
      }
      return (metadata.generation ?? 0) > 3 ? true : undefined
    })
    await applyFleet(kubefed, [], [annotationFight])
  })

  it('changes nothing in the members, at no step', async (context) => {
    if (leaving === undefined) return context.skip('no fleet runs')
    const { live: kubefed, sh, state, dumpMembers, tryOut, takeOut, remove } = leaving
    const gone = [...unfinished(leaving).keys()].flatMap((key) => state.federated.get(key) ?? [])
    await applyFleet(kubefed, [], [...obstacles, ...gone])
    const { federated } = await settle(kubefed, quietSeconds)
    const before = await takeSnapshot(kubefed)
    const managed = await managedObjects(leaving)
    expect(Object.keys(before).filter((key) => / Deployment n/.test(key)).length).toBeGreaterThan(5)
    expect(Object.keys(before).filter((key) => / Pod n/.test(key)).length).toBeGreaterThan(5)
    const expectUnchanged = async (): Promise<void> => {
      expect(await takeSnapshot(kubefed)).toStrictEqual(before)
    }

    // 1. Dump the control plane, 2. dump the members, 3. render and prove
    dump(leaving)
    expect(runCli(fleet, ['render']).status).toBe(0)
    const adopted = runCli(fleet, ['adopt'])
    expect([adopted.status, adopted.stdout]).toStrictEqual([
      0,
      expect.stringMatching(
        /\n {2}controller-manager: \d+ objects in 3 clusters\n\nObjects: \d+ equal, in 3 clusters\.\n$/,
      ),
    ])

    // 4. Stop KubeFed's controllers; then dump the members and prove once more
    await scaleControllers(leaving, 0)
    await expectUnchanged()
    sh(fleet, dumpMembers)
    expect(runCli(fleet, ['adopt']).stdout).toBe(adopted.stdout)

    // 5. Apply
    for (const cluster of kubefed.members.keys()) sh(fleet, tryOut.replaceAll('eu-west', cluster))
    apply(leaving)
    await expectUnchanged()

    // To go back, scale up again: the controllers come to what is new, and to nothing else
    await applyFleet(kubefed, [canary], [])
    await scaleControllers(leaving, 1)
    await settle(kubefed, quietSeconds)
    await applyFleet(kubefed, [], [canary])
    await settle(kubefed, quietSeconds)
    await expectUnchanged()
    await scaleControllers(leaving, 0)

    // 6. Take KubeFed out of the fields
    sh(fleet, takeOut)
    await expectUnchanged()
    sh(fleet, dumpMembers)
    expect(runCli(fleet, ['adopt'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Objects: \d+ equal, in 3 clusters\.\n$/),
    })

    // 7. Remove KubeFed
    sh(fleet, remove)
    await expectUnchanged()
    expect(federated.size).toBeGreaterThan(50)
    expect((await readLiveState(kubefed)).federated.size).toBe(0)

    // Controllers that are started all the same take their label, and nothing else
    await scaleControllers(leaving, 1)
    const ofLeaving = leaving
    await eventually('the label is gone', async () => {
      return (await managedObjects(ofLeaving)) === 0 ? true : undefined
    })
    expect(await takeSnapshot(kubefed)).toStrictEqual(withoutKubeFedLabel(before))
    await scaleControllers(leaving, 0)
    apply(leaving)
    expect(await managedObjects(leaving)).toBe(managed)
  })
})
