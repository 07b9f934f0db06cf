import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import type { EditFix, MoveEarlyPartFix } from '../../../diagnostics/fix.ts'
import { isArray, isObject } from '../../../json/own.ts'
import { pointerOfDotted } from '../../../kubefed/dotted-path.ts'
import { typesGroup, typesVersion } from '../../../kubefed/groups.ts'
import { apiVersionOf } from '../../../kubernetes/group-version-kind.ts'
import type { Json } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'
import { identity } from '../classify.ts'
import { metadataField } from '../metadata.ts'

/** Federation v2 v0.0.1 to v0.0.6 kept placement and overrides in objects of their own. */
const partKind = /^(Federated[A-Z]\w*)(Placement|Override)$/

/**
 * Reports `early-federated-part` for a placement or overrides that are an object of their own, as in federation v2 v0.0.1
 * to v0.0.6 (example/sample1 of v0.0.5), and answers whether a manifest is one. No FederatedTypeConfig claims its kind.
 */
export function reportEarlyPart(manifest: Manifest, report: Report): boolean {
  const { group, kind } = identity(manifest)
  const [, federated, part] = partKind.exec(kind) ?? []
  const { spec } = manifest.value
  if (federated === undefined || !group.endsWith('.kubefed.io')) return false
  if (isObject(spec) && ('template' in spec || 'placement' in spec)) return false
  const field: 'placement' | 'overrides' = part === 'Placement' ? 'placement' : 'overrides'
  const name = metadataField(manifest, 'name') ?? ''
  const namespace = metadataField(manifest, 'namespace')
  const isOfNamespace = field === 'placement' && federated === 'FederatedNamespace'
  const fix = isOfNamespace ? inPlace(manifest) : moved(manifest, federated, field)
  const parameters = { kind, federated, field, name: namespace === undefined ? name : `${namespace}/${name}` }
  const at = valueAt(manifest, '/kind')
  report(createDiagnostic('early-federated-part', parameters, { at, subject: manifest, fix }))
  return true
}

/** The placement of a namespace had no federated object beside it, so that it becomes one. */
function inPlace(manifest: Manifest): EditFix | undefined {
  const { spec } = manifest.value
  const placement = isObject(spec) ? placementOf(spec) : undefined
  if (placement === undefined) return undefined
  const apiVersion = apiVersionOf(typesGroup, typesVersion)
  const edits = [
    { pointer: '/apiVersion', value: apiVersion },
    { pointer: '/kind', value: 'FederatedNamespace' },
    { pointer: '/spec', value: { placement } },
  ]
  return { kind: 'edit', manifest, edits }
}

/** The part in its federated object; undefined where it has no form that can be read. */
function moved(
  part: Manifest,
  federatedKind: string,
  field: MoveEarlyPartFix['field'],
): MoveEarlyPartFix | undefined {
  const { spec } = part.value
  if (!isObject(spec) || !holdsNothingElse(part, spec, field)) return undefined
  const value = field === 'placement' ? placementOf(spec) : overridesOf(spec)
  return value === undefined ? undefined : { kind: 'move-early-part', part, federatedKind, field, value }
}

/** What has no place in the federated object, as a label of the part, would be lost. */
function holdsNothingElse(
  part: Manifest,
  spec: Readonly<Record<string, Json>>,
  field: MoveEarlyPartFix['field'],
): boolean {
  const { metadata } = part.value
  const known = field === 'placement' ? ['clusterNames', 'clusterSelector'] : ['overrides']
  const rest = isObject(metadata) ? Object.keys(metadata) : []
  return (
    Object.keys(spec).every((key) => known.includes(key)) &&
    rest.every((key) => key === 'name' || key === 'namespace')
  )
}

/** Overrides of v0.0.x, whose paths have dots, in today's form; undefined where they are none. */
function overridesOf({ overrides }: Readonly<Record<string, Json>>): Json | undefined {
  if (!isArray(overrides)) return undefined
  const current = overrides.map((each) => {
    const { clusterOverrides } = isObject(each) ? each : {}
    if (!isObject(each) || typeof each['clusterName'] !== 'string' || !isArray(clusterOverrides))
      return undefined
    return { ...each, clusterOverrides: clusterOverrides.map(withPointer) }
  })
  return current.every((each) => each !== undefined) ? current : undefined
}

function withPointer(override: Json): Json {
  if (!isObject(override) || typeof override['path'] !== 'string') return override
  const path = pointerOfDotted(override['path'])
  return path === undefined ? override : { ...override, path }
}

/** A placement of v0.0.x in today's form: `clusterNames` came before `clusters`; undefined where it names no cluster. */
function placementOf(early: Readonly<Record<string, Json>>): Record<string, Json> | undefined {
  const { clusterNames, clusterSelector } = early
  if (isArray(clusterNames) && clusterNames.every((each) => typeof each === 'string')) {
    return { clusters: clusterNames.map((name) => ({ name })) }
  }
  return isObject(clusterSelector) ? { clusterSelector } : undefined
}
