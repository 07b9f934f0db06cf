import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runCommand } from '../../src/cli/run-command.ts'
import type { GivenTerminal } from '../../src/cli/terminal/terminal.ts'
import { createNodeHost } from '../../src/host/node-host.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { preload } from '../e2e/preloads.ts'
import { main, plainEnvironment, temporaryDirectory } from '../e2e/run-cli.ts'

type Files = ReadonlyMap<string, string>

/** A command that writes sources. */
interface Authoring {
  readonly commandLine: readonly string[]
  readonly sources: Files
  /** What a reader sees of it before its last file is there, in the order of the writes. */
  readonly between: readonly string[]
}

const workspace = temporaryDirectory()
afterAll(() => rmSync(workspace, { recursive: true }))

const location = '{topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: eu-a}'

const plainObjects = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store, namespace: shop}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template: {metadata: {labels: {app: store}}, spec: {containers: [{name: store, image: store}]}}
`

const recordedIngress = `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: web, namespace: shop}
spec: {hosts: [shop.example.com]}
`

const observedIngress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
status: {loadBalancer: {ingress: [{hostname: a.lb.example.net}]}}
`

const dnsLock = `apiVersion: fedrender.dev/v1alpha1
kind: DNSLock
hosts:
  a.lb.example.net: {addresses: [192.0.2.1], lookedUp: "2025-12-31T00:00:00Z"}
`

/** A namespace that is missing, and an early group. */
const faulty = `apiVersion: types.kubefed.k8s.io/v1beta1
kind: FederatedConfigMap
metadata: {name: settings, namespace: shop}
spec: {placement: {clusterSelector: {}}, template: {data: {color: blue}}}
`

const commands: readonly Authoring[] = [
  {
    commandLine: ['enable', 'statefulsets.apps', '--crd'],
    sources: new Map([['clusters.yaml', clusterYaml('a')]]),
    between: ['federated-types/statefulsets.apps.yaml'],
  },
  {
    commandLine: ['federate', '--contents', 'shop', '--enable-type'],
    sources: new Map([
      ['clusters.yaml', clusterYaml('a')],
      ['plain.yaml', plainObjects],
    ]),
    between: ['federated-types/statefulsets.apps.yaml', 'federated/shop/namespaces/shop.yaml'],
  },
  {
    commandLine: ['dns', 'lock'],
    sources: new Map([
      [
        'fedrender.yaml',
        'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ndns: {hostTargets: lock}\n',
      ],
      ['clusters.yaml', clusterYaml('a', location)],
      [
        'shop.yaml',
        namespaceYaml('shop') +
          federatedYaml('Ingress', 'shop/web', 'template: {spec: {rules: [{host: shop.example.com}]}}') +
          recordedIngress,
      ],
      ['observed/a.yaml', observedIngress],
      ['dns.lock.yaml', dnsLock],
    ]),
    between: [],
  },
  {
    commandLine: ['validate', '--fix'],
    sources: new Map([
      ['clusters.yaml', clusterYaml('a')],
      ['shop/settings.yaml', faulty],
    ]),
    between: ['shop/federatednamespace-shop.yaml'],
  },
]

const address = '192.0.2.9'

/** Runs a command in a process that dies at its n-th effect on the file system; gives whether it did. */
async function runAndDie(directory: string, commandLine: readonly string[], dieAt: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [...preload('die-between-effects', 'fixed-look-ups'), main, ...commandLine],
    {
      cwd: directory,
      env: { ...plainEnvironment, DIE_AT: String(dieAt), FIXED_ADDRESS: address },
      stdio: 'ignore',
    },
  )
  return new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal === 'SIGKILL')))
}

/** Runs a command in this process, on the same disk. */
async function runHere(
  directory: string,
  commandLine: readonly string[],
): Promise<{ readonly status: number; readonly stdout: string }> {
  let stdout = ''
  const terminal: GivenTerminal = {
    host: createNodeHost(),
    directory,
    environment: () => undefined,
    writeOutput: (text) => (stdout += text),
    writeError: () => undefined,
    colorErrors: false,
    colorOutput: false,
    outputColumns: undefined,
    interactive: false,
    now: () => 0,
    clock: () => '2026-01-01T00:00:00Z',
    lookUp: async () => [address],
    watch: async function* () {},
    openChannel: () => {
      throw new Error('this terminal has no streams')
    },
  }
  const status = await runCommand(commandLine, terminal)
  return { status, stdout }
}

/** Without what a killed run staged, which no reader takes for a source. */
function settled(files: Files): Files {
  return new Map([...files].filter(([path]) => !/^\.fedrender-[0-9a-f]{16}\.tmp$/.test(basename(path))))
}

async function errorsOf(directory: string): Promise<readonly string[]> {
  const { stdout } = await runHere(directory, ['validate'])
  return stdout.split('\n').filter((line) => line.includes(': error '))
}

it.each(commands)(
  'leaves every file old or new when $commandLine.0 is killed at any effect, and the same command then completes',
  async ({ commandLine, sources, between }) => {
    const repository = join(workspace, commandLine.join('-'))
    const begin = (): void => writeTree(repository, sources)
    begin()
    const before = settled(readTree(repository))
    const errorsBefore = await errorsOf(repository)
    expect(await runHere(repository, commandLine)).toMatchObject({ status: 0 })
    const after = settled(readTree(repository))

    const seen: string[] = []
    let kills = 0
    for (let dieAt = 1; ; dieAt += 1) {
      begin()
      if (!(await runAndDie(repository, commandLine, dieAt))) break
      kills += 1
      const found = settled(readTree(repository))
      for (const [path, text] of found) expect([before.get(path), after.get(path)], path).toContain(text)
      for (const path of before.keys()) expect(found.has(path), path).toBe(true)
      for (const [path, text] of found) {
        if (text !== before.get(path) && !seen.includes(path)) seen.push(path)
      }
      // Whoever reads in between finds no fault that was not there before.
      expect(errorsBefore, `effect ${dieAt}`).toEqual(
        expect.arrayContaining([...(await errorsOf(repository))]),
      )
      expect(await runHere(repository, commandLine), `effect ${dieAt}`).toMatchObject({ status: 0 })
      expect(settled(readTree(repository)), `effect ${dieAt}`).toStrictEqual(after)
    }
    // Each file is created, written to and renamed.
    expect(kills).toBeGreaterThanOrEqual(3 * (between.length + 1))
    expect(seen).toStrictEqual(between)
  },
)
