import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endDaemon, freePort, startDaemon, waitFor, type Daemon } from './daemon.ts'

/** The programs of a control plane, by path. */
export interface ControlPlaneBinaries {
  readonly etcd: string
  readonly 'kube-apiserver': string
  readonly kubectl: string
}

/** An etcd on the loopback interface, in which each API server has a prefix of its own. */
export interface ControlPlane {
  readonly etcdAddress: string
  /** Starts an API server that knows no object yet. `flags` are those that it has beside its usual ones. */
  startServer(flags?: readonly string[]): Promise<ApiServer>
  /** Ends its servers, too. */
  stop(): Promise<void>
}

/** An API server on the loopback interface. */
export interface ApiServer {
  readonly address: string
  readonly kubeconfig: string
  /** Its certificate, which nobody signed, in base64. */
  readonly certificate: string
  /** The file of the key that signs the tokens of its service accounts. */
  readonly accountKey: string
  /** Runs kubectl against it and gives what it prints on standard output; throws what it prints on standard error. */
  kubectl(args: readonly string[], input?: string): string
  /** Runs kubectl and gives whether it did what it was to do, with what it printed. */
  tryKubectl(args: readonly string[], input?: string): { readonly done: boolean; readonly output: string }
  stop(): Promise<void>
}

/** Starts etcd. Throws where it does not answer in half a minute. */
export async function startControlPlane(binaries: ControlPlaneBinaries): Promise<ControlPlane> {
  const directory = mkdtempSync(join(tmpdir(), 'fedrender-control-plane-'))
  const [client, peer] = [await freePort(), await freePort()]
  const etcdAddress = `http://127.0.0.1:${client}`
  const etcd = startDaemon(binaries.etcd, join(directory, 'etcd.log'), [
    `--data-dir=${join(directory, 'etcd')}`,
    `--listen-client-urls=${etcdAddress}`,
    `--advertise-client-urls=${etcdAddress}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-cluster=default=http://127.0.0.1:${peer}`,
    // What is lost with the machine is not missed, and every object need not wait for the disk.
    '--unsafe-no-fsync',
    '--quota-backend-bytes=4294967296',
  ])
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  writeFileSync(join(directory, 'accounts.key'), privateKey)
  writeFileSync(join(directory, 'accounts.pub'), publicKey)
  writeFileSync(join(directory, 'tokens.csv'), 'e2e,e2e,e2e,system:masters\n')
  await waitFor(() => isOk(`${etcdAddress}/health`), etcd)
  const servers: Daemon[] = []
  return {
    etcdAddress,
    startServer: (flags = []) => startServer(binaries, { directory, etcdAddress, servers, flags }),
    stop: async () => {
      await Promise.all(servers.map(endDaemon))
      await endDaemon(etcd)
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function startServer(
  binaries: ControlPlaneBinaries,
  {
    directory,
    etcdAddress,
    servers,
    flags,
  }: {
    readonly directory: string
    readonly etcdAddress: string
    readonly servers: Daemon[]
    readonly flags: readonly string[]
  },
): Promise<ApiServer> {
  const number = servers.length + 1
  const port = await freePort()
  const address = `https://127.0.0.1:${port}`
  const server = startDaemon(binaries['kube-apiserver'], join(directory, `server-${number}.log`), [
    `--etcd-servers=${etcdAddress}`,
    `--etcd-prefix=/server-${number}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--cert-dir=${join(directory, 'certificates')}`,
    `--token-auth-file=${join(directory, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--disable-admission-plugins=ServiceAccount',
    '--allow-privileged=true',
    '--service-cluster-ip-range=10.0.0.0/16,fd00:10::/112',
    '--service-account-issuer=https://127.0.0.1',
    `--service-account-key-file=${join(directory, 'accounts.pub')}`,
    `--service-account-signing-key-file=${join(directory, 'accounts.key')}`,
    '--endpoint-reconciler-type=none',
    '--event-ttl=24h',
    ...flags,
  ])
  servers.push(server)
  const kubeconfig = join(directory, `kubeconfig-${number}`)
  writeFileSync(kubeconfig, kubeconfigOf({ e2e: { address } }))
  const home = join(directory, 'home')
  const tryKubectl: ApiServer['tryKubectl'] = (args, input = '') => {
    const { status, stdout, stderr } = spawnSync(binaries.kubectl, args, {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      env: { PATH: process.env['PATH'], HOME: home, KUBECONFIG: kubeconfig },
    })
    return { done: status === 0, output: status === 0 ? stdout : stderr }
  }
  await waitFor(() => tryKubectl(['get', '--raw', '/readyz']).done, server)
  await waitFor(() => tryKubectl(['get', 'namespace', 'default']).done, server)
  return {
    address,
    kubeconfig,
    accountKey: join(directory, 'accounts.key'),
    certificate: readFileSync(join(directory, 'certificates/apiserver.crt'), 'base64'),
    tryKubectl,
    kubectl: (args, input) => {
      const { done, output } = tryKubectl(args, input)
      if (!done) throw new Error(`kubectl ${args.join(' ')}\n${output}`)
      return output
    },
    stop: () => endDaemon(server),
  }
}

/** The text of a kubeconfig with servers by context; the first is the current one. */
export function kubeconfigOf(servers: Readonly<Record<string, Pick<ApiServer, 'address'>>>): string {
  const names = Object.keys(servers)
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: Object.entries(servers).map(([name, { address }]) => ({
      name,
      cluster: { server: address, 'insecure-skip-tls-verify': true },
    })),
    users: [{ name: 'e2e', user: { token: 'e2e' } }],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: 'e2e' } })),
    'current-context': names[0],
  })
}

async function isOk(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok
  } catch {
    return false
  }
}
