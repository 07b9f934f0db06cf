import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { runCli } from '../../e2e/run-cli.ts'
import { readTree } from '../../helpers/read-tree.ts'
import { stringifyExactJson } from '../../helpers/stringify-exact-json.ts'
import type { KubernetesObject } from './api-client.ts'
import { keyOf } from './federated-types.ts'

/** A fault or a warning of fedrender, of a federated object. */
export interface Finding {
  readonly code: string
  readonly severity: string
  readonly message: string
}

/** What fedrender makes of sources. */
export interface Rendering {
  /** Objects by `<namespace or _cluster>/<type>/<name>`, by the name of the cluster. */
  readonly clusters: ReadonlyMap<string, ReadonlyMap<string, KubernetesObject>>
  /** What fedrender reports, by the same keys. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>
}

const config = `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
prune: {maxClusters: 1, maxFraction: 1}
severities: {namespace-not-federated: warning}
`

/** Makes a directory a repository with these sources, one object in a file; what was rendered before stays. */
export function writeSources(directory: string, objects: readonly KubernetesObject[]): void {
  const sources = join(directory, 'fleet')
  rmSync(sources, { recursive: true, force: true })
  mkdirSync(sources, { recursive: true })
  writeFileSync(join(directory, 'fedrender.yaml'), config)
  objects.forEach((object, index) => {
    const { kind, metadata } = object
    writeFileSync(join(sources, `${index}-${kind}-${metadata.name}.yaml`), `${stringifyExactJson(object)}\n`)
  })
}

interface JsonFinding extends Finding {
  readonly resource?: { readonly kind: string; readonly namespace?: string; readonly name: string }
}

/**
 * Renders a repository, whatever is wrong with some objects of it.
 *
 * @param left the clusters in which an object stays as it was rendered before, by the object
 */
export function renderSources(
  directory: string,
  clusters: readonly string[],
  left: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Rendering {
  const before = readTree(join(directory, 'rendered/clusters'))
  const { status, stdout, stderr } = runCli(directory, ['render', '--keep-going', '--format', 'json'])
  if (status !== 0 && status !== 2)
    throw new Error(`fedrender render: exit code ${status}\n${stdout}${stderr}`)
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly JsonFinding[] }
  leaveFiles(join(directory, 'rendered/clusters'), before, left)
  const objectsOf = (name: string): ReadonlyMap<string, KubernetesObject> => {
    const texts = [...readTree(join(directory, 'rendered/clusters', name)).values()]
    return new Map(texts.map(readObject).map((each) => [keyOf(each), each]))
  }
  return {
    clusters: new Map(clusters.map((name) => [name, objectsOf(name)])),
    findings: findingsByKey(diagnostics),
  }
}

/** Gives a repository the output of another one in place of its own. */
export function copyOutput(from: string, to: string): void {
  rmSync(join(to, 'rendered'), { recursive: true, force: true })
  cpSync(join(from, 'rendered'), join(to, 'rendered'), { recursive: true })
}

function leaveFiles(
  directory: string,
  before: ReadonlyMap<string, string>,
  left: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (const [key, clusters] of left) {
    for (const cluster of clusters) {
      const path = `${cluster}/${key}.yaml`
      const text = before.get(path)
      if (text === undefined) rmSync(join(directory, path), { force: true })
      else writeFileSync(join(directory, path), text)
    }
  }
}

function findingsByKey(diagnostics: readonly JsonFinding[]): ReadonlyMap<string, readonly Finding[]> {
  const findings = new Map<string, Finding[]>()
  for (const { resource, ...finding } of diagnostics) {
    if (resource === undefined || !resource.kind.startsWith('Federated')) continue
    if (resource.kind === 'FederatedTypeConfig') continue
    const key = keyOf({ apiVersion: '', kind: resource.kind, metadata: resource })
    findings.set(key, [...(findings.get(key) ?? []), finding])
  }
  return findings
}

/** A rendered object, with integers of any size exact. */
function readObject(text: string): KubernetesObject {
  return exact(parse(text, { intAsBigInt: true, maxAliasCount: -1 }) as Json) as KubernetesObject
}

function exact(value: Json): Json {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (Array.isArray(value)) return (value as readonly Json[]).map(exact)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, each]) => [key, exact(each)]))
}

/** Runs a command of fedrender that prints JSON. */
export function fedrenderJson(directory: string, ...commandLine: readonly string[]): unknown {
  const { stdout, stderr } = runCli(directory, [...commandLine, '--output', 'json'])
  if (stdout === '') throw new Error(`fedrender ${commandLine.join(' ')}\n${stderr}`)
  return JSON.parse(stdout)
}
