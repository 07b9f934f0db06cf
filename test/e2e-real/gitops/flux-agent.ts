import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { ApiServer } from '../control-plane.ts'
import { endDaemon, freePort, startDaemon, type Daemon } from '../daemon.ts'
import { readTree } from '../../helpers/read-tree.ts'
import { defineTypes } from './define-types.ts'
import { eventually } from './eventually.ts'
import { change, get, list, type LiveObject } from './kubernetes-api.ts'
import type { LiveAgent, UnitStates } from './live-agent.ts'

/** The programs of Flux and the definitions of their types, by path. */
export interface FluxBinaries {
  readonly 'source-controller': string
  readonly 'source-controller-crds': string
  readonly 'kustomize-controller': string
  readonly 'kustomize-controller-crds': string
}

const namespace = 'flux-system'
const root = 'fedrender-root'
const kustomizations = `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/${namespace}/kustomizations`
const gitRepository = `/apis/source.toolkit.fluxcd.io/v1/namespaces/${namespace}/gitrepositories/flux-system`

/** An object of Flux. */
interface FluxObject extends LiveObject {
  readonly status?: {
    readonly lastHandledReconcileAt?: string
    readonly artifact?: { readonly revision: string }
    readonly conditions?: readonly {
      readonly type: string
      readonly status: string
      readonly reason: string
      readonly message: string
    }[]
  }
}

/** Starts Flux for a host cluster, from which it reaches the members. */
export async function startFlux(
  host: ApiServer,
  binaries: FluxBinaries,
  directory: string,
): Promise<LiveAgent> {
  await defineTypes(host, binaries['source-controller-crds'], binaries['kustomize-controller-crds'])
  host.kubectl(['create', 'namespace', namespace])
  const daemons = await startControllers(host, binaries, directory)
  return {
    title: 'Flux',
    recallsUnits: false,
    begin: async (repository) => begin(host, join(repository.directory, 'bootstrap/flux')),
    notice: () => request(host, gitRepository, stamp()),
    follow: (commit) => follow(host, commit),
    reconcile: () => reconcileAll(host),
    lose: () => lose(host),
    stop: async () => {
      await Promise.all(daemons.map(endDaemon))
    },
  }
}

async function startControllers(
  host: ApiServer,
  binaries: FluxBinaries,
  directory: string,
): Promise<readonly Daemon[]> {
  mkdirSync(join(directory, 'storage'), { recursive: true })
  const env = {
    KUBECONFIG: host.kubeconfig,
    RUNTIME_NAMESPACE: namespace,
    TMPDIR: directory,
    HOME: directory,
  }
  const listen = async (name: string): Promise<string> => `--${name}=127.0.0.1:${await freePort()}`
  const storage = await freePort()
  const common = async (): Promise<readonly string[]> => [
    await listen('metrics-addr'),
    await listen('health-addr'),
    '--watch-all-namespaces',
    '--log-level=info',
  ]
  return [
    startDaemon(
      binaries['source-controller'],
      join(directory, 'source-controller.log'),
      [
        ...(await common()),
        `--storage-addr=127.0.0.1:${storage}`,
        `--storage-adv-addr=127.0.0.1:${storage}`,
        `--storage-path=${join(directory, 'storage')}`,
      ],
      env,
    ),
    startDaemon(
      binaries['kustomize-controller'],
      join(directory, 'kustomize-controller.log'),
      [...(await common()), '--requeue-dependency=2s'],
      env,
    ),
  ]
}

/** The steps that `fedrender bootstrap` prints; the Secrets get the credentials that they lack. */
function begin(host: ApiServer, files: string): void {
  for (const [path] of readTree(join(files, 'clusters'))) {
    const secret = parse(readFileSync(join(files, 'clusters', path), 'utf8')) as {
      readonly stringData: { readonly value: string }
    }
    const value = secret.stringData.value.replace('"user": {}', '"user": {"token": "e2e"}')
    host.kubectl(['apply', '--filename', '-'], JSON.stringify({ ...secret, stringData: { value } }))
  }
  host.kubectl(['apply', '--filename', join(files, 'source.yaml'), '--filename', join(files, 'root.yaml')])
}

async function follow(host: ApiServer, commit: string): Promise<UnitStates> {
  await request(host, gitRepository, stamp())
  await eventually(
    `the artifact of ${commit}`,
    async () =>
      (await get<FluxObject>(host.address, gitRepository))?.status?.artifact?.revision.endsWith(commit) ||
      undefined,
    () => get(host.address, gitRepository),
  )
  return reconcileAll(host)
}

async function lose(host: ApiServer): Promise<void> {
  const at = stamp()
  await request(host, gitRepository, at)
  const look = (): Promise<FluxObject | undefined> => get<FluxObject>(host.address, gitRepository)
  await eventually(
    'the GitRepository is not ready',
    async () => {
      const found = await look()
      if (found?.status?.lastHandledReconcileAt !== at) return undefined
      return readyOf(found)?.status === 'False' || undefined
    },
    look,
  )
  await reconcileAll(host)
}

/** The root first, since it makes and deletes the others. */
async function reconcileAll(host: ApiServer): Promise<UnitStates> {
  await reconcile(host, [root])
  const names = (await present(host)).map(({ metadata }) => metadata.name).filter((name) => name !== root)
  await reconcile(host, names)
  const states = await present(host)
  return Object.fromEntries(
    states.map((each) => {
      const { status = 'Unknown', reason = '', message = '' } = readyOf(each) ?? {}
      return [each.metadata.name, { isReady: status === 'True', message: `${reason}: ${message}` }]
    }),
  )
}

/** The Kustomizations that are not about to go. */
async function present(host: ApiServer): Promise<readonly FluxObject[]> {
  const found = await list<FluxObject>(host.address, kustomizations)
  return found.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
}

async function reconcile(host: ApiServer, names: readonly string[]): Promise<void> {
  const at = stamp()
  for (const name of names) await request(host, `${kustomizations}/${name}`, at)
  for (const name of names) {
    const path = `${kustomizations}/${name}`
    const look = (): Promise<FluxObject | undefined> => get<FluxObject>(host.address, path)
    await eventually(`Kustomization ${name} is done`, async () => isDone(await look(), at) || undefined, look)
  }
}

/** Whether a request was answered; what waits for another Kustomization, or was interrupted, goes on. */
function isDone(object: FluxObject | undefined, at: string): boolean {
  if (object?.status?.lastHandledReconcileAt !== at) return false
  const ready = readyOf(object)
  const goesOn = ['DependencyNotReady', 'HealthCheckCanceled', 'Progressing']
  return ready !== undefined && ready.status !== 'Unknown' && !goesOn.includes(ready.reason)
}

function readyOf({ status }: FluxObject): { status: string; reason: string; message: string } | undefined {
  return status?.conditions?.find(({ type }) => type === 'Ready')
}

/** What `flux reconcile` and a webhook do. */
function request(host: ApiServer, path: string, at: string): Promise<void> {
  const annotations = { 'reconcile.fluxcd.io/requestedAt': at }
  return change(host.address, 'PATCH', path, { metadata: { annotations } })
}

let count = 0

/** Another text each time. */
function stamp(): string {
  count += 1
  return `${new Date().toISOString()}-${count}`
}
