import { fileChanges } from '../../authoring/edits/authored.ts'
import type { ManifestEdits } from '../../authoring/edits/edit-manifests.ts'
import { removeManifests } from '../../authoring/edits/remove-manifests.ts'
import { lowerObject } from '../../authoring/lowering/lower-object.ts'
import { mergeOverrides, type MergedOverrides } from '../../authoring/lowering/merge-overrides.ts'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { errorsOf, hasErrors } from '../../diagnostics/severities.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Override } from '../../model/override.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { parse } from '../../stages/parse/parse.ts'
import { finishObject, finishOptions } from '../../stages/plan/finish-object.ts'
import { objectForCluster } from '../../stages/plan/object-for-cluster.ts'
import { applyOverrides } from '../../stages/plan/overrides/apply-overrides.ts'
import { withSchedule } from '../../stages/plan/scheduling/schedule-overrides.ts'
import { groupBy } from '../../text/group-by.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { compileRead, type CompileRepositoryOptions } from '../repository/compile-repository.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import { differingObjects } from './differing-objects.ts'

/** Sources without ClusterOverrides, which render the same. */
export interface LoweredRepository {
  /** All of them, sorted by path; a file that held nothing else is gone. */
  readonly files: readonly SourceFile[]
  /** The federated objects that have other overrides now. */
  readonly objects: number
  /** The ClusterOverrides that are gone. */
  readonly removed: number
  /** As of every source file before and after. */
  readonly secretKinds?: readonly string[]
}

/**
 * Writes what the ClusterOverrides of a repository give each cluster into the overrides of their targets, in memory, and
 * compiles what comes out: where it would not render byte for byte what the repository does, that is an error. Reports the errors
 * of a compilation, what it warns of a ClusterOverride, which goes, `cluster-override-not-lowered`, and `edit-refused`.
 */
export function lowerRepository(
  workspace: Workspace,
  repository: Repository,
  options: CompileRepositoryOptions,
): DiagnosticResult<LoweredRepository | undefined> {
  const { result, diagnostics } = compileRead(workspace, repository, options)
  if (result?.fleet === undefined || hasErrors(diagnostics)) return [undefined, errorsOf(diagnostics)]
  const lowering: Diagnostic[] = []
  const edits = result.plan.objects.flatMap((each) => editsOf(each, repository.config, lowering))
  if (hasErrors(lowering)) return [undefined, lowering]
  const [edited, editing] = withEdits(repository.files, edits)
  if (hasErrors(editing)) return [undefined, editing]
  const [files, removed, removing] = withoutClusterOverrides(edited)
  if (hasErrors(removing)) return [undefined, removing]
  const again = compileRead(workspace, { ...repository, files }, options)
  const faults = errorsOf(again.diagnostics)
  if (again.result?.fleet === undefined || faults.length > 0) return [undefined, faults]
  const differing = differingObjects(result.fleet, again.result.fleet)
  if (differing.length > 0) return [undefined, differing]
  const { secretKinds } = result.sources.manifests.find(({ file }) => file.secretKinds)?.file ?? {}
  const lost = diagnostics.filter(
    ({ severity, subject }) => severity === 'warning' && subject && isClusterOverride(subject),
  )
  return [{ files, objects: edits.length, removed, ...(secretKinds && { secretKinds }) }, lost]
}

/** The edits of one target, if any. */
function editsOf(
  plan: ObjectPlan,
  config: RenderConfig,
  diagnostics: Diagnostic[],
): readonly ManifestEdits[] {
  const { federatedObject } = plan
  const ruled = [...(plan.unscheduled ?? plan.overrides)].filter(([, list]) =>
    list.some(({ ruledBy }) => ruledBy !== undefined),
  )
  if (ruled.length === 0) return []
  const { object: template } = objectForCluster(federatedObject, config)
  const options = finishOptions(federatedObject, config)
  const apply = (overrides: readonly Override[]): typeof template | undefined => {
    const applied = applyOverrides(template, overrides)
    return 'failure' in applied ? undefined : applied.object
  }
  const merged = new Map<string, MergedOverrides>()
  for (const [cluster, overrides] of ruled) {
    const finish = (some: readonly Override[]): typeof template | undefined => {
      const scheduled = withSchedule(cluster, some, plan.division)
      const object = apply(scheduled)
      return object && finishObject(object, scheduled, options)
    }
    const found = mergeOverrides(overrides, { template, apply, finish })
    if (found === undefined) {
      diagnostics.push(notLowered(plan, cluster, overrides))
      return []
    }
    merged.set(cluster, found)
  }
  const { manifest } = federatedObject
  const edits = lowerObject(manifest, federatedObject.overrides, merged)
  return edits.length > 0 ? [{ manifest, edits }] : []
}

function notLowered(
  { federatedObject }: ObjectPlan,
  cluster: string,
  overrides: readonly Override[],
): Diagnostic {
  const { manifest, kind } = federatedObject
  const { ruledBy, pointer } = overrides.findLast((each) => each.ruledBy !== undefined) ?? {}
  const parameters = { kind, name: qualifiedName(federatedObject), cluster }
  const at = ruledBy && pointer !== undefined ? valueAt(ruledBy, pointer) : keyAt(manifest, '/spec')
  return createDiagnostic('cluster-override-not-lowered', parameters, { at, subject: manifest })
}

function withEdits(
  files: readonly SourceFile[],
  edits: readonly ManifestEdits[],
): DiagnosticResult<readonly SourceFile[]> {
  const [changes, diagnostics] = fileChanges([{ edits }])
  const texts = new Map(changes.map(({ path, after }) => [path, after]))
  return [files.map((file) => ({ ...file, text: texts.get(file.path) ?? file.text })), diagnostics]
}

/** The files without ClusterOverrides, and how many there were: they are found again, since edits have moved them. */
function withoutClusterOverrides(
  files: readonly SourceFile[],
): readonly [files: readonly SourceFile[], removed: number, diagnostics: readonly Diagnostic[]] {
  const [{ manifests }] = parse(files)
  const gone = groupBy(manifests.filter(isClusterOverride), ({ file }) => file.path)
  const diagnostics: Diagnostic[] = []
  let removed = 0
  const left = files.flatMap((file): readonly SourceFile[] => {
    const ofFile = gone.get(file.path)
    if (ofFile === undefined) return [file]
    removed += ofFile.length
    const [text, found] = removeManifests(file, ofFile)
    for (const each of found) diagnostics.push(each)
    return text === null || text === undefined ? [] : [{ ...file, text }]
  })
  return [left, removed, diagnostics]
}

function isClusterOverride({ value }: Manifest): boolean {
  return value['kind'] === 'ClusterOverride' && value['apiVersion'] === 'fedrender.dev/v1alpha1'
}
