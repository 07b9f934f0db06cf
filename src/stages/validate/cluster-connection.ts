import { isArray, isObject } from '../../json/own.ts'
import { isDns1123Subdomain } from '../../kubernetes/names.ts'
import type { Json } from '../../model/json.ts'
import type { RefusedSetting } from './refused/refused-setting.ts'

/**
 * What KubeFed's webhook would refuse in a KubeFedCluster's spec, beyond its schema
 * (KubeFed: pkg/apis/core/v1beta1/validation/validation.go, ValidateKubeFedClusterSpec, validateAPIEndpoint,
 * validateLocalSecretReference, validateDisabledTLSValidations, validateProxyURL), and a caBundle that is no base64, which
 * the controller cannot decode (charts/kubefed, crds.yaml: format byte).
 */
export function connectionFaults(spec: Json | undefined): readonly RefusedSetting[] {
  if (!isObject(spec)) return []
  const { apiEndpoint, caBundle, secretRef, disabledTLSValidations: validations, proxyURL } = spec
  const faults: RefusedSetting[] = []
  if (isWritten(apiEndpoint) && !isEndpoint(apiEndpoint)) {
    const problem = 'must be a host, a host and port, or an http or https URL'
    faults.push({ pointer: '/spec/apiEndpoint', problem })
  }
  const secretName = isObject(secretRef) ? secretRef['name'] : undefined
  if (isWritten(secretName) && !isDns1123Subdomain(secretName)) {
    faults.push({ pointer: '/spec/secretRef/name', problem: 'must be a DNS-1123 subdomain' })
  }
  if (isWritten(caBundle) && !isBase64(caBundle)) {
    faults.push({ pointer: '/spec/caBundle', problem: 'must be the base64 of a PEM text' })
  }
  if (isArray(validations) && validations.includes('*') && validations.length > 1) {
    faults.push({ pointer: '/spec/disabledTLSValidations', problem: 'must hold "*" alone' })
  }
  if (isWritten(proxyURL) && !isProxy(proxyURL)) {
    faults.push({ pointer: '/spec/proxyURL', problem: 'must be an http, https or socks5 URL' })
  }
  return faults
}

/** Whether a field is a text that is not blank; the schema reports one that is missing or of another type. */
function isWritten(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== ''
}

/** As Go decodes a list of bytes, which takes line breaks. */
function isBase64(text: string): boolean {
  const joined = text.replaceAll(/[\r\n]/g, '')
  return joined.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(joined)
}

function isEndpoint(endpoint: string): boolean {
  const url = parseUrl(/^[a-z]+:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`)
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return false
  // An IPv6 host is in brackets, and the URL parser checks it.
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
