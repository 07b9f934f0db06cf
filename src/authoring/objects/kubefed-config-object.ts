import { atPointer } from '../../json/at-pointer.ts'
import { isArray, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/**
 * The KubeFedConfig of a control plane, with what the values of KubeFed's chart set of it that can change what is
 * rendered (KubeFed: charts/kubefed/charts/controllermanager/templates/kubefedconfig.yaml). What is empty or null there is
 * left to its default, and an empty scope is `Cluster`.
 */
export function kubeFedConfigObject(namespace: string, values: JsonObject = {}): JsonObject {
  const gates = atPointer(values, '/controllermanager/featureGates')
  const featureGates = Object.entries(isObject(gates) ? gates : {}).flatMap(([name, configuration]) =>
    isSet(configuration) ? [{ name, configuration }] : [],
  )
  const scope = atPointer(values, '/global/scope')
  const adoptResources = atPointer(values, '/controllermanager/syncController/adoptResources')
  return {
    apiVersion: 'core.kubefed.io/v1beta1',
    kind: 'KubeFedConfig',
    metadata: { name: 'kubefed', namespace },
    spec: {
      scope: isSet(scope) ? scope : 'Cluster',
      ...(featureGates.length > 0 && { featureGates }),
      ...(isSet(adoptResources) && { syncController: { adoptResources } }),
    },
  }
}

/** The values that a KubeFedConfig keeps, and all below them. */
const kept: ReadonlySet<string> = new Set([
  'controllermanager.featureGates',
  'controllermanager.syncController.adoptResources',
  'global.scope',
])

/** The values that are set and have no effect on what is rendered, as a chart's documentation names them: `a.b.c`. */
export function droppedValues(values: JsonObject, parent = ''): readonly string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = `${parent}${key}`
    if (kept.has(path)) return []
    if (isObject(value)) return droppedValues(value, `${path}.`)
    return isSet(value) && !(isArray(value) && value.length === 0) ? [path] : []
  })
}

function isSet(value: Json | undefined): value is Json {
  return value !== undefined && value !== null && value !== ''
}
