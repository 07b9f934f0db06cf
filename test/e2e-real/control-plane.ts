import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The programs of a control plane, by path. */
export interface ControlPlaneBinaries {
  readonly etcd: string
  readonly 'kube-apiserver': string
  readonly kubectl: string
}

/** An etcd on the loopback interface, in which each API server has a prefix of its own. */
export interface ControlPlane {
  readonly etcdAddress: string
  /** Starts an API server that knows no object yet. */
  startServer(): Promise<ApiServer>
  stop(): Promise<void>
}

/** An API server on the loopback interface. */
export interface ApiServer {
  readonly kubeconfig: string
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
  const etcd = start(binaries.etcd, join(directory, 'etcd.log'), [
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
  let servers = 0
  return {
    etcdAddress,
    startServer: () => startServer(binaries, directory, etcdAddress, (servers += 1)),
    stop: async () => {
      await end(etcd)
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function startServer(
  binaries: ControlPlaneBinaries,
  directory: string,
  etcdAddress: string,
  number: number,
): Promise<ApiServer> {
  const port = await freePort()
  const address = `https://127.0.0.1:${port}`
  const server = start(binaries['kube-apiserver'], join(directory, `server-${number}.log`), [
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
  ])
  const kubeconfig = join(directory, `kubeconfig-${number}`)
  writeFileSync(kubeconfig, kubeconfigText(address))
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
    kubeconfig,
    tryKubectl,
    kubectl: (args, input) => {
      const { done, output } = tryKubectl(args, input)
      if (!done) throw new Error(`kubectl ${args.join(' ')}\n${output}`)
      return output
    },
    stop: () => end(server),
  }
}

function kubeconfigText(address: string): string {
  return `apiVersion: v1
kind: Config
clusters: [{name: e2e, cluster: {server: "${address}", insecure-skip-tls-verify: true}}]
users: [{name: e2e, user: {token: e2e}}]
contexts: [{name: e2e, context: {cluster: e2e, user: e2e}}]
current-context: e2e
`
}

/** A process with the file that it writes its log to. */
interface Server {
  readonly process: ChildProcess
  readonly log: string
}

/** Starts a program that goes on; what it prints goes to a file. */
function start(program: string, log: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Server {
  const file = openSync(log, 'w')
  const { PATH, HOME } = process.env
  return {
    process: spawn(program, args, { stdio: ['ignore', file, file], env: { PATH, HOME, ...env } }),
    log,
  }
}

/** Ends a program and waits until it is gone. */
async function end({ process }: Server): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  const gone = new Promise((resolve) => process.once('exit', resolve))
  process.kill('SIGKILL')
  await gone
}

/** Waits until something holds. Throws with the end of a program's log where it ends, or half a minute has passed. */
async function waitFor(holds: () => boolean | Promise<boolean>, server: Server, seconds = 30): Promise<void> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(100)) {
    if (server.process.exitCode !== null) break
    if (await holds()) return
  }
  throw new Error(`not ready:\n${readFileSync(server.log, 'utf8').split('\n').slice(-20).join('\n')}`)
}

async function isOk(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok
  } catch {
    return false
  }
}

/** A port of the loopback interface that nothing listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
