import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, type TestContext } from 'vitest'
import { parseAllDocuments, stringify } from 'yaml'
import type { JsonObject } from '../../src/model/json.ts'
import { temporaryDirectory } from '../e2e/run-cli.ts'
import { plainObjects, run } from './bank.ts'
import { kubeconfigOf, startControlPlane, type ApiServer, type ControlPlane } from './control-plane.ts'
import { endDaemon, type Daemon } from './daemon.ts'
import { startControllerManager } from './gitops/host-programs.ts'
import type { KubernetesObject } from './kubefed/api-client.ts'
import { liveTypes } from './kubefed/federated-types.ts'
import { installKubeFed, systemNamespace } from './kubefed/live-kubefed.ts'
import { requireBinaries } from './require-binaries.ts'

const isUpdate = process.env['UPDATE_GOLDEN'] === '1'

/** The help that `test/cli/kubefedctl` compares fedrender's command line with, a file for each command. */
const help = new URL('../cli/kubefedctl/help/', import.meta.url)
const commands = readdirSync(help).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -4)] : []))

const work = temporaryDirectory()
const repository = join(work, 'repository')
const kubeconfig = join(work, 'kubeconfig')

let controlPlane: ControlPlane | undefined
let tokens: Daemon | undefined
let started: Promise<ApiServer> | undefined

afterAll(async () => {
  if (tokens !== undefined) await endDaemon(tokens)
  await controlPlane?.stop()
  rmSync(work, { recursive: true })
})

/** A host cluster with KubeFed's types and objects of every type, which the repository has, too; and a cluster to join. */
async function startHost(context: TestContext): Promise<ApiServer> {
  const binaries = requireBinaries(context, ...programsOfHost)
  controlPlane = await startControlPlane(binaries)
  const host = await controlPlane.startServer()
  const member = await controlPlane.startServer()
  const controllers = ['serviceaccount-token-controller']
  tokens = await startControllerManager(binaries['kube-controller-manager'], member, work, controllers)
  installKubeFed(host, binaries)
  // Nothing answers for an APIService, without which kubefedctl lists nothing.
  const objects = plainObjects(1).filter(({ kind }) => kind !== 'APIService')
  const isFirst = ({ kind }: KubernetesObject): boolean =>
    kind === 'CustomResourceDefinition' || kind === 'Namespace'
  host.kubectl(['create', '--filename', '-'], textOf(objects.filter(isFirst)))
  host.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all'])
  host.kubectl(['create', '--filename', '-'], textOf(objects.filter((each) => !isFirst(each))))
  mkdirSync(repository)
  const dump = host.kubectl(['get', '--filename', '-', '--output', 'yaml'], textOf(objects))
  writeFileSync(join(repository, 'plain.yaml'), dump)
  writeFileSync(kubeconfig, kubeconfigOf({ host, member }))
  return host
}

const programsOfHost = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kubefed-kubefedctl',
  'kubefed-crds',
  'kubefed-types',
] as const

const textOf = (objects: readonly KubernetesObject[]): string =>
  objects.map((each) => stringify(each, { version: '1.1' })).join('---\n')

/** Runs kubefedctl and gives what it prints on standard output. Throws all that it prints where it fails. */
function kubefedctl(context: TestContext, ...commandLine: readonly string[]): string {
  const { 'kubefed-kubefedctl': program } = requireBinaries(context, 'kubefed-kubefedctl')
  const { status, stdout, stderr } = spawnSync(program, commandLine, {
    encoding: 'utf8',
    env: { HOME: work, PATH: process.env['PATH'], KUBECONFIG: kubeconfig },
  })
  if (status === 0) return stdout
  throw new Error(`kubefedctl ${commandLine.join(' ')}: exit code ${status}\n${stdout}${stderr}`)
}

/** The objects that a command line prints, by kind, namespace and name. */
function objectsByName(text: string): Readonly<Record<string, KubernetesObject>> {
  const objects = parseAllDocuments(text)
    .map((each) => each.toJS() as KubernetesObject | null)
    .filter((each) => each !== null)
  return Object.fromEntries(
    objects.map((each) => [`${each.kind} ${each.metadata.namespace ?? ''}/${each.metadata.name}`, each]),
  )
}

describe('the help of kubefedctl v0.10.0', () => {
  it('is recorded of all of its commands', (context) => {
    const [, list = ''] = /^Available Commands:\n((?: .*\n)+)/m.exec(kubefedctl(context, '--help')) ?? []
    const named = [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name = '']) => name)
    expect(named.filter((name) => name !== 'help' && name !== 'completion')).toStrictEqual(commands)
  })

  it.for(commands)('%s is as it is recorded', (command, context) => {
    const parts = command === 'orphaning-deletion' ? ['enable', 'disable', 'status'] : []
    const lines = parts.length === 0 ? [[command]] : parts.map((part) => [command, part])
    const text = lines.map((line) => kubefedctl(context, ...line, '--help')).join('')
    const file = new URL(`${command}.txt`, help)
    if (isUpdate) writeFileSync(file, text)
    expect(text).toBe(readFileSync(file, 'utf8'))
  })
})

/** An object without its namespace. */
function withoutNamespace(object: KubernetesObject): JsonObject {
  const { namespace: _, ...metadata } = object.metadata
  return { ...object, metadata }
}

const annotationsOf = (object: KubernetesObject): unknown => object.metadata['annotations']

describe('kubefedctl v0.10.0 and fedrender', () => {
  it('federate a namespace with all that is in it alike', async (context) => {
    await (started ??= startHost(context))
    const commandLine = ['federate', 'namespaces', 'shop', '--contents', '-o', 'yaml']
    const federated = objectsByName(kubefedctl(context, ...commandLine))
    const printed = objectsByName(run(repository, ...commandLine, '--enable-type'))
    const ours = Object.entries(printed).filter(([, { kind }]) => kind !== 'FederatedTypeConfig')
    expect(Object.keys(federated).length).toBeGreaterThan(25)
    expect(Object.fromEntries(ours)).toStrictEqual(federated)
  })

  it('federate the objects of a file alike', async (context) => {
    await (started ??= startHost(context))
    const file = join(work, 'objects.yaml')
    writeFileSync(file, textOf(plainObjects(2)))
    const federated = objectsByName(kubefedctl(context, 'federate', '--filename', file, '-o', 'yaml'))
    const commandLine = ['federate', '--filename', file, '-o', 'yaml', '--enable-type']
    const ours = Object.entries(objectsByName(run(repository, ...commandLine))).filter(
      ([, { kind }]) => kind !== 'FederatedTypeConfig',
    )
    expect(Object.keys(federated).length).toBeGreaterThan(55)
    expect(Object.fromEntries(ours)).toStrictEqual(federated)
  })

  it.for([
    ...liveTypes.map(({ name }) => name),
    'statefulsets.apps',
    'widgets.example.com',
    'sc',
    'CronJob',
    'hpa --federated-group kubefed.example.com --federated-version v1',
  ])('enable %s alike', async (given, context) => {
    await (started ??= startHost(context))
    const commandLine = ['enable', ...given.split(' '), '-o', 'yaml']
    // kubefedctl names no namespace in what it prints.
    const objectsOf = (text: string): readonly JsonObject[] =>
      Object.values(objectsByName(text)).map(withoutNamespace)
    expect(objectsOf(run(repository, ...commandLine))).toStrictEqual(
      objectsOf(kubefedctl(context, ...commandLine)),
    )
  })

  it('join a cluster alike', async (context) => {
    const host = await (started ??= startHost(context))
    const commandLine = ['join', 'member', '--cluster-context', 'member', '--secret-name', 'token']
    kubefedctl(context, ...commandLine, '--host-cluster-context', 'host')
    const inSystem = ['--namespace', systemNamespace, '--output', 'json']
    const joined = JSON.parse(
      host.kubectl(['get', 'kubefedcluster', 'member', ...inSystem]),
    ) as KubernetesObject
    const [ours] = Object.values(
      objectsByName(run(repository, ...commandLine, '--kubeconfig', kubeconfig, '-o', 'yaml')),
    )
    // An empty one is none.
    expect({ proxyURL: '', ...(ours?.['spec'] as JsonObject) }).toStrictEqual(joined['spec'])
    const { namespace, name } = joined.metadata
    expect(ours?.metadata).toStrictEqual({ name, namespace })
    // Of the Secret, fedrender writes the name alone.
    const { data } = JSON.parse(host.kubectl(['get', 'secret', 'token', ...inSystem])) as KubernetesObject
    expect(Object.keys(data as JsonObject)).toStrictEqual(['token'])
  })

  it('have objects orphaned alike', async (context) => {
    const host = await (started ??= startHost(context))
    const text = kubefedctl(context, 'federate', 'configmaps', 'colors', '-n', 'shop', '-o', 'yaml')
    host.kubectl(['create', '--filename', '-'], text)
    const orphaning = join(work, 'orphaning')
    mkdirSync(orphaning)
    writeFileSync(join(orphaning, 'colors.yaml'), text)
    const named = ['federatedconfigmaps', 'colors', '-n', 'shop']
    for (const [action, annotations] of [
      ['enable', { 'kubefed.io/orphan': 'true' }],
      ['disable', undefined],
    ] as const) {
      kubefedctl(context, 'orphaning-deletion', action, ...named)
      run(orphaning, 'orphaning-deletion', action, ...named)
      const live = host.kubectl(['get', ...named, '--output', 'yaml'])
      const ours = readFileSync(join(orphaning, 'colors.yaml'), 'utf8')
      for (const each of [live, ours]) {
        expect(Object.values(objectsByName(each)).map(annotationsOf)).toStrictEqual([annotations])
      }
      expect(run(orphaning, 'orphaning-deletion', 'status', ...named)).toBe(
        kubefedctl(context, 'orphaning-deletion', 'status', ...named),
      )
    }
  })
})
