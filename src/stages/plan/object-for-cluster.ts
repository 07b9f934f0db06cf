import { isObject } from '../../json/own.ts'
import { targetNamespace } from '../../kubefed/target-namespace.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import { serverSetMetadata } from '../../kubernetes/server-set-metadata.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { isStringMap } from './is-string-map.ts'

/** What became of a template: the object before overrides, and what of the template was dropped. */
export interface TemplateResult {
  readonly object: JsonObject
  readonly droppedAnnotations: boolean
  readonly droppedFinalizers: boolean
  /** Fields as `status` or `metadata.uid`. */
  readonly droppedServerFields: readonly string[]
  /** `metadata`, `metadata.labels`, `metadata.annotations`: what is not a mapping of strings and cannot be rendered. */
  readonly invalid: readonly string[]
}

/**
 * The object that every cluster gets before overrides (KubeFed: pkg/controller/sync/resource.go, ObjectForCluster):
 * the template without annotations and finalizers, with the name and namespace of the federated object and the kind
 * of its type. What only an API server sets is dropped too.
 */
export function objectForCluster(federatedObject: FederatedObject, config: RenderConfig): TemplateResult {
  const { type, name, manifest } = federatedObject
  const namespace = targetNamespace(federatedObject)
  const spec = manifest.value['spec']
  const written = isObject(spec) ? spec['template'] : undefined
  const { status, ...template } = isObject(written) ? written : {}
  const metadata = isObject(template['metadata']) ? template['metadata'] : {}
  const keepAnnotations = config.templateAnnotations === 'keep' || !hasEntries(metadata['annotations'])
  const kept = Object.entries(metadata).filter(
    ([key]) =>
      !serverSetMetadata.includes(key) &&
      key !== 'namespace' &&
      (key !== 'annotations' || keepAnnotations) &&
      (key !== 'finalizers' || !hasEntries(metadata['finalizers'])),
  )
  const { group, version, kind } = type.targetType
  const object: JsonObject = {
    ...template,
    apiVersion: nonEmptyString(template['apiVersion']) ?? apiVersionOf(group, version),
    kind,
    metadata: {
      ...Object.fromEntries(kept),
      name,
      ...(namespace !== undefined && { namespace }),
    },
  }
  return {
    object,
    droppedAnnotations: !keepAnnotations,
    droppedFinalizers: hasEntries(metadata['finalizers']),
    droppedServerFields: [
      ...(status === undefined ? [] : ['status']),
      ...serverSetMetadata.filter((key) => metadata[key] !== undefined).map((key) => `metadata.${key}`),
    ],
    invalid: invalidMetadata(template['metadata'], keepAnnotations),
  }
}

function hasEntries(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function nonEmptyString(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function invalidMetadata(metadata: Json | undefined, checkAnnotations: boolean): readonly string[] {
  if (metadata === undefined || metadata === null) return []
  if (!isObject(metadata)) return ['metadata']
  const fields = checkAnnotations ? ['labels', 'annotations'] : ['labels']
  return fields.filter((field) => !isStringMap(metadata[field])).map((field) => `metadata.${field}`)
}
