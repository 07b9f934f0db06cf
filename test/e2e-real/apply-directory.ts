import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { parseQuantity } from '../../src/kubernetes/quantity.ts'
import { storedObject } from '../../src/kubernetes/defaults/stored-object.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { readTree } from '../helpers/read-tree.ts'
import type { ApiServer } from './control-plane.ts'

const fieldManager = 'argocd-controller'

/** A field of a manifest that the server has otherwise, by the object and a pointer. */
export interface ServerDifference {
  readonly path: string
  readonly pointer: string
  readonly rendered: unknown
  readonly live: unknown
}

/**
 * Applies a directory as Argo CD and Flux do: CustomResourceDefinitions first, until the server knows the types, then
 * Namespaces, then all. Throws what the server refuses.
 */
export function applyDirectory(server: ApiServer, directory: string): void {
  const definitions = join(directory, '_cluster/customresourcedefinitions.apiextensions.k8s.io')
  if (existsSync(definitions)) {
    apply(server, definitions)
    server.kubectl(['wait', '--for=condition=Established', '--timeout=30s', 'crd', '--all'])
  }
  const namespaces = join(directory, '_cluster/namespaces')
  if (existsSync(namespaces)) apply(server, namespaces)
  apply(server, directory)
}

function apply(server: ApiServer, path: string): void {
  const options = ['--server-side', '--validate=strict', '--recursive', `--field-manager=${fieldManager}`]
  server.kubectl(['apply', ...options, '--filename', path])
}

/**
 * Kinds that Kubernetes 1.34 writes anew the second time, whoever applies them, and never after that: admission adds a
 * taint to a new Node, which its first apply owns and its second gives up; a claim comes out as it went in.
 */
const writtenTwice: ReadonlySet<string> = new Set(['Node', 'PersistentVolumeClaim'])

/** The resourceVersion of every object of a directory, by the object. */
export function resourceVersions(server: ApiServer, directory: string): Readonly<Record<string, string>> {
  const objects = readLive(server, directory).filter(({ kind }) => !writtenTwice.has(kind))
  return Object.fromEntries(objects.map((each) => [identityOf(each), each.metadata.resourceVersion]))
}

/** An object as a server gives it. */
export interface LiveObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly resourceVersion: string }
}

/** The objects of a directory as a server has them, in no order. */
export function readLive(server: ApiServer, directory: string): readonly LiveObject[] {
  const output = server.kubectl(['get', '--recursive', '--filename', directory, '--output', 'json'])
  const read = JSON.parse(output) as LiveObject & { readonly items?: readonly LiveObject[] }
  return read.items ?? [read]
}

/**
 * The fields of rendered files that the server has otherwise. Fields that the server adds are none; a quantity may be
 * written otherwise, as long as it is as much.
 */
export function serverDifferences(server: ApiServer, directory: string): readonly ServerDifference[] {
  const live = new Map(readLive(server, directory).map((each) => [identityOf(each), each]))
  return [...readTree(directory)].flatMap(([path]) => {
    const rendered: unknown = parse(readFileSync(join(directory, path), 'utf8'))
    const found = live.get(identityOf(rendered as LiveObject))
    return differences(storedObject(rendered as JsonObject), found, '').map((each) => ({ path, ...each }))
  })
}

/** What makes an object the same one, rendered or live. */
export function identityOf({ apiVersion, kind, metadata: { namespace = '', name } }: LiveObject): string {
  return [apiVersion, kind, namespace, name].join(' ')
}

function differences(
  rendered: unknown,
  live: unknown,
  pointer: string,
): readonly Omit<ServerDifference, 'path'>[] {
  if (Array.isArray(rendered) && Array.isArray(live) && rendered.length === live.length) {
    return rendered.flatMap((each, index) => differences(each, live[index], `${pointer}/${index}`))
  }
  if (isMapping(rendered) && isMapping(live)) {
    return Object.entries(rendered).flatMap(([key, each]) =>
      differences(each, live[key], `${pointer}/${key}`),
    )
  }
  // A server leaves out what has the zero value of its type.
  if (live === undefined && (rendered === false || rendered === 0 || rendered === '' || rendered === null))
    return []
  const isSame = rendered === live || (typeof rendered === 'string' && amountOf(rendered) === amountOf(live))
  return isSame ? [] : [{ pointer, rendered, live }]
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** How much a quantity is; what is none is itself. */
function amountOf(value: unknown): unknown {
  return (typeof value === 'string' ? parseQuantity(value) : undefined) ?? value
}
