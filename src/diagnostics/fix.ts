import type { Json } from '../model/json.ts'
import type { Manifest } from '../model/manifest.ts'
import type { DocumentEdit } from '../yaml/edit/edit-value.ts'

/** The fix of a fault, where one is known: what `fedrender validate --fix` does. */
export type Fix = EditFix | FederateNamespaceFix | EnableTypeFix | MoveEarlyPartFix | RemoveItemsFix

/** Edits of the manifest in error, in place. */
export interface EditFix {
  readonly kind: 'edit'
  readonly manifest: Manifest
  /** Their pointers start at the manifest. */
  readonly edits: readonly DocumentEdit[]
}

/** A FederatedNamespace that is missing. */
export interface FederateNamespaceFix {
  readonly kind: 'federate-namespace'
  readonly namespace: string
}

/** A FederatedTypeConfig that is missing. */
export interface EnableTypeFix {
  readonly kind: 'enable-type'
  readonly federatedType: { readonly group: string; readonly version: string; readonly kind: string }
}

/** A placement or overrides that are an object of their own, whose place is in a federated object. */
export interface MoveEarlyPartFix {
  readonly kind: 'move-early-part'
  readonly part: Manifest
  /** The kind of the federated object, of the same name and namespace. */
  readonly federatedKind: string
  readonly field: 'placement' | 'overrides'
  /** What the field of its `spec` is to hold. */
  readonly value: Json
}

/**
 * Items of lists that have no effect: overrides of a federated object, or rules, operations and names of targets of a
 * ClusterOverride. With the last one of a list goes what is empty without it.
 */
export interface RemoveItemsFix {
  readonly kind: 'remove-items'
  readonly manifest: Manifest
  /** Of the items, from the manifest's root; `''` is the manifest. */
  readonly pointers: readonly string[]
}

/** Takes out items of a manifest without any effect. */
export function removeItems(manifest: Manifest, pointers: readonly string[]): RemoveItemsFix {
  return { kind: 'remove-items', manifest, pointers }
}

/** Sets one field of a manifest. */
export function setField(manifest: Manifest, pointer: string, value: string): EditFix {
  return { kind: 'edit', manifest, edits: [{ pointer, value }] }
}
