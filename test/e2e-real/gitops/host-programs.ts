import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ApiServer } from '../control-plane.ts'
import { freePort, startDaemon, waitFor, type Daemon } from '../daemon.ts'
import { git } from '../../helpers/git-repository.ts'

/** A Git server on the loopback interface. */
export interface GitServer {
  readonly daemon: Daemon
  /** The address of its one repository, which is empty at first. */
  readonly url: string
  /** Where that is on disk. */
  readonly repository: string
}

/** Starts a Git server in a directory. */
export async function startGitServer(directory: string): Promise<GitServer> {
  const repository = join(directory, 'fleet.git')
  mkdirSync(repository, { recursive: true })
  git(repository, 'init', '-q', '--bare', '-b', 'main')
  const port = await freePort()
  const daemon = startScript('git-server.mjs', join(directory, 'git-server.log'), [directory, String(port)])
  const url = `http://127.0.0.1:${port}/fleet.git`
  await waitFor(
    async () => (await fetch(`${url}/info/refs?service=git-upload-pack`).catch(() => undefined))?.ok === true,
    daemon,
  )
  return { daemon, url, repository }
}

/** Starts what leaves the status of objects as a cluster would. */
export function startKubelet(directory: string, servers: readonly ApiServer[]): Daemon {
  const addresses = servers.map(({ address }) => address)
  return startScript('kubelet.mjs', join(directory, 'kubelet.log'), addresses)
}

/** The controllers that make an API server delete what a namespace holds, and what lost its owner. */
export const deletingControllers: readonly string[] = ['namespace-controller', 'garbage-collector-controller']

/** Starts controllers of Kubernetes for an API server. */
export async function startControllerManager(
  program: string,
  server: ApiServer,
  directory: string,
  controllers: readonly string[] = deletingControllers,
): Promise<Daemon> {
  const port = await freePort()
  return startDaemon(program, join(directory, `controller-manager-${port}.log`), [
    `--kubeconfig=${server.kubeconfig}`,
    `--controllers=${controllers.join()}`,
    `--service-account-private-key-file=${server.accountKey}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${join(directory, `controller-manager-${port}`)}`,
    '--leader-elect=false',
    '--kube-api-qps=100',
    '--kube-api-burst=200',
  ])
}

function startScript(name: string, log: string, args: readonly string[]): Daemon {
  const script = fileURLToPath(new URL(name, import.meta.url))
  return startDaemon(process.execPath, log, [script, ...args], {
    NO_PROXY: '127.0.0.1',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
  })
}
