import { resolve } from 'node:path'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { createPackageHost } from '../../host/package-host.ts'
import { readStandardInput } from '../../host/sources/sources.ts'
import { addToItems, applyToPackage } from '../../krm/apply-changes.ts'
import { readFunctionConfig, type FunctionSettings } from '../../krm/function-config.ts'
import { findPart, layOutPackage, type Package } from '../../krm/package-files.ts'
import {
  formatResourceList,
  readResourceList,
  type ResourceItem,
  type ResourceList,
} from '../../krm/resource-list.ts'
import { formatResults, toResults } from '../../krm/results.ts'
import { isSourceObject } from '../../krm/is-source-object.ts'
import { keyAt } from '../../model/place.ts'
import type { CompileResult } from '../../render.ts'
import { rememberRendered } from '../../stages/parse/rendered-fleet.ts'
import { emit } from '../../stages/emit/emit.ts'
import { selectClusters } from '../../stages/emit/select.ts'
import { deliverGroup, type CommandLine } from '../command-line.ts'
import { compileRepository } from '../compile-repository.ts'
import { decideChanges } from '../decide-changes.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { hasErrors } from '../report-diagnostics.ts'
import type { Terminal } from '../terminal.ts'
import { tellDiagnostics } from '../tell-diagnostics.ts'

/** Adds `fn`. */
export function addFn({ terminal, exit, add }: CommandLine): void {
  add({
    name: 'fn',
    group: deliverGroup,
    summary: 'renders as a function of kpt or kustomize: a ResourceList on standard input and output',
    example: 'kpt fn eval fleet --exec "fedrender fn"',
  }).action(() => exit(runFn(terminal)))
}

/** What the specification calls the list; where there is none to take the version from. */
const listVersion = 'config.kubernetes.io/v1'

/**
 * Renders the items of a ResourceList, and nothing else: no file is read. Exit 2 on errors; the items are then as they
 * were, and the errors are among the results.
 */
function runFn(terminal: Terminal): number {
  const [[input], reading] = readStandardInput(terminal.host)
  const [list, listing] = input ? readResourceList(input) : [undefined, []]
  if (list === undefined) {
    const found = [...reading, ...listing]
    tellDiagnostics(terminal, found)
    const results = toResults(found, { files: new Map(), output: '' })
    terminal.writeData(formatResourceList(listVersion, [], results))
    return exitError
  }
  const [settings, configuring] = readFunctionConfig(list.functionConfig)
  const given = layOutPackage(list, settings)
  const rendered = hasErrors(configuring) ? undefined : renderItems(terminal, list, settings, given)
  const diagnostics = [...configuring, ...(rendered?.diagnostics ?? [])]
  const results = toResults(diagnostics, given)
  // kpt shows the results; kustomize, which gives items without files, shows nothing but standard error.
  if (!hasFiles(list)) terminal.writeError(formatResults(results))
  const lines = rendered?.lines ?? list.items.map((item) => item.lines)
  terminal.writeData(formatResourceList(list.apiVersion, lines, results))
  return hasErrors(diagnostics) ? exitError : exitDone
}

/** The items that come out, absent where errors leave them as they are. */
interface RenderedItems {
  readonly lines?: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Renders the package that the items stand for as `fedrender render` would in its directory. */
function renderItems(
  outer: Terminal,
  list: ResourceList,
  { clusters, keepSources }: FunctionSettings,
  given: Package,
): RenderedItems {
  const directory = resolve('/package')
  const files = new Map([...given.files].map(([path, { text }]) => [path, text]))
  const terminal = { ...outer, directory, host: createPackageHost(outer.host, directory, files) }
  const compiled = compileRepository(terminal, '.', clusters ? { clusters } : {})
  const { repository, result, diagnostics } = compiled
  if (result?.fleet === undefined) return { diagnostics }
  const known = result.fleet.clusters.map((cluster) => cluster.name)
  if (!hasFiles(list) && (clusters ?? known).length > 1) {
    const missing = createDiagnostic('function-cluster-missing', { clusters: clusters ?? known })
    return { diagnostics: [...diagnostics, missing] }
  }
  const selection = clusters && selectClusters(clusters)
  const tree = emit(result.fleet, selection, result.delivery)
  const decision = decideChanges(terminal, repository, result, tree, { selection })
  const found = [...diagnostics, ...decision.diagnostics]
  if (decision.changes === undefined || hasErrors(found)) return { diagnostics: found }
  const items = keepSources ? list.items : withoutSources(list.items, given, result)
  const rendered = { changes: decision.changes, read: rememberRendered() }
  const lines = hasFiles(list) ? applyToPackage(items, given, rendered) : addToItems(items, rendered)
  return { lines, diagnostics: found }
}

/** Whether the orchestrator keeps objects in files, as kpt does. */
function hasFiles({ items }: ResourceList): boolean {
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
