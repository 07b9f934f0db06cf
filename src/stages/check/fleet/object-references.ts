import { objectAt, textAt } from '../../../json/fields.ts'
import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { gatewayGroup } from '../../../kubernetes/gateway-routes.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import { groupKind } from '../../../kubernetes/group-version-kind.ts'
import { makesPods, podOf } from './pod-of.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { addNamesOfPod, containerLists, itemsOf, type AddName } from './names-of-pod.ts'

/** An object of the same cluster that another one needs. */
export interface ObjectReference {
  /** As `Kind.group`. */
  readonly kind: string
  /** `''` for a cluster-scoped one. */
  readonly namespace: string
  readonly name: string
  /** Where the name is in the object that needs it. */
  readonly pointer: string
}

/** Finds the references of objects; it is asked of the variants of an object in a row. */
export type FindReferences = (object: JsonObject) => readonly ObjectReference[]

/** What was found of the Pods of an object. */
interface KnownPod {
  readonly spec: JsonObject
  readonly namespace: string
  readonly found: readonly ObjectReference[]
}

/**
 * The function that finds what objects need in their clusters: what `addNamesOfPod` adds, the StorageClass of claims, the Services
 * of Ingresses and routes (k8s.io/api networking/v1, IngressSpec; sigs.k8s.io/gateway-api apis/v1, BackendObjectReference).
 */
export function createFindReferences(): FindReferences {
  let last: KnownPod | undefined
  return (object) => {
    const kind = groupKindOf(object)
    const namespace = textAt(objectAt(object, 'metadata'), 'namespace')
    const found: ObjectReference[] = []
    const add = adding(found, namespace)
    const addOther = otherNames(kind)
    if (!makesPods(kind)) {
      addOther?.(object, add)
      return found
    }
    const pod = podOf(object)
    if (pod === undefined) return found
    if (!addOther && last?.namespace === namespace && needsSame(last.spec, pod.spec)) return last.found
    addNamesOfPod(pod.spec, pod.pointer, add)
    addOther?.(object, add)
    last = { spec: pod.spec, namespace, found }
    return found
  }
}

const storageClass = groupKind('storage.k8s.io', 'StorageClass')
const clusterScoped: ReadonlySet<string> = new Set([
  storageClass,
  groupKind('scheduling.k8s.io', 'PriorityClass'),
])

function adding(found: ObjectReference[], own: string): AddName {
  return (kind, holder, key, pointer, namespace = own) => {
    const name = textAt(holder, key)
    if (name === '') return
    const scope = clusterScoped.has(kind) ? '' : namespace
    found.push({ kind, namespace: scope, name, pointer: `${pointer}/${key}` })
  }
}

/** Whether all of two Pods that may name others is one value: variants share what no override touches. */
function needsSame(left: JsonObject, right: JsonObject): boolean {
  if (left === right) return true
  const isSame = (key: string): boolean => getOwn(left, key) === getOwn(right, key)
  return (
    ['volumes', 'imagePullSecrets', 'serviceAccountName', 'priorityClassName'].every(isSame) &&
    containerLists.every((list) => isSame(list) || needSame(getOwn(left, list), getOwn(right, list)))
  )
}

function needSame(left: Json | undefined, right: Json | undefined): boolean {
  if (!isArray(left) || !isArray(right) || left.length !== right.length) return false
  return left.every((container, index) => {
    const other = right[index]
    if (!isObject(container) || !isObject(other)) return container === other
    return container['env'] === other['env'] && container['envFrom'] === other['envFrom']
  })
}

type AddNames = (object: JsonObject, add: AddName) => void

/** What adds the names of an object that are not those of its Pods; undefined for kinds that have none. */
function otherNames(kind: string): AddNames | undefined {
  if (kind === 'StatefulSet.apps') return addClaims
  if (kind === 'PersistentVolumeClaim') {
    return (object, add) => add(storageClass, objectAt(object, 'spec'), 'storageClassName', '/spec')
  }
  if (kind === 'Ingress.networking.k8s.io') return addIngressServices
  return kind.endsWith(`Route.${gatewayGroup}`) ? addRouteServices : undefined
}

function addClaims(object: JsonObject, add: AddName): void {
  for (const [claim, pointer] of itemsOf(objectAt(object, 'spec'), 'volumeClaimTemplates', '/spec')) {
    add(storageClass, objectAt(claim, 'spec'), 'storageClassName', `${pointer}/spec`)
  }
}

function addIngressServices(object: JsonObject, add: AddName): void {
  const spec = objectAt(object, 'spec')
  const addBackend = (holder: JsonObject, key: string, pointer: string): void => {
    const service = objectAt(objectAt(holder, key), 'service')
    // The AWS Load Balancer Controller takes such a name for one of its actions, and no Service (its Ingress annotations).
    if (textAt(objectAt(service, 'port'), 'name') === 'use-annotation') return
    add('Service', service, 'name', `${pointer}/${key}/service`)
  }
  addBackend(spec, 'defaultBackend', '/spec')
  for (const [rule, pointer] of itemsOf(spec, 'rules', '/spec')) {
    for (const [path, at] of itemsOf(objectAt(rule, 'http'), 'paths', `${pointer}/http`)) {
      addBackend(path, 'backend', at)
    }
  }
}

function addRouteServices(object: JsonObject, add: AddName): void {
  for (const [rule, pointer] of itemsOf(objectAt(object, 'spec'), 'rules', '/spec')) {
    for (const [backend, at] of itemsOf(rule, 'backendRefs', pointer)) {
      if (textAt(backend, 'group') !== '' || textAt(backend, 'kind', 'Service') !== 'Service') continue
      const namespace = textAt(backend, 'namespace')
      add('Service', backend, 'name', at, namespace === '' ? undefined : namespace)
    }
  }
}
