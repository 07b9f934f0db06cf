import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { parse } from 'yaml'
import { runCli, temporaryDirectory } from '../e2e/run-cli.ts'
import { readTree } from '../helpers/read-tree.ts'
import { identityOf, readLive, type LiveObject } from './apply-directory.ts'
import { renderBank, writeDefinitions } from './bank.ts'
import { startControlPlane, type ApiServer, type ControlPlane } from './control-plane.ts'
import { holdFederated, populateHost, populateMember } from './kubefed-fleet.ts'
import { requireBinaries } from './require-binaries.ts'
import { walk, type Walk } from './walk.ts'

const isUpdate = process.env['UPDATE_GOLDEN'] === '1'
const storedObjects = new URL('../views/adopt/fixtures/bank-by-kubernetes-1.34.jsonl', import.meta.url)

const clusters = ['cluster-1', 'cluster-2']
const work = temporaryDirectory()
const bank = join(work, 'bank')
const fleet = join(work, 'fleet')
const renderedIn = (cluster: string): string => join(fleet, 'rendered/clusters', cluster)

let controlPlane: ControlPlane | undefined

beforeAll(() => {
  mkdirSync(bank)
  renderBank(bank, { clusters: clusters.length, namespaces: 3 })
})

afterAll(async () => {
  await controlPlane?.stop()
  rmSync(work, { recursive: true })
})

/** A fleet as KubeFed leaves it, and the commands of the tutorial for it. */
interface Migration extends Walk {
  readonly host: ApiServer
  readonly members: readonly (readonly [cluster: string, server: ApiServer])[]
  readonly federatedTypes: readonly string[]
  /** The assignments of the variables that the blocks share. */
  readonly variables: string
}

async function startMigration(context: TestContext): Promise<Migration> {
  const binaries = requireBinaries(context, 'etcd', 'kube-apiserver', 'kubectl', 'jq', 'git')
  controlPlane = await startControlPlane(binaries)
  const host = await controlPlane.startServer()
  const members: [string, ApiServer][] = []
  for (const name of clusters) members.push([name, await controlPlane.startServer()])
  const types = writeDefinitions(bank)
  populateHost(host, bank)
  const federatedTypes = types.map((type) => `federated${type.replace(/\..*/, '')}`)
  holdFederated(host, federatedTypes)
  for (const [name, server] of members) populateMember(server, join(bank, 'rendered/clusters', name))
  const commands = walk('docs/tutorials/leaving-kubefed.md', join(work, 'tools'), binaries.kubectl, {
    host,
    ...Object.fromEntries(members),
  })
  const lines = commands.blocks.join('').split('\n')
  const variables = lines.filter((line) => /^[a-z]+=/.test(line)).join('\n')
  return { ...commands, host, members, federatedTypes, variables: `${variables}\n` }
}

/** The objects of rendered files by path; kubectl sorted the keys of the sources. */
function readObjects(directory: string): ReadonlyMap<string, unknown> {
  return new Map([...readTree(directory)].map(([path, text]) => [path, parse(text)]))
}

function withoutVersion({ metadata, ...object }: LiveObject): object {
  return { ...object, metadata: { ...metadata, resourceVersion: undefined } }
}

/** Every rendered object as the server has it, but for what each write changes. */
function snapshot(server: ApiServer, cluster: string): readonly object[] {
  return [...readLive(server, renderedIn(cluster))]
    .sort((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1))
    .map(withoutVersion)
}

/** Applies as Argo CD does with server-side apply. */
function apply(server: ApiServer, path: string): void {
  const options = ['--server-side', '--force-conflicts', '--field-manager=argocd-controller']
  server.kubectl(['apply', ...options, '--recursive', '--filename', path])
}

function clusterKey(server: ApiServer): string {
  return server.kubectl(['get', 'configmap', 'own', '--namespace=shop', '--output=jsonpath={.data.cluster}'])
}

/** What a server makes of each built-in type, for the unit tests of what `adopt` ignores. */
function recordStoredObjects(server: ApiServer): void {
  const directory = join(bank, 'rendered/clusters/cluster-1')
  const live = new Map(readLive(server, directory).map((each) => [identityOf(each), each]))
  const pairs = [...readObjects(directory)]
    .filter(([path]) => /^(?:_cluster|shop)\/(?!widgets\.)/.test(path))
    .map(([, rendered]) => {
      return { rendered, live: withoutVersion(live.get(identityOf(rendered as LiveObject)) as LiveObject) }
    })
  writeFileSync(storedObjects, pairs.map((each) => `${JSON.stringify(each)}\n`).join(''))
}

describe('the tutorial "Leaving KubeFed"', () => {
  it('proves that what is dumped renders to what runs, takes it over without a change, and lets KubeFed go', async (context) => {
    const { blocks, sh, host, members, federatedTypes, variables } = await startMigration(context)
    const [dumpHost = '', dumpMembers = '', , tryOut = '', takeOut = '', remove = ''] = blocks
    const [, first] = members[0] ?? []
    if (first === undefined) throw new Error('there is no member')
    if (isUpdate) recordStoredObjects(first)

    // 1. Dump the control plane, 2. dump the members, 3. render and prove
    sh(work, dumpHost)
    sh(fleet, variables + dumpMembers)
    const rendered = runCli(fleet, ['render'])
    const codes = [...rendered.stderr.matchAll(/(?:error|warning) (\S+):/g)].map(([, code]) => code)
    expect(codes).toStrictEqual(['plain-text-secret'])
    expect(readObjects(join(fleet, 'rendered/clusters'))).toStrictEqual(
      readObjects(join(bank, 'rendered/clusters')),
    )
    const adopted = runCli(fleet, ['adopt'])
    expect(adopted.stdout).toMatch(/^Objects: \d+ equal, in 2 clusters\.$/m)
    expect(adopted.stdout).not.toContain('Kept')
    expect(adopted.stdout).toContain('\n  controller-manager: ')
    expect(adopted.status).toBe(0)

    // 5. Apply: the server says before that nothing differs, and nothing does after
    for (const [cluster, server] of members) {
      sh(fleet, tryOut.replaceAll('eu-west', cluster))
      const before = snapshot(server, cluster)
      apply(server, renderedIn(cluster))
      expect(snapshot(server, cluster)).toStrictEqual(before)
    }

    // 6. Take KubeFed out of the fields: before it, what goes from the sources stays in the cluster
    const without = join(work, 'without.yaml')
    const own = readFileSync(join(renderedIn('cluster-1'), 'shop/configmaps/own.yaml'), 'utf8')
    writeFileSync(without, own.replace(/^ +cluster: cluster-1\n/m, '').replace(/^data:$/m, 'data: {}'))
    apply(first, without)
    expect(clusterKey(first)).toBe('cluster-1')
    apply(first, renderedIn('cluster-1'))
    for (const [cluster, server] of members) {
      const before = snapshot(server, cluster)
      sh(fleet, `clusters=${cluster}\n${variables.replace(/^clusters=.*\n/m, '')}${takeOut}`)
      expect(snapshot(server, cluster)).toStrictEqual(before)
    }
    sh(fleet, variables + dumpMembers)
    expect(runCli(fleet, ['adopt']).stdout).not.toContain('controller-manager')
    apply(first, without)
    expect(clusterKey(first)).toBe('')

    // 7. Remove KubeFed: no finalizer holds what no controller sees to any more
    sh(fleet, variables + remove)
    expect(host.kubectl(['get', federatedTypes.join(','), '--all-namespaces', '--output=name'])).toBe('')
  })
})
