import { atPointer } from '../../json/at-pointer.ts'
import { isArray, isObject } from '../../json/own.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { JsonObject } from '../../model/json.ts'
import { schemaAt } from '../schema/schema-at.ts'
import { scalarCandidate, type Candidate, type TypedPlace } from './candidate.ts'

/** The fields and the values that the schema of a kind knows; of a manifest without a kind, the kinds. */
export function schemaCandidates(place: TypedPlace): readonly Candidate[] {
  const { snapshot, value, pointer, part } = place
  const parent = pointer.slice(0, pointer.lastIndexOf('/'))
  if (part === 'key') {
    const present = atPointer(value, parent)
    const schemas = schemaAt(snapshot, value, parent)
    return schemas.flatMap(fieldsOf).filter(({ text }) => !isObject(present) || !Object.hasOwn(present, text))
  }
  if (pointer === '/kind') return kindsOf(place)
  if (pointer === '/apiVersion') return versionsOf(place)
  return schemaAt(snapshot, value, pointer).flatMap(knownValues)
}

function fieldsOf({ properties }: JsonObject): readonly Candidate[] {
  if (!isObject(properties)) return []
  return Object.entries(properties).map(([text, schema]) => {
    const { description } = isObject(schema) ? schema : {}
    const detail = typeof description === 'string' ? description : undefined
    return { text, kind: 'field', detail }
  })
}

function knownValues(schema: JsonObject): readonly Candidate[] {
  const { enum: values, const: only, type } = schema
  const booleans = [type].flat().includes('boolean') ? [true, false] : []
  return [...(isArray(values) ? values : []), only, ...booleans].flatMap((each) => scalarCandidate(each))
}

/** The kinds that have a schema: `<group>/<version>/<Kind>.json`. */
function kindsOf({ snapshot, value: { apiVersion } }: TypedPlace): readonly Candidate[] {
  const kinds = knownKinds(snapshot.schemas())
  const ofVersion = kinds.filter((each) => each.apiVersion === apiVersion)
  return (ofVersion.length > 0 ? ofVersion : kinds).map((each) => {
    return { text: each.kind, kind: 'type', detail: each.apiVersion }
  })
}

function versionsOf({ snapshot, value: { kind } }: TypedPlace): readonly Candidate[] {
  const kinds = knownKinds(snapshot.schemas())
  const ofKind = kinds.filter((each) => each.kind === kind)
  const versions = new Set((ofKind.length > 0 ? ofKind : kinds).map(({ apiVersion }) => apiVersion))
  return Array.from(versions, (text) => ({ text, kind: 'value' }))
}

function knownKinds(
  schemas: ReadonlyMap<string, JsonObject>,
): readonly { readonly kind: string; readonly apiVersion: string }[] {
  return Array.from(schemas.keys()).flatMap((path) => {
    const [group, version, file, ...others] = path.split('/')
    if (group === undefined || version === undefined || file === undefined || others.length > 0) return []
    return [{ kind: file.replace(/\.json$/, ''), apiVersion: apiVersionOf(group, version) }]
  })
}
