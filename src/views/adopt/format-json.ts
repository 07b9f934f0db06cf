import { stringifyJson } from '../../json/stringify.ts'
import type { AdoptedObject, Adoption } from '../../model/adoption.ts'
import type { JsonObject } from '../../model/json.ts'
import { jsonChange, jsonCluster, jsonObject } from '../fleet-diff/format/json.ts'

/** The adoption as one line of JSON; integers of any size are exact. */
export function formatAdoptionJson(adoption: Adoption): string {
  return `${stringifyJson(jsonAdoption(adoption))}\n`
}

/**
 * The adoption as schemas/fedrender.dev/v1alpha1/Adoption.json describes it. Of what is ignored, kept or left behind it
 * has no values, whether or not they are secret.
 */
export function jsonAdoption(adoption: Adoption): JsonObject {
  const { diff, equal, leftBehind, ignored, kept, coOwners, unobserved } = adoption
  return {
    apiVersion: 'fedrender.dev/v1alpha1',
    kind: 'Adoption',
    clusters: diff.clusters.map(jsonCluster),
    changes: diff.changes.map(jsonChange),
    equal: equal.map((each) => jsonAdopted(each)),
    leftBehind: leftBehind.map((each) => jsonAdopted(each)),
    ignored: ignored.map((each) => jsonAdopted(each, { field: each.field, rule: each.rule })),
    kept: kept.map((each) => jsonAdopted(each, { field: each.field, managers: each.managers })),
    coOwners: coOwners.map(({ manager, objects }) => {
      return { manager, objects: objects.map((each) => jsonAdopted(each)) }
    }),
    unobserved,
  }
}

function jsonAdopted({ object, clusters }: AdoptedObject, more: JsonObject = {}): JsonObject {
  return { object: jsonObject(object), clusters, ...more }
}
