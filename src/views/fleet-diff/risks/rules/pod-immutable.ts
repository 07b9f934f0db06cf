import { atPointer } from '../../../../json/at-pointer.ts'
import { equalJson } from '../../../../json/equal.ts'
import { getOwn, isArray, isObject } from '../../../../json/own.ts'
import { childPointer } from '../../../../json/pointer.ts'
import { podSpecWithDefaults } from '../../../../kubernetes/defaults/pod-defaults.ts'
import type { Json, JsonObject } from '../../../../model/json.ts'
import { createImmutableRule, refuseOther } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Every field of a Pod's spec but those that the API server names when it refuses one. */
export const podImmutable: RiskRule = createImmutableRule({
  name: 'pod-immutable',
  about:
    "The API server refuses to change any field of a Pod's spec but the images, a shorter `activeDeadlineSeconds`, more `tolerations` and fewer `schedulingGates`.",
  citation: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement',
  kinds: ['Pod'],
  refusals: ({ base, head }) => {
    const [before, after] = [specOf(base), specOf(head)]
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    const isGated = getOwn(before, 'schedulingGates') !== undefined
    return [...keys].flatMap((key) => {
      const [from, to] = [getOwn(before, key), getOwn(after, key)]
      return mayChange(key, from, to, isGated) ? [] : refuseOther(childPointer('/spec', key), from, to)
    })
  },
})

/** The deprecated field for the account only repeats `serviceAccountName`. */
function specOf(pod: JsonObject): JsonObject {
  const spec = atPointer(pod, '/spec')
  const { serviceAccount: _serviceAccount, ...rest } = podSpecWithDefaults(isObject(spec) ? spec : {})
  return { ...rest, ...withoutImages(rest, 'containers'), ...withoutImages(rest, 'initContainers') }
}

function withoutImages(spec: JsonObject, key: string): JsonObject {
  const containers = getOwn(spec, key)
  if (!isArray(containers)) return {}
  return {
    [key]: containers.map((each) => {
      if (!isObject(each)) return each
      const { image: _image, ...rest } = each
      return rest
    }),
  }
}

/**
 * A Pod that still waits at a scheduling gate may have its choice of nodes narrowed; whether it is narrower is not
 * checked.
 */
function mayChange(key: string, from: Json | undefined, to: Json | undefined, isGated: boolean): boolean {
  switch (key) {
    case 'activeDeadlineSeconds':
      return typeof to === 'number' && (typeof from !== 'number' || to <= from)
    case 'nodeSelector':
    case 'affinity':
      return isGated
    case 'tolerations':
      return isSubset(from, to)
    case 'schedulingGates':
      return isSubset(to, from)
    default:
      return false
  }
}

function isSubset(part: Json | undefined, whole: Json | undefined): boolean {
  const items = isArray(whole) ? whole : []
  return !isArray(part) || part.every((each) => items.some((other) => equalJson(each, other)))
}
