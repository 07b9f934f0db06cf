import { createDiagnostic, type Diagnostic } from '../../../diagnostics/diagnostic.ts'
import { atPointer } from '../../../json/at-pointer.ts'
import { keyAt, valueAt } from '../../../model/place.ts'
import type { ObjectPlan, Variant } from '../../../model/render-plan.ts'
import { bytesLeft, nameFault, sizeFaults } from './object-limits.ts'
import { createFindReferences, type ObjectReference } from './object-references.ts'

/** What some variants of an object need in their clusters. */
export interface Need {
  readonly reference: ObjectReference
  /** In their order, never empty. */
  readonly variants: readonly Variant[]
}

/** What is known of an object by itself. */
export interface ObjectNeeds {
  readonly needs: readonly Need[]
  readonly found: readonly Diagnostic[]
}

/** What an object needs in its clusters. Gives `object-too-large` and `name-too-long`. */
export function objectNeeds(plan: ObjectPlan): ObjectNeeds {
  return { needs: needsOf(plan), found: [...largeVariants(plan), ...longName(plan)] }
}

function needsOf({ variants }: ObjectPlan): readonly Need[] {
  const find = createFindReferences()
  const byList = new Map<readonly ObjectReference[], Variant[]>()
  for (const variant of variants) {
    const list = find(variant.object)
    if (list.length === 0) continue
    const known = byList.get(list)
    if (known === undefined) byList.set(list, [variant])
    else known.push(variant)
  }
  const needs = new Map<string, { readonly reference: ObjectReference; readonly variants: Set<Variant> }>()
  for (const [list, having] of byList) {
    for (const reference of list) {
      const key = keyOf(reference)
      const need = needs.get(key) ?? { reference, variants: new Set() }
      needs.set(key, need)
      for (const each of having) need.variants.add(each)
    }
  }
  return [...needs.values()].map(({ reference, variants: all }) => ({ reference, variants: [...all] }))
}

/** The key of what is needed, by which objects are known in their clusters. */
export function keyOf({ kind, namespace, name }: ObjectReference): string {
  return `${kind}/${namespace}/${name}`
}

/** No object that is made of less can exceed a limit. */
const small = 48 * 1024

/**
 * Whether no variant can be large, by what it is made of: its template, and what overrides add to it, which is the same for all
 * of its clusters. Most objects are not written out for it.
 */
function isSmall({ federatedObject: { manifest }, variants, overrides }: ObjectPlan): boolean {
  const left = bytesLeft(atPointer(manifest.value, '/spec/template') ?? null, small)
  return variants.every(({ clusters: [first = ''] }) => {
    const added = overrides.get(first) ?? []
    return added.reduce((rest, { path, value }) => bytesLeft([path, value], rest), left) >= 0
  })
}

function largeVariants(plan: ObjectPlan): readonly Diagnostic[] {
  const { manifest, type } = plan.federatedObject
  if (isSmall(plan)) return []
  const found = new Map<
    string,
    { readonly size: number; readonly limit: number; readonly clusters: string[] }
  >()
  for (const { object, clusters } of plan.variants) {
    for (const { what, size, limit } of sizeFaults(object)) {
      const known = found.get(what) ?? { size, limit, clusters: [] }
      found.set(what, known)
      for (const each of clusters) known.clusters.push(each)
    }
  }
  const context = { at: keyAt(manifest, '/spec/template'), subject: manifest }
  return [...found].map(([what, fault]) =>
    createDiagnostic('object-too-large', { kind: type.targetType.kind, what, ...fault }, context),
  )
}

function longName({ federatedObject, variants }: ObjectPlan): readonly Diagnostic[] {
  const { manifest, name, type } = federatedObject
  const [first] = variants
  const fault = name.length > shortName && first ? nameFault(first.object) : undefined
  if (fault === undefined) return []
  const context = { at: valueAt(manifest, '/metadata/name'), subject: manifest }
  return [createDiagnostic('name-too-long', { kind: type.targetType.kind, name, ...fault }, context)]
}

/** No kind has a lower limit. */
const shortName = 52
