import { resolve } from 'node:path'
import { type Diagnostic, createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { createPackageHost } from '../../host/package-host.ts'
import { applyToPackage, addToItems } from '../../krm/apply-changes.ts'
import type { FunctionSettings } from '../../krm/function-config.ts'
import { isSourceObject } from '../../krm/is-source-object.ts'
import { type Package, findPart } from '../../krm/package-files.ts'
import type { ResourceList, ResourceItem } from '../../krm/resource-list.ts'
import { keyAt } from '../../model/place.ts'
import type { CompileResult } from '../../render.ts'
import { emit } from '../../stages/emit/emit.ts'
import { selectClusters } from '../../stages/emit/select.ts'
import { rememberRendered } from '../../stages/parse/rendered-fleet.ts'
import { decideChanges } from '../render/decide-changes.ts'
import { compileRepository } from '../repository/compile-repository.ts'
import type { Workspace } from '../workspace.ts'

/** The items that come out, absent where errors leave them as they are. */
export interface RenderedItems {
  readonly lines?: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Renders the package that the items come from, as `fedrender render` would in its directory. */
export function renderItems(
  outer: Workspace,
  list: ResourceList,
  { clusters, keepSources }: FunctionSettings,
  given: Package,
): RenderedItems {
  const directory = resolve('/package')
  const files = new Map([...given.files].map(([path, { text }]) => [path, text]))
  const workspace = { ...outer, directory, host: createPackageHost(outer.host, directory, files) }
  const compiled = compileRepository(workspace, '.', clusters ? { clusters } : {})
  const { repository, result, diagnostics } = compiled
  if (result?.fleet === undefined) return { diagnostics }
  const known = result.fleet.clusters.map((cluster) => cluster.name)
  if (!hasFiles(list) && (clusters ?? known).length > 1) {
    const missing = createDiagnostic('function-cluster-missing', { clusters: clusters ?? known })
    return { diagnostics: [...diagnostics, missing] }
  }
  const selection = clusters && selectClusters(clusters)
  const tree = emit(result.fleet, selection, result.delivery)
  const [decision, deciding] = decideChanges(workspace, repository, result, tree, { selection })
  const found = [...diagnostics, ...deciding]
  if (decision === undefined || hasErrors(found)) return { diagnostics: found }
  const items = keepSources ? list.items : withoutSources(list.items, given, result)
  const rendered = { changes: decision.changes, read: rememberRendered() }
  const lines = hasFiles(list) ? applyToPackage(items, given, rendered) : addToItems(items, rendered)
  return { lines, diagnostics: found }
}

/** Whether the orchestrator keeps objects in files, as kpt does. */
export function hasFiles({ items }: ResourceList): boolean {
  return items.some((item) => item.file !== undefined)
}

/** The items without those that only fedrender and KubeFed know. */
function withoutSources(
  items: readonly ResourceItem[],
  given: Package,
  { resources }: CompileResult,
): readonly ResourceItem[] {
  const federated = new Set(
    resources.federatedResources.map(({ manifest }) => findPart(given, keyAt(manifest, ''))?.item),
  )
  return items.filter((item) => !federated.has(item) && !isSourceObject(item.value))
}
