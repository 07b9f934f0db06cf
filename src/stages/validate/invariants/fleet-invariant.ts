import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { objectsAt, textAt } from '../../../json/fields.ts'
import type { AcceptedViolation, Invariant, InvariantObjects } from '../../../model/invariant.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt, type Reference } from '../../../model/place.ts'
import type { Severity } from '../../../model/severity.ts'
import { validName } from '../metadata.ts'
import { reportSchemaFault, type ValidateContext } from '../validate-context.ts'

const kind = 'FleetInvariant'
const schemaPath = 'fedrender.dev/v1alpha1/FleetInvariant.json'

/**
 * Reads a FleetInvariant. Reports `schema-violation`, also for a field that is not known, without which a selector would
 * select more, and `invalid-name`; one with either is left out, which is an error already.
 */
export function readFleetInvariant(manifest: Manifest, context: ValidateContext): Invariant | undefined {
  const faults = context.schema(schemaPath, manifest.value)
  for (const fault of faults)
    reportSchemaFault({ ...fault, kind: 'violation' }, manifest, kind, context.report)
  const name = validName(manifest, kind, context)
  const spec = getOwn(manifest.value, 'spec')
  if (name === undefined || faults.length > 0 || !isObject(spec)) return undefined
  return readInvariant(name, spec, valueAt(manifest, '/spec'))
}

/** The invariants of a configuration that follows its schema. */
export function readConfiguredInvariants(manifest: Manifest): readonly Invariant[] {
  return objectsAt(manifest.value, 'invariants').map((each, index) =>
    readInvariant(textAt(each, 'name'), each, valueAt(manifest, `/invariants/${index}`)),
  )
}

function readInvariant(name: string, fields: JsonObject, at: Reference): Invariant {
  const { why, severity, objects } = fields
  return {
    name,
    ...(typeof why === 'string' && { why }),
    severity: typeof severity === 'string' ? (severity as Severity) : 'error',
    expression: textAt(fields, 'expression'),
    ...(isObject(objects) && { objects: readObjects(objects) }),
    accepted: objectsAt(fields, 'accepted').map(readAccepted),
    at,
  }
}

function readObjects({
  types,
  namespaces,
  names,
  labelSelector,
  clusterSelector,
}: JsonObject): InvariantObjects {
  return {
    types: texts(types),
    ...(isArray(namespaces) && { namespaces: texts(namespaces) }),
    ...(isArray(names) && { names: texts(names) }),
    ...(isObject(labelSelector) && { labelSelector }),
    ...(isObject(clusterSelector) && { clusterSelector }),
  }
}

function readAccepted(fields: JsonObject): AcceptedViolation {
  const { clusters, object } = fields
  return {
    ...(isArray(clusters) && { clusters: texts(clusters) }),
    ...(typeof object === 'string' && { object }),
    // A date without quotes may be read as a time.
    until: textAt(fields, 'until').slice(0, '2027-01-31'.length),
    reason: textAt(fields, 'reason'),
  }
}

function texts(list: Json | undefined): readonly string[] {
  return isArray(list) ? list.map(String) : []
}
