import { mentionsSecret } from '../diagnostics/mentions-secret.ts'
import { getOwn, isArray, isObject } from '../json/own.ts'
import { pointerSegments } from '../json/pointer.ts'
import { stringifyJson } from '../json/stringify.ts'
import type { Json } from '../model/json.ts'

/**
 * Whether what is at a pointer of an object is not to be shown: it is the `data` or `stringData` of a Secret, also of
 * one inside another object, or below that; or the annotation in which kubectl keeps what it applied, where that may
 * hold a Secret.
 */
export function isSecretValue(object: Json, pointer: string): boolean {
  let node: Json | undefined = object
  let inSecret = false
  for (const key of pointerSegments(pointer)) {
    const isSecret = isObject(node) && getOwn(node, 'kind') === 'Secret'
    if (isSecret && (key === 'data' || key === 'stringData')) return true
    inSecret ||= isSecret
    node = isObject(node) ? getOwn(node, key) : isArray(node) ? node[Number(key)] : undefined
    if (key === lastApplied && (inSecret || mentionsSecret(stringifyJson(node ?? null)))) return true
  }
  return false
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'
