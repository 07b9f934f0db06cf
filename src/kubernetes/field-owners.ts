import { getOwn, isArray, isObject } from '../json/own.ts'
import { childPointer, escapeSegment, pointersTo } from '../json/pointer.ts'
import type { Json, JsonObject } from '../model/json.ts'

/** A manager of a live object and the fields that it owns, as `metadata.managedFields` has them. */
export interface FieldOwner {
  /** As `kubectl` or `controller-manager`. */
  readonly manager: string
  /** `Apply` lets go of a field that it no longer applies; `Update` never does. */
  readonly operation: string
  /** Without the fields that only hold others; list items are named as `[name=web]`. */
  readonly fields: ReadonlySet<string>
  /** What holds these fields. */
  readonly around: ReadonlySet<string>
}

/**
 * Who owns the fields of a live object, in the order of its `managedFields`; none where it was written without them.
 * Owners of a subresource, as its status, are left out. Malformed entries own nothing.
 */
export function fieldOwners(live: JsonObject): readonly FieldOwner[] {
  const metadata = getOwn(live, 'metadata')
  const entries = isObject(metadata) ? getOwn(metadata, 'managedFields') : undefined
  if (!isArray(entries)) return []
  return entries.flatMap((entry): readonly FieldOwner[] => {
    if (!isObject(entry) || (getOwn(entry, 'subresource') ?? '') !== '') return []
    const [manager, operation] = [getOwn(entry, 'manager'), getOwn(entry, 'operation')]
    if (typeof manager !== 'string' || typeof operation !== 'string') return []
    const fields = new Set<string>()
    const around = new Set<string>()
    collect(getOwn(entry, 'fieldsV1'), '', { fields, around })
    return [{ manager, operation, fields, around }]
  })
}

/** Whether an owner has a field, what holds it as a whole, or a part of it. */
export function ownsField({ fields, around }: FieldOwner, field: string): boolean {
  return around.has(field) || pointersTo(field).some((each) => fields.has(each))
}

/** Adds the leaves of a tree of fields (kubernetes-sigs/structured-merge-diff: fieldpath/serialize-pe.go). */
function collect(
  node: Json | undefined,
  field: string,
  found: { readonly fields: Set<string>; readonly around: Set<string> },
): void {
  const below = isObject(node) ? Object.entries<Json>(node).filter(([key]) => key !== '.') : []
  if (below.length === 0 && field !== '') found.fields.add(field)
  for (const [key, child] of below) {
    const segment = segmentOf(key)
    if (segment === undefined) continue
    const before = found.fields.size
    collect(child, field + segment, found)
    if (field !== '' && found.fields.size > before) found.around.add(field)
  }
}

function segmentOf(key: string): string | undefined {
  const [kind, name] = [key.slice(0, 2), key.slice(2)]
  if (kind === 'f:' || kind === 'i:' || kind === 'v:') return childPointer('', name)
  return kind === 'k:' ? keyedSegment(name) : undefined
}

function keyedSegment(text: string): string | undefined {
  try {
    const keys = JSON.parse(text) as Json
    if (!isObject(keys)) return undefined
    const parts = Object.entries(keys).map(([name, value]) => `${name}=${escapeSegment(String(value))}`)
    return `/[${parts.join(',')}]`
  } catch {
    return undefined
  }
}
