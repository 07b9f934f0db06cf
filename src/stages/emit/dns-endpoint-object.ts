import type { DNSEndpoint, Endpoint } from '../../model/dns-endpoint.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** The object of a DNSEndpoint, its fields in the order of ExternalDNS's type (ExternalDNS: endpoint/endpoint.go, Endpoint). */
export function dnsEndpointObject(dnsEndpoint: Omit<DNSEndpoint, 'clusters'>): JsonObject {
  const { apiVersion, name, namespace, endpoints } = dnsEndpoint
  return {
    apiVersion,
    kind: 'DNSEndpoint',
    metadata: { name, namespace },
    spec: { endpoints: endpoints.map(endpointObject) },
  }
}

function endpointObject(endpoint: Endpoint): JsonObject {
  const object: Record<string, Json> = {
    dnsName: endpoint.dnsName,
    targets: endpoint.targets,
    recordType: endpoint.recordType,
  }
  if (endpoint.setIdentifier !== undefined) object['setIdentifier'] = endpoint.setIdentifier
  object['recordTTL'] = endpoint.recordTTL
  if (endpoint.labels) object['labels'] = endpoint.labels
  if (endpoint.providerSpecific) {
    object['providerSpecific'] = endpoint.providerSpecific.map(({ name, value }) => ({ name, value }))
  }
  return object
}
