import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { atPointer } from '../../../json/at-pointer.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { count } from '../../../text/count.ts'

/** Where the Pod of a workload is written. */
const podPointers = ['/spec/template/spec', '/spec/jobTemplate/spec/template/spec', '/spec']

/**
 * What a reviewer wants to know of a new object at a glance, as `image web:2`, `2 replicas`, `port 80`, `host a.example.com`,
 * `ClusterRole admin`, `Group sre`, and what a Pod may do to its node, as `privileged` and `hostPath /`; nothing for kinds that
 * have none of these. Raw text.
 */
export function importantFields(object: JsonObject): readonly string[] {
  const replicas = atPointer(object, '/spec/replicas')
  const type = object['kind'] === 'Service' ? textAt(atPointer(object, '/spec') ?? null, 'type') : []
  const role = atPointer(object, '/roleRef') ?? null
  return [
    ...imagesOf(object),
    ...powersOf(object),
    ...(typeof replicas === 'number' ? [count(replicas, 'replica')] : []),
    ...type,
    ...itemsAt(object, '/spec/ports').flatMap((each) => numberAt(each, 'port')),
    ...itemsAt(object, '/spec/rules').flatMap((each) => textAt(each, 'host').map((host) => `host ${host}`)),
    ...textAt(role, 'kind').flatMap((kind) => textAt(role, 'name').map((name) => `${kind} ${name}`)),
    ...itemsAt(object, '/subjects').flatMap(subjectOf),
  ]
}

function subjectOf(subject: Json): readonly string[] {
  const [[kind = ''], [name = ''], [namespace]] = [
    textAt(subject, 'kind'),
    textAt(subject, 'name'),
    textAt(subject, 'namespace'),
  ]
  return [`${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`]
}

function imagesOf(object: JsonObject): readonly string[] {
  const images = containersOf(object).flatMap((each) => textAt(each, 'image'))
  return [...new Set(images)].map((image) => `image ${image}`)
}

/** What a Pod has of its node (Kubernetes: Pod Security Standards, Baseline). */
function powersOf(object: JsonObject): readonly string[] {
  const isPrivileged = containersOf(object).some(
    (each) => atPointer(each, '/securityContext/privileged') === true,
  )
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) =>
    podPointers.some((pointer) => atPointer(object, `${pointer}/${field}`) === true),
  )
  const volumes = podPointers.flatMap((pointer) => itemsAt(object, `${pointer}/volumes`))
  const paths = volumes.flatMap((each) => textAt(atPointer(each, '/hostPath') ?? null, 'path'))
  return [...(isPrivileged ? ['privileged'] : []), ...shared, ...paths.map((path) => `hostPath ${path}`)]
}

function containersOf(object: JsonObject): readonly Json[] {
  return podPointers.flatMap((pointer) =>
    ['initContainers', 'containers'].flatMap((list) => itemsAt(object, `${pointer}/${list}`)),
  )
}

function itemsAt(object: JsonObject, pointer: string): readonly Json[] {
  const items = atPointer(object, pointer)
  return isArray(items) ? items : []
}

function textAt(value: Json, key: string): readonly string[] {
  const text = isObject(value) ? getOwn(value, key) : undefined
  return typeof text === 'string' ? [text] : []
}

function numberAt(value: Json, key: string): readonly string[] {
  const number = isObject(value) ? getOwn(value, key) : undefined
  return typeof number === 'number' ? [`${key} ${number}`] : []
}
