import { createDiagnostic, type Diagnostic, type DiagnosticContext } from '../../../diagnostics/diagnostic.ts'
import { listSome } from '../../../text/list-some.ts'
import { quote } from '../../../text/quote.ts'
import { minorNames } from '../minor-names.ts'
import type { ServerFault } from './server-faults.ts'

/** Whom a fault concerns. */
export interface Concerned {
  readonly kind: string
  readonly minors: ReadonlySet<number>
  readonly clusters: ReadonlySet<string>
}

/** How many clusters a message names. */
const mostNamed = 5

/** Gives `kubernetes-refused`, `kubernetes-warning`, `kubernetes-live` or `kubernetes-unjudged`. */
export function describeServerFault(
  { kind: fault, field, words }: ServerFault,
  { kind, minors, clusters }: Concerned,
  context: DiagnosticContext,
): Diagnostic {
  if (fault === 'unjudged') {
    return createDiagnostic('kubernetes-unjudged', { kind, minors: minorNames(minors) }, context)
  }
  const common = { servers: serversInWords(clusters, minors), kind, field, words }
  if (fault === 'refused') return createDiagnostic('kubernetes-refused', common, context)
  if (fault === 'warned') return createDiagnostic('kubernetes-warning', common, context)
  return createDiagnostic('kubernetes-live', common, context)
}

/** As `The API servers of "east", "west" (1.34)`. */
export function serversInWords(clusters: ReadonlySet<string>, minors: ReadonlySet<number>): string {
  const names = listSome([...clusters].sort().map(quote), mostNamed)
  return `The API server${clusters.size === 1 ? '' : 's'} of ${names} (${minorNames(minors)})`
}
