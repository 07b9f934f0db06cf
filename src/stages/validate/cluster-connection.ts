import { isArray, isObject } from '../../json/own.ts'
import { isDns1123Label, isDns1123Subdomain } from '../../kubernetes/names.ts'
import type { Json } from '../../model/json.ts'

/** A connection setting that KubeFed's webhook would refuse; `pointer` is from the manifest's root. */
export interface ConnectionFault {
  readonly pointer: string
  readonly problem: string
}

/**
 * What KubeFed's webhook would refuse in a KubeFedCluster's spec, beyond its schema
 * (KubeFed: pkg/apis/core/v1beta1/validation/validation.go, ValidateKubeFedCluster).
 */
export function connectionFaults(spec: Json | undefined): readonly ConnectionFault[] {
  if (!isObject(spec)) return []
  const faults: ConnectionFault[] = []
  const { apiEndpoint, secretRef, disabledTLSValidations, proxyURL } = spec
  if (typeof apiEndpoint === 'string' && apiEndpoint !== '' && !isEndpoint(apiEndpoint)) {
    faults.push({
      pointer: '/spec/apiEndpoint',
      problem: 'must be a host, a host and port, or an http or https URL',
    })
  }
  const secretName = isObject(secretRef) ? secretRef['name'] : undefined
  if (typeof secretName === 'string' && secretName !== '' && !isDns1123Label(secretName)) {
    faults.push({ pointer: '/spec/secretRef/name', problem: 'must be a DNS-1123 label' })
  }
  const validations = isArray(disabledTLSValidations) ? disabledTLSValidations : []
  if (validations.includes('*') && validations.length > 1) {
    faults.push({ pointer: '/spec/disabledTLSValidations', problem: 'must hold "*" alone' })
  }
  if (typeof proxyURL === 'string' && proxyURL !== '' && !isProxy(proxyURL)) {
    faults.push({ pointer: '/spec/proxyURL', problem: 'must be an http, https or socks5 URL' })
  }
  return faults
}

function isEndpoint(endpoint: string): boolean {
  const url = parseUrl(/^[a-z]+:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`)
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return false
  // An IPv6 host stands in brackets and is the URL parser's to judge.
  const host = url.hostname
  return host.startsWith('[') || isDns1123Subdomain(host)
}

function isProxy(proxy: string): boolean {
  const url = parseUrl(proxy)
  return url !== undefined && ['http:', 'https:', 'socks5:'].includes(url.protocol)
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
