import { createDiagnostic, type Diagnostic, type DiagnosticContext } from '../../../diagnostics/diagnostic.ts'
import { listSome } from '../../../text/list-some.ts'
import { quote } from '../../../text/quote.ts'
import { policyPlaces } from '../admission/policy-places.ts'
import type { Surroundings } from '../admission/surroundings.ts'
import { minorNames } from '../minor-names.ts'
import type { AdmissionFault, ServerFault } from './server-faults.ts'

/** Whom a fault concerns. */
export interface Concerned {
  readonly kind: string
  readonly minors: ReadonlySet<number>
  readonly clusters: ReadonlySet<string>
  readonly surroundings?: Surroundings | undefined
}

/** How many clusters a message names. */
const mostNamed = 5

/**
 * Gives `kubernetes-refused`, `kubernetes-warning`, `kubernetes-live`, `kubernetes-unjudged` or `kubernetes-unanswered` of what
 * validation says, and the codes of `verdictCodes` of what admission says, with the policy and its binding beside.
 */
export function describeServerFault(
  fault: ServerFault,
  { kind, minors, clusters, surroundings }: Concerned,
  context: DiagnosticContext,
): Diagnostic {
  const { field, words } = fault
  if (fault.kind === 'unjudged' || fault.kind === 'unanswered') {
    return createDiagnostic(`kubernetes-${fault.kind}`, { kind, minors: minorNames(minors) }, context)
  }
  const common = { servers: serversInWords(clusters, minors), kind, field, words }
  if (fault.kind === 'refused') return createDiagnostic('kubernetes-refused', common, context)
  if (fault.kind === 'warned') return createDiagnostic('kubernetes-warning', common, context)
  if (fault.kind === 'live') return createDiagnostic('kubernetes-live', common, context)
  const related = policyPlaces(fault.policy, surroundings?.policies)
  return createDiagnostic(verdictCodes[fault.kind], common, { ...context, related })
}

/** As `The API servers of "east", "west" (1.34)`. */
export function serversInWords(clusters: ReadonlySet<string>, minors: ReadonlySet<number>): string {
  const names = listSome([...clusters].sort().map(quote), mostNamed)
  return `The API server${clusters.size === 1 ? '' : 's'} of ${names} (${minorNames(minors)})`
}

/** The code of each thing that admission says. */
const verdictCodes = {
  'policy-refused': 'policy-refused',
  'policy-warned': 'policy-warning',
  'policy-noted': 'policy-note',
  'policy-unknown': 'policy-unknown',
  'pod-security-refused': 'pod-security-refused',
  'pod-security-warned': 'pod-security-warning',
  'pod-security-noted': 'pod-security-note',
  'pod-security-unknown': 'pod-security-note',
  'pod-security-pods': 'pod-security-pods-refused',
} as const satisfies Record<AdmissionFault, string>
