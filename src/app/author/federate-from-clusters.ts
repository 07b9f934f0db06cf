import { resolve } from 'node:path'
import { checkRestored } from '../../authoring/clusters/check-restored.ts'
import { federateClusters, type FederatedClusters } from '../../authoring/clusters/federate-clusters.ts'
import { groupByObject } from '../../authoring/clusters/group-by-object.ts'
import { placeByScope } from '../../authoring/clusters/place-by-scope.ts'
import type { ObjectOfClusters } from '../../authoring/clusters/object-of-clusters.ts'
import { fileChanges, type Authored } from '../../authoring/edits/authored.ts'
import { withoutRepeats } from '../../authoring/types/known-types.ts'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { nameSide } from '../../diagnostics/name-side.ts'
import { errorsOf, hasErrors } from '../../diagnostics/severities.ts'
import { readSources } from '../../host/sources/sources.ts'
import { customTypes } from '../../kubernetes/custom-types.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { compile } from '../../render.ts'
import { parse } from '../../stages/parse/parse.ts'
import { count } from '../../text/count.ts'
import type { Workspace } from '../workspace.ts'
import type { AuthoringRepository } from './authoring-repository.ts'
import type { FederateOptions } from './federate-chosen.ts'

/** The federated objects of what clusters have, and one line that says what became of what. */
export interface FederatedFromClusters {
  readonly authored: readonly Authored[]
  readonly notes: readonly string[]
}

/**
 * Federates the objects of a directory that has a folder, or a file, for each cluster, and compiles the repository with them:
 * what a cluster would get is what its folder has, or an error. Reports what `readSources`, `parse`, `placeByScope`,
 * `groupByObject` and `federateClusters` do, `clusters-directory-empty` and `cluster-object-not-restored`.
 *
 * @param directory relative to the working directory
 */
export function federateFromClusters(
  workspace: Workspace,
  source: AuthoringRepository,
  directory: string,
  options: FederateOptions & { readonly clusterOverrides: boolean },
): DiagnosticResult<FederatedFromClusters> {
  const { resources, types, manifests, repository } = source
  const [found, reading] = readClusterFiles(workspace, directory)
  const { clusters } = resources
  const ofClusters = customTypes(found.manifests.map(({ value }) => value))
  const knownTypes = withoutRepeats([...source.knownTypes, ...ofClusters])
  const placing: Diagnostic[] = []
  const namespace = options.namespace ?? repository.config.defaultNamespace
  const placed = placeByScope(found.manifests, knownTypes, namespace, (each) => placing.push(each))
  const [grouped, grouping] = groupByObject({ ...found, manifests: placed }, clusters)
  const [{ authored, objects, ...counts }, federating] = federateClusters(grouped, {
    ...options,
    clusters,
    types,
    knownTypes,
    manifests,
    federatedNamespaces: federatedNamespaces(source),
    keepAnnotations: repository.config.templateAnnotations === 'keep',
  })
  const diagnostics = [...reading, ...placing, ...grouping, ...federating]
  const faults = hasErrors(diagnostics) ? [] : compileAndCheck(source, authored, objects)
  const read = grouped.reduce((sum, each) => sum + each.size, 0)
  const notes = [describeFolded(read, objects, counts)]
  return [{ authored, notes }, [...diagnostics, ...faults]]
}

/** `15 objects in 4 clusters → 4 federated objects, 1 override, 2 ClusterOverrides`. */
function describeFolded(
  read: number,
  objects: readonly ObjectOfClusters[],
  { operations, clusterOverrides }: Pick<FederatedClusters, 'operations' | 'clusterOverrides'>,
): string {
  const names = new Set(objects.flatMap(({ wanted }) => [...wanted.keys()]))
  const made = [
    count(objects.length, 'federated object'),
    count(operations, 'override'),
    ...(clusterOverrides > 0 ? [count(clusterOverrides, 'ClusterOverride')] : []),
  ]
  return `${count(read, 'object')} in ${count(names.size, 'cluster')} → ${made.join(', ')}`
}

interface FoundFiles {
  readonly prefix: string
  readonly files: readonly SourceFile[]
  readonly manifests: readonly Manifest[]
}

function readClusterFiles(
  { host, directory: working }: Workspace,
  directory: string,
): DiagnosticResult<FoundFiles> {
  const prefix = `${directory.replace(/(?<!\/)\/+$/, '')}/`
  const [below, reading] = readSources(host, resolve(working, directory), { option: '--from-clusters' })
  const files = below.map(({ path, text }): SourceFile => ({ path: `${prefix}${path}`, text }))
  const [{ manifests }, parsing] = parse(files)
  const faults = [...nameSide(reading, prefix), ...parsing.map(asUnrendered)]
  const isEmpty = manifests.length === 0 && !hasErrors(faults)
  const empty = isEmpty ? [createDiagnostic('clusters-directory-empty', { directory })] : []
  return [{ prefix, files, manifests }, [...faults, ...empty]]
}

/** What a repository may hold beside its objects is what a cluster would lose here without an error. */
function asUnrendered(found: Diagnostic): Diagnostic {
  const what = unrendered.get(found.code)
  return what ? createDiagnostic('cluster-folder-unrendered', { what }, { at: found.at }) : found
}

const unrendered: ReadonlyMap<string, 'chart' | 'template'> = new Map([
  ['helm-chart-skipped', 'chart'],
  ['templates-skipped', 'template'],
])

function federatedNamespaces({ resources }: AuthoringRepository): ReadonlySet<string> {
  const found = resources.federatedResources.filter(({ kind }) => kind === 'FederatedNamespace')
  return new Set(found.map(({ name }) => name))
}

/** The law of the command, tried each time: rendering gives back what was read. */
function compileAndCheck(
  { repository }: AuthoringRepository,
  authored: readonly Authored[],
  objects: readonly ObjectOfClusters[],
): readonly Diagnostic[] {
  const { config, schema, observed, dnsLock } = repository
  const files = new Map(repository.files.map((file) => [file.path, file]))
  const [changes] = fileChanges(authored)
  for (const { path, after } of changes) {
    if (after === null) files.delete(path)
    else files.set(path, { path, text: after })
  }
  const given = { config, observed, ...(dnsLock && { dnsLock }), keepGoing: true }
  const { fleet, diagnostics } = compile([...files.values()], schema, given)
  return fleet === undefined ? errorsOf(diagnostics) : checkRestored(fleet, objects)
}
