import { getOwn, isArray, isObject } from '../../json/own.ts'
import type { ClusterOverride, ClusterOverrideRule, RuleOperation } from '../../model/cluster-override.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { readOperation } from './federated-spec.ts'
import { metadataField, validName } from './metadata.ts'
import { reportSchemaFault, type ValidateContext } from './validate-context.ts'

const kind = 'ClusterOverride'
const schemaPath = 'fedrender.dev/v1alpha1/ClusterOverride.json'

/**
 * Reads a ClusterOverride. Reports `schema-violation`, also for a field that is not known, without which a selector would
 * select more, and `invalid-name`; one with either is left out.
 */
export function readClusterOverride(
  manifest: Manifest,
  context: ValidateContext,
): ClusterOverride | undefined {
  const faults = context.schema(schemaPath, manifest.value)
  for (const fault of faults) {
    reportSchemaFault({ ...fault, kind: 'violation' }, manifest, kind, context.report)
  }
  const name = validName(manifest, kind, context)
  if (name === undefined || faults.length > 0) return undefined
  const namespace = metadataField(manifest, 'namespace')
  const spec = mapping(manifest.value['spec'])
  return {
    manifest,
    name,
    ...(namespace !== undefined && { namespace }),
    target: readTarget(mapping(getOwn(spec, 'target'))),
    rules: mappings(getOwn(spec, 'rules')).map(readRule),
  }
}

function readTarget({ type, names, labelSelector }: JsonObject): ClusterOverride['target'] {
  return {
    type: String(type),
    ...(isArray(names) && { names: names.map(String) }),
    ...(isObject(labelSelector) && { labelSelector }),
  }
}

function readRule({ clusters, clusterSelector, overrides }: JsonObject, index: number): ClusterOverrideRule {
  const pointer = `/spec/rules/${index}`
  return {
    pointer,
    ...(isArray(clusters) && { clusters: clusters.map(String) }),
    ...(isObject(clusterSelector) && { clusterSelector }),
    operations: mappings(overrides).map((each, position) =>
      readRuleOperation(each, `${pointer}/overrides/${position}`),
    ),
  }
}

function readRuleOperation(operation: JsonObject, pointer: string): RuleOperation {
  const { as } = operation
  const isTyped = as === 'integer' || as === 'boolean'
  return { ...readOperation(operation, pointer), ...(isTyped && { as }) }
}

function mappings(list: Json | undefined): readonly JsonObject[] {
  return isArray(list) ? list.map(mapping) : []
}

function mapping(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}
