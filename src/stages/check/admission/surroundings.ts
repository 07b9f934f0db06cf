import type { ResourceDefinition } from '../../../kubernetes/schema/resource-definition.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'

/** What of a cluster admission asks for, beside the object; equal ones are one value. */
export interface Surroundings {
  readonly policies?: PolicySet
  /** The Namespace of the object; absent where nothing is known of it. */
  readonly namespace?: JsonObject
}

/** The ValidatingAdmissionPolicies of a cluster; those of clusters that have the same are one value. */
export interface PolicySet {
  readonly policies: readonly AdmissionObject[]
  readonly bindings: readonly AdmissionObject[]
  /** What the policies may have as parameters. */
  readonly params: readonly AdmissionObject[]
  /** The CustomResourceDefinitions of the parameters. */
  readonly definitions: readonly ResourceDefinition[]
}

/** An object that admission asks for. */
export interface AdmissionObject {
  readonly object: JsonObject
  /** Where it is written, and the JSON pointer of its fields there; absent for what was only observed. */
  readonly written?: { readonly manifest: Manifest; readonly root: '' | '/spec/template' }
}
