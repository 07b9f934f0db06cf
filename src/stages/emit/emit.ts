import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { compareText } from '../../model/compare-text.ts'
import type { FileTree, HeldRule, RenderedFile } from '../../model/file-tree.ts'
import { generatedHeader } from '../../model/generated-header.ts'
import { valueAt } from '../../model/place.ts'
import { defaultRenderConfig, type DNSConfig } from '../../model/render-config.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { serialize } from '../../yaml/serialize.ts'
import { emitDNS, heldDNS } from './dns-endpoints.ts'
import { clusterDirectory, objectPath, typeDirectory } from './layout.ts'

/** What of a plan is emitted. */
export interface EmitOptions {
  /** Where DNSEndpoints go. Default: as without a configuration. */
  readonly dns?: DNSConfig
  /** The clusters whose directories are rendered. Default: all, and the directories of clusters that are gone. */
  readonly clusters?: readonly string[]
  /** Objects that are held in place of being rendered. */
  readonly objectsInError?: ReadonlySet<ObjectPlan>
  /** Whether parts of the sources could not be read, so that nothing can be known to be gone. */
  readonly sourcesInError?: boolean
}

/** One object's file, the same path in every cluster. */
interface EmittedObject {
  readonly path: string
  readonly plan: ObjectPlan
  readonly textOf: ReadonlyMap<string, string>
}

/**
 * The files of a plan: one for each object and cluster, every variant serialized once. Reports `output-path-collision`
 * where two objects share a path on a case-insensitive file system.
 */
export function emit(plan: RenderPlan, options: EmitOptions = {}): DiagnosticResult<FileTree> {
  const { dns = defaultRenderConfig.dns } = options
  const rendered = plan.objects.filter((each) => isRendered(each, plan) && !options.objectsInError?.has(each))
  const objects = rendered.map(emitObject).sort((left, right) => compareText(left.path, right.path))
  const clusters = [...new Set(options.clusters ?? plan.federation.clusters.map((cluster) => cluster.name))]
  const directories = clusters.map((cluster) => ({
    cluster,
    directory: `clusters/${clusterDirectory(cluster)}/`,
  }))
  directories.sort((left, right) => compareText(left.directory, right.directory))
  const files: RenderedFile[] = [{ path: '.gitattributes', text: gitattributes }]
  for (const { cluster, directory } of directories) {
    for (const { path, textOf } of objects) {
      const text = textOf.get(cluster)
      if (text !== undefined) files.push({ path: directory + path, text })
    }
  }
  const scope =
    options.clusters === undefined ? ['clusters/', 'dns/'] : directories.map(({ directory }) => directory)
  const named = emitDNS(plan, dns).filter(({ path }) => scope.some((each) => path.startsWith(each)))
  const held = [...heldRules(plan, options), ...heldDNS(plan, dns)]
  return [{ files: insertSorted(files, named), held, scope }, collisions(objects)]
}

/** Files sorted by path, with some more among them; most runs have none, and the files of a fleet are many. */
function insertSorted(
  files: readonly RenderedFile[],
  more: readonly RenderedFile[],
): readonly RenderedFile[] {
  if (more.length === 0) return files
  return [...files, ...more].sort((left, right) => compareText(left.path, right.path))
}

const gitattributes = `${generatedHeader}\n* text eol=lf linguist-generated=true\n`

function emitObject(plan: ObjectPlan): EmittedObject {
  const textOf = new Map<string, string>()
  for (const { object, clusters } of plan.variants) {
    const text = `${generatedHeader}\n${serialize(object)}`
    for (const cluster of clusters) textOf.set(cluster, text)
  }
  return { path: objectPath(plan.federatedObject), plan, textOf }
}

function isRendered({ federatedObject: { type } }: ObjectPlan, { federation }: RenderPlan): boolean {
  return type.propagation === 'Enabled' && federation.controlPlane.pushReconciler
}

function heldRules({ federation, objects }: RenderPlan, options: EmitOptions): readonly HeldRule[] {
  const { controlPlane, types, clusters } = federation
  return [
    ...(controlPlane.pushReconciler ? [] : [{ reason: 'push-reconciler-disabled' as const }]),
    ...types
      .filter((type) => type.propagation === 'Disabled')
      .map((type) => ({ reason: 'propagation-disabled' as const, typeDirectory: typeDirectory(type.name) })),
    ...clusters
      .filter((cluster) => !cluster.ready)
      .map(({ name }) => ({
        reason: 'cluster-not-ready' as const,
        clusterDirectory: clusterDirectory(name),
      })),
    ...objects.flatMap((each) => undecided(each, options)),
    ...(options.sourcesInError === true ? [{ reason: 'sources-in-error' as const }] : []),
  ]
}

/** KubeFed never deletes what it cannot decide, whatever severity the configuration gives the fault. */
function undecided(plan: ObjectPlan, { objectsInError }: EmitOptions): readonly HeldRule[] {
  const rule = { reason: 'object-in-error' as const, file: objectPath(plan.federatedObject) }
  if (objectsInError?.has(plan) || plan.placement.reason === 'ComputePlacementFailed') return [rule]
  return plan.failures.map(({ cluster }) => ({ ...rule, clusterDirectory: clusterDirectory(cluster) }))
}

function collisions(objects: readonly EmittedObject[]): readonly Diagnostic[] {
  const first = new Map<string, EmittedObject>()
  const diagnostics: Diagnostic[] = []
  for (const each of objects) {
    const folded = each.path.toLowerCase()
    const other = first.get(folded)
    first.set(folded, other ?? each)
    if (other === undefined) continue
    const { manifest } = each.plan.federatedObject
    const at = valueAt(manifest, '/metadata/name')
    const otherAt = valueAt(other.plan.federatedObject.manifest, '/metadata/name')
    const related = [{ message: 'the other object', at: otherAt }]
    const parameters = { path: each.path, other: other.path }
    diagnostics.push(
      createDiagnostic('output-path-collision', parameters, { at, related, subject: manifest }),
    )
  }
  return diagnostics
}
