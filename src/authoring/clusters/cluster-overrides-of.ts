import { objectAt, textAt } from '../../json/fields.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import { groupBy } from '../../text/group-by.ts'
import type { LabelRule } from './followed-property.ts'

/** A federated object, with what a ClusterOverride is to give its clusters. */
export interface RuledObject {
  readonly type: FederatedTypeConfig
  readonly value: JsonObject
  readonly rules: readonly LabelRule[]
}

/**
 * One ClusterOverride for the objects of a type in a namespace that have the same rules, so that no object is the target of two:
 * named after the type, and where several are, numbered in the order of their first objects.
 */
export function clusterOverridesOf(objects: readonly RuledObject[]): readonly JsonObject[] {
  const ruled = objects.filter(({ rules }) => rules.length > 0)
  const scopes = groupBy(ruled, ({ type: { name }, value }) =>
    stringifyJson([name, namespaceOf(value) ?? '']),
  )
  return [...scopes.values()].flatMap((ofScope) => {
    const sorted = ofScope.toSorted((left, right) => (nameOf(left.value) < nameOf(right.value) ? -1 : 1))
    const folded = groupBy(sorted, ({ rules }) => stringifyJson(rules.map(writtenRule)))
    return [...folded.values()].map((targets, index) => clusterOverride(targets, index))
  })
}

function clusterOverride(targets: readonly RuledObject[], index: number): JsonObject {
  const [first] = targets
  const name = first?.type.name ?? ''
  const namespace = namespaceOf(first?.value ?? {})
  return {
    apiVersion: 'fedrender.dev/v1alpha1',
    kind: 'ClusterOverride',
    metadata: {
      name: index === 0 ? name : `${name}-${index + 1}`,
      ...(namespace !== undefined && { namespace }),
    },
    spec: {
      target: { type: name, names: targets.map(({ value }) => nameOf(value)) },
      rules: (first?.rules ?? []).map(writtenRule),
    },
  }
}

function writtenRule({ clusterSelector, operations }: LabelRule): JsonObject {
  return { clusterSelector, overrides: operations }
}

function nameOf(value: JsonObject): string {
  return textAt(objectAt(value, 'metadata'), 'name')
}

function namespaceOf(value: JsonObject): string | undefined {
  const { namespace } = objectAt(value, 'metadata')
  return typeof namespace === 'string' ? namespace : undefined
}
