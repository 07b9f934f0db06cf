import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startControlPlane, type ApiServer, type ControlPlaneBinaries } from '../control-plane.ts'
import { endDaemon, type Daemon } from '../daemon.ts'
import { FleetRepository } from './fleet-repository.ts'
import { federatedObjects, memberYaml, type MemberAddress, type Sources } from './fleet-sources.ts'
import { startControllerManager, startGitServer, startKubelet } from './host-programs.ts'
import type { LiveAgent } from './live-agent.ts'

/** The members of the fleet. */
export type MemberName = 'eu' | 'us'

/** The members, in order. */
export const memberNames: readonly MemberName[] = ['eu', 'us']

/** A fleet of two members with the host of an agent, and the repository that the agent reads. */
export interface LiveFleet {
  readonly host: ApiServer
  readonly members: Readonly<Record<MemberName, ApiServer>>
  readonly agent: LiveAgent
  readonly repository: FleetRepository
  /** The path of kubectl. */
  readonly kubectl: string
  /** The address by which the agent reads the repository. */
  readonly url: string
  /** The sources that each promise begins with. */
  readonly sources: Sources
  /** The text of `fedrender.yaml` where something is set otherwise than at first. */
  readonly settingsOf: (delivery: Partial<DeliverySettings>) => string
  /** Where the members are, as their KubeFedClusters say. */
  readonly addresses: Readonly<Record<MemberName, MemberAddress>>
  stop(): Promise<void>
}

/** What promises set in `fedrender.yaml`. */
export interface DeliverySettings {
  /** The address and the branch from which the output is read. */
  readonly url: string
  readonly branch: string
  readonly granularity: 'cluster' | 'namespace'
  /** Where artifacts are pushed to. Default: there are none. */
  readonly oci?: string
}

/** How a fleet is made. */
export interface FleetRequest {
  readonly binaries: ControlPlaneBinaries & { readonly 'kube-controller-manager': string }
  /** The text of `fedrender.yaml`. */
  readonly settings: (delivery: DeliverySettings) => string
  readonly startAgent: (host: ApiServer, directory: string) => Promise<LiveAgent>
}

/** Starts three API servers, a Git server and an agent, which knows no repository yet. */
export async function startFleet({ binaries, settings, startAgent }: FleetRequest): Promise<LiveFleet> {
  const directory = mkdtempSync(join(tmpdir(), 'fedrender-gitops-'))
  const controlPlane = await startControlPlane(binaries)
  const daemons: Daemon[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(daemons.map(endDaemon))
    await controlPlane.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  try {
    const host = await controlPlane.startServer()
    const members = { eu: await controlPlane.startServer(), us: await controlPlane.startServer() }
    for (const each of [host, members.eu, members.us]) {
      daemons.push(await startControllerManager(binaries['kube-controller-manager'], each, directory))
    }
    daemons.push(startKubelet(directory, [host, ...Object.values(members)]))
    const server = await startGitServer(join(directory, 'git'))
    daemons.push(server.daemon)
    mkdirSync(join(directory, 'agent'))
    const agent = await startAgent(host, join(directory, 'agent'))
    const addresses = { eu: addressOf('eu', members.eu), us: addressOf('us', members.us) }
    const inventory = memberNames.map((name): [string, string] => [
      `clusters/${name}.yaml`,
      memberYaml(addresses[name], name),
    ])
    const settingsOf: LiveFleet['settingsOf'] = (delivery) =>
      settings({ url: server.url, branch: 'main', granularity: 'cluster', ...delivery })
    const sources = {
      ...federatedObjects,
      ...Object.fromEntries(inventory),
      'fedrender.yaml': settingsOf({}),
    }
    const repository = new FleetRepository(join(directory, 'clone'), server.url)
    return {
      host,
      members,
      agent,
      repository,
      kubectl: binaries.kubectl,
      url: server.url,
      sources,
      settingsOf,
      addresses,
      stop: async () => {
        await agent.stop()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function addressOf(name: MemberName, { address, certificate }: ApiServer): MemberAddress {
  return { name, address, caBundle: certificate }
}
