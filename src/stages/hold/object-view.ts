import { CelObject, type CelValue } from '../../cel/value.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { objectsAt } from '../../json/fields.ts'
import { getOwn, isObject } from '../../json/own.ts'
import { builtinResources } from '../../kubernetes/builtin-resources.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { ObjectPlan, Variant } from '../../model/render-plan.ts'
import type { ObjectSubject } from './subject.ts'
import { textMapView } from './text-map-view.ts'

/** How a field of an object is made, and where it comes from. */
interface ObjectField {
  readonly type: string
  readonly about: string
  readonly pointer?: string
  readonly read: (subject: ObjectSubject) => CelValue | undefined
}

const written = (pointer: string, type: string, about: string): ObjectField => ({
  type,
  about,
  pointer,
  read: ({ variant: { object } }) => atPointer(object, pointer),
})

const raw = (name: string): readonly [string, ObjectField] => [
  name,
  written(`/${name}`, 'dyn', `the object's own \`${name}\``),
]

/** The fields of an object but `labels`, `annotations` and `clusters`, which views are made for. */
const fields: ReadonlyMap<string, ObjectField> = new Map([
  [
    'id',
    {
      type: 'string',
      about: 'the type, namespace and name: `deployments.apps/shop/web`',
      pointer: '/metadata/name',
      read: objectId,
    },
  ],
  [
    'type',
    { type: 'string', about: 'as its FederatedTypeConfig is called: `deployments.apps`', read: typeOf },
  ],
  ['kind', written('/kind', 'string', 'the kind')],
  ['apiVersion', written('/apiVersion', 'string', 'the API version')],
  ['name', written('/metadata/name', 'string', 'the name')],
  [
    'namespace',
    {
      ...written('/metadata/namespace', 'string', 'the namespace; `""` where there is none'),
      read: namespaceOf,
    },
  ],
  [
    'replicas',
    {
      type: 'int',
      about: '`spec.replicas`; where that is absent 1 for a kind that has replicas, else 0',
      pointer: '/spec/replicas',
      read: replicasOf,
    },
  ],
  [
    'images',
    {
      type: 'list<string>',
      about: 'the images of the containers of a workload, initContainers first',
      pointer: '/spec/template/spec/containers',
      read: readImages,
    },
  ],
  [
    'manifest',
    {
      type: 'dyn',
      about: 'the whole object, for fields without a name here',
      pointer: '',
      read: ({ variant }) => variant.object,
    },
  ],
  ...['metadata', 'spec', 'data', 'stringData', 'rules', 'roleRef', 'subjects'].map(raw),
])

/** What the reference says of the fields of an object. */
export const objectFields: ReadonlyMap<string, { readonly type: string; readonly about: string }> = new Map<
  string,
  { readonly type: string; readonly about: string }
>([
  ...fields,
  ['labels', { type: 'map<string, string>', about: 'the labels; one that is absent is `""`' }],
  ['annotations', { type: 'map<string, string>', about: 'the annotations; one that is absent is `""`' }],
  ['clusters', { type: 'list<Cluster>', about: 'the clusters that get this very object' }],
])

/** The lists of objects, made once for all that have the same. */
export interface ObjectViewLists {
  readonly clustersOf: (names: readonly string[]) => CelValue
  readonly imagesOf: (images: readonly string[]) => CelValue
}

/** A variant of an object as expressions read it; of a Secret, `data` and `stringData` have `********` for each value. */
export function objectView(
  plan: ObjectPlan,
  variant: Variant,
  { clustersOf, imagesOf }: ObjectViewLists,
): CelObject {
  const subject: ObjectSubject = {
    kind: 'object',
    plan,
    variant: { ...variant, object: masked(variant.object) },
  }
  const metadata = (name: string): ReadonlyMap<string, string> => textsOf(variant.object, name)
  const labels = textMapView(subject, '/metadata/labels', metadata('labels'))
  const annotations = textMapView(subject, '/metadata/annotations', metadata('annotations'))
  const read = (name: string): CelValue | undefined => {
    if (name === 'clusters') return clustersOf(variant.clusters)
    return name === 'images' ? imagesOf(readImages(subject)) : fields.get(name)?.read(subject)
  }
  const values = new Map<string, CelValue>([
    ['labels', labels],
    ['annotations', annotations],
  ])
  const get = (name: string): CelValue | undefined => {
    // A value is made once, so that what was asked of it is known again.
    const known = values.get(name)
    if (known !== undefined) return known
    const made = read(name)
    if (made !== undefined) values.set(name, made)
    return made
  }
  return new CelObject(subject, {
    get,
    has: (name) =>
      name === 'replicas'
        ? atPointer(variant.object, '/spec/replicas') !== undefined
        : get(name) !== undefined,
    keys: () => [...objectFields.keys()],
    placeOf: (name) => {
      const pointer = fields.get(name)?.pointer
      return pointer === undefined ? undefined : { subject, pointer }
    },
  })
}

function masked(object: JsonObject): JsonObject {
  if (object['kind'] !== 'Secret') return object
  const hide = (content: Json | undefined): Json =>
    isObject(content) ? Object.fromEntries(Object.keys(content).map((key) => [key, '********'])) : null
  return {
    ...object,
    ...(Object.hasOwn(object, 'data') && { data: hide(object['data']) }),
    ...(Object.hasOwn(object, 'stringData') && { stringData: hide(object['stringData']) }),
  }
}

/** How an expression, and an acceptance, calls an object. */
export function objectId({
  plan: { federatedObject },
  variant: { object },
}: Pick<ObjectSubject, 'plan' | 'variant'>): string {
  const namespace = atPointer(object, '/metadata/namespace')
  const name = atPointer(object, '/metadata/name')
  return [
    federatedObject.type.name,
    ...(typeof namespace === 'string' ? [namespace] : []),
    String(name),
  ].join('/')
}

function typeOf({ plan }: ObjectSubject): string {
  return plan.federatedObject.type.name
}

function namespaceOf({ variant: { object } }: ObjectSubject): string {
  const namespace = atPointer(object, '/metadata/namespace')
  return typeof namespace === 'string' ? namespace : ''
}

/** The kinds of which an API server sets `spec.replicas` to 1 where it is absent. */
const replicated: ReadonlySet<string> = new Set(
  builtinResources.flatMap(({ kind, hasReplicas }) => (hasReplicas ? [kind] : [])),
)

function replicasOf({ variant: { object } }: ObjectSubject): CelValue {
  const count = atPointer(object, '/spec/replicas')
  if (typeof count === 'number' || typeof count === 'bigint') return count
  return replicated.has(String(object['kind'])) ? 1 : 0
}

function readImages({ variant: { object } }: ObjectSubject): readonly string[] {
  const spec = atPointer(object, '/spec/template/spec')
  if (!isObject(spec)) return []
  return ['initContainers', 'containers'].flatMap((list) =>
    objectsAt(spec, list).flatMap(({ image }) => (typeof image === 'string' ? [image] : [])),
  )
}

function textsOf(object: JsonObject, name: string): ReadonlyMap<string, string> {
  const metadata = getOwn(object, 'metadata')
  const texts = isObject(metadata) ? getOwn(metadata, name) : undefined
  if (!isObject(texts)) return new Map()
  return new Map(
    Object.entries(texts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
