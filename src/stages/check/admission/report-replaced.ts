import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { equalJson } from '../../../json/equal.ts'
import { objectAt, textAt } from '../../../json/fields.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'
import type { ClusterObjects } from './cluster-objects.ts'
import { bindingKind, policyKind } from './find-policies.ts'

/**
 * Reports `policy-replaced` for each policy, or binding, that clusters get from here and that is not evaluated, since what the
 * command line gives has another one of its name.
 *
 * @param rendered what clusters have without what is given
 */
export function reportReplaced(
  given: readonly Manifest[],
  rendered: ClusterObjects,
  clusters: readonly string[],
  report: Report,
): void {
  for (const kind of [policyKind, bindingKind]) {
    const byName = new Map<string, Manifest>()
    for (const each of given) {
      const name = nameOf(each.value)
      if (groupKindOf(each.value) === kind && !byName.has(name)) byName.set(name, each)
    }
    if (byName.size === 0) continue
    for (const [manifest, { by, names }] of findReplaced(
      byName,
      (cluster) => rendered(kind, cluster),
      clusters,
    )) {
      const parameters = { kind: textAt(by.value, 'kind'), name: nameOf(by.value), clusters: names }
      const related = [{ message: 'the one of --policy', at: valueAt(by, '') }]
      report(createDiagnostic('policy-replaced', parameters, { at: valueAt(manifest, ''), related }))
    }
  }
}

/** What takes the place of a rendered object, and in which clusters. */
interface Replaced {
  readonly by: Manifest
  readonly names: string[]
}

function findReplaced(
  given: ReadonlyMap<string, Manifest>,
  renderedIn: (cluster: string) => ReturnType<ClusterObjects>,
  clusters: readonly string[],
): ReadonlyMap<Manifest, Replaced> {
  const found = new Map<Manifest, Replaced>()
  for (const cluster of clusters) {
    for (const { object, written } of renderedIn(cluster)) {
      const by = given.get(nameOf(object))
      if (written === undefined || by === undefined) continue
      if (equalJson(objectAt(object, 'spec'), objectAt(by.value, 'spec'))) continue
      const known = found.get(written.manifest)
      if (known) known.names.push(cluster)
      else found.set(written.manifest, { by, names: [cluster] })
    }
  }
  return found
}

function nameOf(object: JsonObject): string {
  return textAt(objectAt(object, 'metadata'), 'name')
}
