import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import type { Fix } from '../../../diagnostics/fix.ts'
import { getOwn, isObject } from '../../../json/own.ts'
import type { Domain, ServiceDNSRecord } from '../../../model/dns-record.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'
import { nameProblem } from './name-problem.ts'
import { recordContext } from './record-context.ts'
import { recordName } from './record-name.ts'

/**
 * The domain that a ServiceDNSRecord's domainRef names; Domains count in the system namespace, or without one.
 * Undefined and reported otherwise: dns-domain-missing, dns-domain-in-wrong-namespace. A Domain without a domain, or with one that is no
 * DNS name, is reported by `checkDomains`.
 */
export function resolveDomain(
  record: ServiceDNSRecord,
  domains: readonly Domain[],
  systemNamespace: string,
  report: Report,
): string | undefined {
  const isInPlace = (domain: Domain): boolean => (domain.namespace ?? systemNamespace) === systemNamespace
  const named = domains.filter(({ name }) => name === record.domainRef)
  const found = named.find(isInPlace)
  if (found) return found.domain === undefined || nameProblem(found.domain) ? undefined : found.domain
  const context = recordContext(record, '/spec/domainRef')
  const about = { record: recordName(record), domain: record.domainRef, systemNamespace }
  const [misplaced] = named
  if (misplaced?.namespace === undefined) {
    const known = domains
      .filter(isInPlace)
      .map(({ name }) => name)
      .sort()
    report(createDiagnostic('dns-domain-missing', { ...about, known }, context))
  } else {
    const related = [{ message: 'the Domain', at: valueAt(misplaced.manifest, '/metadata/namespace') }]
    const parameters = { ...about, namespace: misplaced.namespace }
    report(createDiagnostic('dns-domain-in-wrong-namespace', parameters, { ...context, related }))
  }
  return undefined
}

/** Reports each Domain without a domain at its top level, or with one that is no DNS name: dns-domain-without-domain, dns-domain-invalid. */
export function checkDomains(domains: readonly Domain[], report: Report): void {
  for (const { manifest, name, domain } of domains) {
    if (domain !== undefined) {
      reportInvalid(manifest, domain, report)
      continue
    }
    const spec = getOwn(manifest.value, 'spec')
    const inSpec = isObject(spec) && Object.hasOwn(spec, 'domain')
    const at = inSpec ? valueAt(manifest, '/spec/domain') : valueAt(manifest, '')
    const fix = inSpec ? moveDomainToTop(manifest, spec) : undefined
    const context = { at, subject: manifest, fix }
    report(createDiagnostic('dns-domain-without-domain', { domain: name, inSpec }, context))
  }
}

/** A domain that is no DNS name spoils the names of all its records. */
function reportInvalid(manifest: Manifest, domain: string, report: Report): void {
  const problem = nameProblem(domain)
  if (problem === undefined) return
  const at = valueAt(manifest, '/domain')
  report(createDiagnostic('dns-domain-invalid', { domain, problem }, { at, subject: manifest }))
}

/** Other fields beside the domain in a `spec` stay there. */
function moveDomainToTop(manifest: Manifest, spec: JsonObject): Fix {
  const { domain = null, ...others } = spec
  const leaveOut = Object.keys(others).length > 0 ? '/spec/domain' : '/spec'
  return { kind: 'edit', manifest, edits: [{ pointer: '/domain', value: domain }, { pointer: leaveOut }] }
}
