import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { objectAt, textAt } from '../../json/fields.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { createLoadBalancerAddresses } from '../../kubefed/load-balancer-addresses.ts'
import type {
  DNSRecord,
  Domain,
  IngressDNSRecord,
  RecordedClusterDNS,
  ServiceDNSRecord,
} from '../../model/dns-record.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt } from '../../model/place.ts'
import { metadataField, validName } from './metadata.ts'
import { followsSchema, type ValidateContext } from './validate-context.ts'

const group = 'multiclusterdns.kubefed.io/v1alpha1'

/** Reads a Domain. Reports `schema-violation`, `unknown-field` and `invalid-name`. */
export function readDomain(manifest: Manifest, context: ValidateContext): Domain | undefined {
  if (!followsSchema(manifest, 'Domain', `${group}/Domain.json`, context)) return undefined
  return validName(manifest, 'Domain', context) === undefined ? undefined : createDomain(manifest)
}

/**
 * Reads a ServiceDNSRecord or an IngressDNSRecord. Reports `schema-violation`, `unknown-field`, `invalid-name` and
 * `namespace-missing`.
 */
export function readDNSRecord(manifest: Manifest, context: ValidateContext): DNSRecord | undefined {
  const kind = manifest.value['kind'] === 'ServiceDNSRecord' ? 'ServiceDNSRecord' : 'IngressDNSRecord'
  if (!followsSchema(manifest, kind, `${group}/${kind}.json`, context)) return undefined
  const name = validName(manifest, kind, context)
  if (name === undefined) return undefined
  const namespace = metadataField(manifest, 'namespace') ?? context.config.defaultNamespace
  if (namespace === undefined) {
    const at = keyAt(manifest, '/metadata')
    context.report(createDiagnostic('namespace-missing', { kind, name }, { at, subject: manifest }))
    return undefined
  }
  return kind === 'ServiceDNSRecord'
    ? createServiceDNSRecord(manifest, namespace)
    : createIngressDNSRecord(manifest, namespace)
}

/** The Domain of a manifest that is valid by its schema. */
export function createDomain(manifest: Manifest): Domain {
  const metadata = objectAt(manifest.value, 'metadata')
  const namespace = textAt(metadata, 'namespace')
  const domain = textAt(manifest.value, 'domain')
  return {
    manifest,
    name: textAt(metadata, 'name'),
    ...(namespace !== '' && { namespace }),
    ...(domain !== '' && { domain }),
  }
}

/** The ServiceDNSRecord of a manifest that is valid by its schema; `namespace` is the one it counts for. */
export function createServiceDNSRecord(manifest: Manifest, namespace: string): ServiceDNSRecord {
  const spec = objectAt(manifest.value, 'spec')
  return {
    kind: 'ServiceDNSRecord',
    ...recordFields(manifest, namespace),
    domainRef: textAt(spec, 'domainRef'),
    dnsPrefix: textAt(spec, 'dnsPrefix'),
    externalName: textAt(spec, 'externalName'),
    allowServiceWithoutEndpoints: getOwn(spec, 'allowServiceWithoutEndpoints') === true,
  }
}

/** The IngressDNSRecord of a manifest that is valid by its schema; `namespace` is the one it counts for. */
export function createIngressDNSRecord(manifest: Manifest, namespace: string): IngressDNSRecord {
  const hosts = textsAt(objectAt(manifest.value, 'spec'), 'hosts')
  return { kind: 'IngressDNSRecord', ...recordFields(manifest, namespace), hosts }
}

function recordFields(manifest: Manifest, namespace: string): Omit<IngressDNSRecord, 'kind' | 'hosts'> {
  const recorded = getOwn(objectAt(manifest.value, 'status'), 'dns')
  return {
    manifest,
    name: textAt(objectAt(manifest.value, 'metadata'), 'name'),
    namespace,
    recordTTL: Number(getOwn(objectAt(manifest.value, 'spec'), 'recordTTL') ?? 0),
    ...(isArray(recorded) && { recordedDNS: recorded.filter(isObject).map(recordedClusterDNS) }),
  }
}

function recordedClusterDNS(entry: JsonObject): RecordedClusterDNS {
  const region = textAt(entry, 'region')
  return {
    cluster: textAt(entry, 'cluster'),
    loadBalancer: createLoadBalancerAddresses(getOwn(entry, 'loadBalancer')),
    zones: textsAt(entry, 'zones'),
    ...(region !== '' && { region }),
  }
}

function textsAt(object: JsonObject, key: string): readonly string[] {
  const value = getOwn(object, key)
  return isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
