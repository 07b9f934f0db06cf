import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startControlPlane, type ApiServer, type ControlPlaneBinaries } from '../control-plane.ts'
import { endDaemon, freePort, startDaemon, type Daemon } from '../daemon.ts'
import { eventually } from '../gitops/eventually.ts'
import { deletingControllers, startControllerManager } from '../gitops/host-programs.ts'
import { ask, demand, type KubernetesObject } from './api-client.ts'

/** The programs and files that a live KubeFed is made of, by path. */
export interface KubeFedBinaries extends ControlPlaneBinaries {
  readonly 'kube-controller-manager': string
  readonly 'kubefed-controller-manager': string
  readonly 'kubefed-crds': string
  readonly 'kubefed-types': string
}

/** The names of all programs and files that a live KubeFed is made of. */
export const kubefedPrograms = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kubefed-controller-manager',
  'kubefed-crds',
  'kubefed-types',
] as const

/** A member cluster, and which controllers of Kubernetes run in it beside those that delete. */
export interface MemberDescription {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly controllers: readonly string[]
}

/** A KubeFed control plane with its members; nothing of it is replaced. */
export interface LiveKubeFed {
  readonly directory: string
  readonly host: ApiServer
  readonly members: ReadonlyMap<string, ApiServer>
  /** Starts KubeFed's controllers, and waits until they know that the members are ready. */
  start(): Promise<void>
  /** Ends KubeFed's controllers. */
  stop(): Promise<void>
  /** Ends the controllers of Kubernetes in the members. */
  stopMemberControllers(): Promise<void>
  /** Ends everything. */
  end(): Promise<void>
}

/** The namespace of KubeFed's own objects. */
export const systemNamespace = 'kube-federation-system'

/** The chart's defaults. */
const configuration = {
  apiVersion: 'core.kubefed.io/v1beta1',
  kind: 'KubeFedConfig',
  metadata: { name: 'kubefed', namespace: systemNamespace },
  spec: {
    scope: 'Cluster',
    controllerDuration: { availableDelay: '20s', unavailableDelay: '60s', cacheSyncTimeout: '5m' },
    leaderElect: {
      leaseDuration: '15s',
      renewDeadline: '10s',
      retryPeriod: '5s',
      resourceLock: 'configmaps',
    },
    clusterHealthCheck: { period: '10s', failureThreshold: 3, successThreshold: 1, timeout: '3s' },
    syncController: { maxConcurrentReconciles: 1, adoptResources: 'Enabled' },
    statusController: { maxConcurrentReconciles: 1 },
    featureGates: [
      { name: 'PushReconciler', configuration: 'Enabled' },
      { name: 'SchedulerPreferences', configuration: 'Enabled' },
    ],
  },
}

/** The KubeFedCluster of a member, as fedrender reads it. */
export function clusterObject({ name, labels }: MemberDescription, address: string): KubernetesObject {
  return {
    apiVersion: 'core.kubefed.io/v1beta1',
    kind: 'KubeFedCluster',
    metadata: { name, namespace: systemNamespace, labels },
    spec: { apiEndpoint: address, secretRef: { name: `${name}-token` }, disabledTLSValidations: ['*'] },
  }
}

/** Starts a host, members, and KubeFed's controllers, and waits until its clusters are ready. */
export async function startKubeFed(
  binaries: KubeFedBinaries,
  descriptions: readonly MemberDescription[],
): Promise<LiveKubeFed> {
  const directory = mkdtempSync(join(tmpdir(), 'fedrender-kubefed-'))
  const controlPlane = await startControlPlane(binaries)
  const host = await controlPlane.startServer()
  const members = new Map<string, ApiServer>()
  const ofMembers: Daemon[] = []
  for (const { name, controllers } of descriptions) {
    const server = await controlPlane.startServer()
    const all = [...deletingControllers, ...controllers]
    ofMembers.push(await startControllerManager(binaries['kube-controller-manager'], server, directory, all))
    members.set(name, server)
  }
  installKubeFed(host, binaries)
  for (const each of descriptions) joinMember(host, each, members.get(each.name)?.address ?? '')
  let controllers: Daemon | undefined
  const stop = async (): Promise<void> => {
    if (controllers !== undefined) await endDaemon(controllers)
    controllers = undefined
  }
  const stopMemberControllers = async (): Promise<void> => void (await Promise.all(ofMembers.map(endDaemon)))
  const live: LiveKubeFed = {
    directory,
    host,
    members,
    start: async () => {
      const since = Date.now()
      controllers = await startControllers(binaries['kubefed-controller-manager'], host, directory)
      await clustersReady(host, [...members.keys()], since)
    },
    stop,
    stopMemberControllers,
    end: async () => {
      await stop()
      await stopMemberControllers()
      await controlPlane.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
  return live
}

/** Puts on a host what the chart does, but for its webhook and its Deployments. */
export function installKubeFed(
  host: ApiServer,
  binaries: Pick<KubeFedBinaries, 'kubefed-crds' | 'kubefed-types'>,
): void {
  host.kubectl(['create', '--filename', binaries['kubefed-crds']])
  host.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all'])
  host.kubectl(['create', 'namespace', systemNamespace])
  host.kubectl(['--namespace', systemNamespace, 'create', '--filename', binaries['kubefed-types']])
  host.kubectl(['create', '--filename', '-'], JSON.stringify(configuration))
}

/** What `kubefedctl join` leaves on the host. */
function joinMember(host: ApiServer, description: MemberDescription, address: string): void {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `${description.name}-token`, namespace: systemNamespace },
    stringData: { token: 'e2e' },
  }
  for (const each of [secret, clusterObject(description, address)]) {
    host.kubectl(['create', '--filename', '-'], JSON.stringify(each))
  }
}

async function startControllers(program: string, host: ApiServer, directory: string): Promise<Daemon> {
  const [health, metrics] = [await freePort(), await freePort()]
  // What it writes is of the manager of this name.
  const named = join(directory, 'controller-manager')
  if (!existsSync(named)) symlinkSync(program, named)
  return startDaemon(named, join(directory, `kubefed-${health}.log`), [
    `--kubeconfig=${host.kubeconfig}`,
    `--kubefed-namespace=${systemNamespace}`,
    `--healthz-addr=127.0.0.1:${health}`,
    `--metrics-addr=127.0.0.1:${metrics}`,
    '--v=2',
  ])
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly lastProbeTime?: string
}

/** Waits until KubeFed has found each cluster ready since a time, in milliseconds since 1970. */
async function clustersReady(host: ApiServer, names: readonly string[], since: number): Promise<void> {
  const path = (name: string): string =>
    `/apis/core.kubefed.io/v1beta1/namespaces/${systemNamespace}/kubefedclusters/${name}`
  const isReady = async (name: string): Promise<boolean> => {
    const { status } = (await demand(host.address, 'GET', path(name))) as {
      readonly status?: { readonly conditions?: readonly Condition[] }
    }
    return status?.conditions?.some((each) => isReadySince(each, since)) === true
  }
  await eventually(
    'the clusters are ready',
    async () => ((await Promise.all(names.map(isReady))).every(Boolean) ? true : undefined),
    async () => (await ask(host.address, 'GET', path(names[0] ?? ''))).body['status'],
    180,
  )
}

const isReadySince = ({ type, status, lastProbeTime = '' }: Condition, since: number): boolean =>
  type === 'Ready' && status === 'True' && Date.parse(lastProbeTime) > since
