import { stringifyJson } from '../../../json/stringify.ts'
import type {
  ClusterChange,
  FieldChange,
  FileChange,
  FleetChange,
  FleetDiff,
  ObjectIdentity,
  Risk,
} from '../../../model/fleet-diff.ts'
import type { FleetCluster } from '../../../model/fleet.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { foldChanges, type FleetEdit } from '../fold-changes.ts'
import { locateCauses, type LocatedCause } from '../causes/locate-causes.ts'

/** The diff as one line of JSON; integers of any size are exact. */
export function formatJson(diff: FleetDiff): string {
  return `${stringifyJson(jsonDiff(diff))}\n`
}

/**
 * The diff as schemas/fedrender.dev/v1alpha1/FleetDiff.json describes it. What is added has its object, as has what goes;
 * what is changed has its fields.
 */
export function jsonDiff({
  clusters,
  risks,
  renames = [],
  clusterChanges = [],
  changes,
  files,
  summary,
  effect,
  unknownHeld,
  approval,
}: FleetDiff): JsonObject {
  const edits = foldChanges(changes).flatMap((item) => ('edit' in item ? [jsonEdit(item.edit)] : []))
  return {
    apiVersion: 'fedrender.dev/v1alpha1',
    kind: 'FleetDiff',
    clusters: clusters.map(jsonCluster),
    risks: risks.map(jsonRisk),
    ...(renames.length > 0 && { renames: renames.map((each) => ({ ...each })) }),
    ...(clusterChanges.length > 0 && { clusterChanges: clusterChanges.map(jsonClusterChange) }),
    changes: changes.map(jsonChange),
    ...(edits.length > 0 && { edits }),
    ...(files.length > 0 && { files: files.map(jsonFile) }),
    summary: summary.map(({ cluster, added, changed, removed, held }) => {
      return { cluster, added, changed, removed, held }
    }),
    ...(effect !== undefined && { effect }),
    ...(unknownHeld && { unknownHeld: [...unknownHeld] }),
    ...(approval && { approval: { ...approval } }),
  }
}

/** A cluster in the JSON of a diff. */
export function jsonCluster({ name, labels }: FleetCluster): JsonObject {
  return { name, labels: Object.fromEntries(labels) }
}

function jsonClusterChange({ cluster, kind, labels }: ClusterChange): JsonObject {
  return { cluster, kind, labels: labels.map((each) => ({ ...each })) }
}

function jsonEdit({ change, objects, risks, causes }: FleetEdit): JsonObject {
  const { kind, clusters, fields, held } = change
  return withoutUndefined({
    kind,
    objects: objects.map(jsonObject),
    clusters,
    fields: fields.map(jsonField),
    held,
    risks: risks.map(({ risk, count }) => ({ ...jsonRisk(risk), count })),
    causes: locateCauses(causes).map(jsonCause),
  })
}

/** One change in the JSON of a diff. */
export function jsonChange(change: FleetChange): JsonObject {
  const { kind, object, clusters, base, head, fields, held, sameContentAs, risks, causes, reasons } = change
  return withoutUndefined({
    kind,
    object: jsonObject(object),
    clusters,
    base: kind === 'changed' ? undefined : base,
    head: kind === 'changed' ? undefined : head,
    fields: fields.map(jsonField),
    held,
    sameContentAs: sameContentAs && jsonObject(sameContentAs),
    risks: risks.map(jsonRisk),
    causes: locateCauses(causes).map(jsonCause),
    reasons,
  })
}

function jsonCause({ side, file, line, endLine }: LocatedCause): JsonObject {
  return { side, file, line, endLine }
}

function jsonFile({ path, kind, entry, allowed, lines, risks }: FileChange): JsonObject {
  return { path, kind, entry, allowed, lines, risks: risks.map(jsonRisk) }
}

/** The names of an object in the JSON of a diff. */
export function jsonObject({ path, type, kind, namespace, name }: ObjectIdentity): JsonObject {
  return withoutUndefined({ path, type, kind, namespace, name })
}

function jsonField({ field, basePointer, headPointer, from, to, reordered }: FieldChange): JsonObject {
  return withoutUndefined({ field, basePointer, headPointer, from, to, reordered })
}

function jsonRisk({ rule, level, reason, field }: Risk): JsonObject {
  return withoutUndefined({ rule, level, reason, field })
}

function withoutUndefined(object: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )
}
