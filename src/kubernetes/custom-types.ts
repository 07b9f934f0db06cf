import { atPointer } from '../json/at-pointer.ts'
import { getOwn, isArray, isObject } from '../json/own.ts'
import { compareVersions } from './version-priority.ts'
import type { KnownType } from '../model/api-resource.ts'
import type { Json, JsonObject } from '../model/json.ts'

/**
 * The types that CustomResourceDefinitions among objects define, of apiextensions.k8s.io/v1 and v1beta1 and inside a
 * FederatedCustomResourceDefinition; one that is not complete defines none.
 */
export function customTypes(objects: readonly JsonObject[]): readonly KnownType[] {
  return objects.flatMap((object) => {
    const kind = getOwn(object, 'kind')
    if (kind === 'CustomResourceDefinition') return typeOf(object)
    const template = atPointer(object, '/spec/template')
    return kind === 'FederatedCustomResourceDefinition' && isObject(template) ? typeOf(template) : []
  })
}

/** What a type is called besides its kind and its plural name: in the singular, by short names, and by categories. */
export function otherNames({ singularName, shortNames, categories = [] }: KnownType): readonly string[] {
  return [...(singularName === undefined ? [] : [singularName]), ...shortNames, ...categories]
}

function typeOf(definition: JsonObject): readonly KnownType[] {
  const spec = mapping(definition['spec'])
  const names = mapping(spec['names'])
  const [group, kind, pluralName] = [text(spec['group']), text(names['kind']), text(names['plural'])]
  const [version, ...others] = servedVersions(spec)
  if (group === undefined || kind === undefined || pluralName === undefined || version === undefined)
    return []
  const singularName = text(names['singular'])
  return [
    {
      group,
      version: version.name,
      kind,
      pluralName,
      scope: spec['scope'] === 'Cluster' ? 'Cluster' : 'Namespaced',
      ...(singularName !== undefined && { singularName }),
      ...(others.length > 0 && { otherVersions: others.map((each) => each.name) }),
      shortNames: texts(names['shortNames']),
      categories: texts(names['categories']),
      hasReplicas: hasReplicas(version.schema ?? spec['validation']),
    },
  ]
}

interface Version {
  readonly name: string
  readonly schema: Json | undefined
}

/** The versions that are served; the one that Kubernetes prefers comes first. */
function servedVersions(spec: JsonObject): readonly Version[] {
  const listed = isArray(spec['versions']) ? spec['versions'].filter(isObject) : []
  const served = listed.flatMap(({ name, served, schema }): Version[] =>
    typeof name === 'string' && served !== false ? [{ name, schema }] : [],
  )
  const only = text(spec['version'])
  const versions = served.length === 0 && only !== undefined ? [{ name: only, schema: undefined }] : served
  return [...versions].sort((left, right) => compareVersions(left.name, right.name))
}

/** KubeFed looks for an int32 (pkg/kubefedctl/enable/validation.go, federatedTypeValidationSchema). */
function hasReplicas(schema: Json | undefined): boolean {
  const replicas = atPointer(schema, '/openAPIV3Schema/properties/spec/properties/replicas')
  return isObject(replicas) && replicas['type'] === 'integer' && replicas['format'] === 'int32'
}

function mapping(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function texts(value: Json | undefined): readonly string[] {
  return isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
