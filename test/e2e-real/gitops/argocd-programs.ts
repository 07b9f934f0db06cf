import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from '../../e2e/run-cli.ts'
import type { ApiServer } from '../control-plane.ts'
import { freePort, startDaemon, type Daemon } from '../daemon.ts'
import { defineTypes } from './define-types.ts'

/** The programs of Argo CD and the definitions of its types, by path. */
export interface ArgoCDBinaries {
  readonly argocd: string
  readonly 'argocd-crds': string
  readonly 'redis-server': string
}

const plugin = new URL('../../../examples/argocd-cmp/plugin.yaml', import.meta.url)

/** The namespace in which it runs. */
export const namespace = 'argocd'

/** Applies what the manifests of Argo CD hold beside its Deployments. */
export async function install(host: ApiServer, binaries: ArgoCDBinaries): Promise<void> {
  await defineTypes(host, binaries['argocd-crds'])
  host.kubectl(['create', 'namespace', namespace])
  const metadata = (name: string): object => ({
    name,
    namespace,
    labels: { 'app.kubernetes.io/part-of': 'argocd', 'app.kubernetes.io/name': name },
  })
  const names = ['cm', 'rbac-cm', 'tls-certs-cm', 'ssh-known-hosts-cm', 'gpg-keys-cm', 'cmd-params-cm']
  const items = [
    ...names.map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(`argocd-${name}`) })),
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadata('argocd-secret'),
      stringData: { 'server.secretkey': 'e2e' },
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'default', namespace },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: '*' }],
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      },
    },
  ]
  host.kubectl(['apply', '--filename', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
}

/** Starts Redis, the plugin of the example beside the repo-server, the application-controller and the applicationset-controller. */
export async function startPrograms(
  host: ApiServer,
  binaries: ArgoCDBinaries,
  directory: string,
): Promise<readonly Daemon[]> {
  installPlugin(directory)
  const env = environment(host, directory)
  const [redis, repoServer] = [await freePort(), await freePort()]
  const ports = await Promise.all([1, 2, 3, 4, 5].map(() => freePort()))
  const [repoMetrics, metrics, setMetrics, probe, webhook] = ports
  const start = (name: string, ...args: readonly string[]): Daemon =>
    startDaemon(binaries.argocd, join(directory, `${name}.log`), [name, ...args], env)
  const common = [`--redis=127.0.0.1:${redis}`]
  const reached = ['--namespace', namespace, '--repo-server-plaintext']
  return [
    startDaemon(binaries['redis-server'], join(directory, 'redis.log'), [
      '--port',
      String(redis),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
    ]),
    start(
      'repo-server',
      ...common,
      '--address=127.0.0.1',
      `--port=${repoServer}`,
      '--metrics-address=127.0.0.1',
      `--metrics-port=${repoMetrics}`,
      '--disable-tls',
      '--revision-cache-expiration=2s',
    ),
    start('cmp-server', `--config-dir-path=${join(directory, 'cmp')}`),
    start(
      'application-controller',
      ...common,
      ...reached,
      `--repo-server=127.0.0.1:${repoServer}`,
      `--metrics-port=${metrics}`,
      '--app-resync=15',
      '--app-resync-jitter=0',
      '--self-heal-timeout-seconds=2',
    ),
    start(
      'applicationset-controller',
      ...reached,
      `--argocd-repo-server=127.0.0.1:${repoServer}`,
      `--metrics-addr=127.0.0.1:${setMetrics}`,
      `--probe-addr=127.0.0.1:${probe}`,
      `--webhook-addr=127.0.0.1:${webhook}`,
    ),
  ]
}

/** Puts the plugin of the example where its sidecar has it, and the built fedrender on its path. */
function installPlugin(directory: string): void {
  mkdirSync(join(directory, 'cmp'))
  copyFileSync(plugin, join(directory, 'cmp/plugin.yaml'))
  mkdirSync(join(directory, 'bin'))
  const script = `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`
  writeFileSync(join(directory, 'bin/fedrender'), script, { mode: 0o755 })
}

function environment(host: ApiServer, directory: string): NodeJS.ProcessEnv {
  const at = (name: string): string => join(directory, name)
  for (const name of ['tls', 'ssh', 'gpg/source', 'gpg/keys', 'plugins', 'tmp']) {
    mkdirSync(at(name), { recursive: true, mode: 0o700 })
  }
  writeFileSync(at('ssh/ssh_known_hosts'), '')
  return {
    HOME: directory,
    PATH: `${at('bin')}:${process.env['PATH']}`,
    ARGOCD_CMP_WORKDIR: at('tmp'),
    KUBECONFIG: host.kubeconfig,
    HOSTNAME: 'argocd-e2e',
    POD_NAME: 'argocd-e2e',
    NAMESPACE: namespace,
    // The cluster in which it runs is the one of the kubeconfig.
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_TLS_DATA_PATH: at('tls'),
    ARGOCD_SSH_DATA_PATH: at('ssh'),
    ARGOCD_GPG_DATA_PATH: at('gpg/source'),
    ARGOCD_GNUPGHOME: at('gpg/keys'),
    ARGOCD_PLUGINSOCKFILEPATH: at('plugins'),
    TMPDIR: at('tmp'),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
  }
}
