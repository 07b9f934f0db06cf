import { quote } from '../../../../text/quote.ts'
import { atPointer } from '../../../../json/at-pointer.ts'
import { getOwn, isArray, isObject } from '../../../../json/own.ts'
import type { JsonObject } from '../../../../model/json.ts'
import { createImmutableRule } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Objects may still be stored in an old version until somebody migrates them. */
export const customResourceDefinitionVersion: RiskRule = createImmutableRule({
  name: 'custom-resource-definition-version',
  about:
    'The API server refuses to drop the version of a CustomResourceDefinition in which objects were stored until now.',
  citation:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#upgrade-existing-objects-to-a-new-stored-version',
  kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
  refusals: ({ base, head }) => {
    const remaining = new Set(versionsOf(head).map((version) => getOwn(version, 'name')))
    return versionsOf(base)
      .filter((version) => getOwn(version, 'storage') === true && !remaining.has(getOwn(version, 'name')))
      .map((version) => ({
        pointers: ['/spec/versions'],
        what: `drop the stored version ${quote(String(getOwn(version, 'name')))}`,
      }))
  },
})

function versionsOf(definition: JsonObject): readonly JsonObject[] {
  const versions = atPointer(definition, '/spec/versions')
  return isArray(versions) ? versions.filter(isObject) : []
}
