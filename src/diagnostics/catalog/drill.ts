import { count } from '../../text/count.ts'
import { listSome } from '../../text/list-some.ts'
import { quote } from '../../text/quote.ts'

/** What `fedrender drill` finds, and what can be wrong with what it is asked. */
export const drillCatalog = {
  'drill-label-unknown': {
    severity: 'error' as const,
    about: '`fedrender drill --label` names a label that no KubeFedCluster has.',
    message: (p: { label: string; nearest: string | undefined }): string =>
      `No KubeFedCluster has the label ${quote(p.label)}.`,
    hint: (p: { label: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Name a label that `fedrender clusters` lists.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'drill-replicas-lost': {
    severity: 'error' as const,
    about: '`fedrender drill --max-lost`: where clusters are lost, no other runs or can hold the replicas.',
    message: (p: Cost): string =>
      `${p.what} loses ${describeLosses(p, 'replica')}, which no other cluster runs or can hold.`,
    hint: (): string =>
      'Place it in more clusters, raise maxReplicas in others, or allow so many with --max-lost.',
  },
  'drill-names-unreachable': {
    severity: 'error' as const,
    about:
      '`fedrender drill --max-unreachable`: where clusters are lost, names of a record have no address left.',
    message: (p: Cost): string => `${p.what} loses ${describeLosses(p, 'name')}: no address is left.`,
    hint: (): string =>
      'Place its Service or Ingress in more clusters, or allow so many with --max-unreachable.',
  },
}

interface Cost {
  readonly what: string
  readonly losses: readonly { readonly without: string; readonly count: number }[]
}

const mostLosses = 5

function describeLosses({ losses }: Cost, noun: string): string {
  return listSome(
    losses.map((each) => `${count(each.count, noun)} without ${quote(each.without)}`),
    mostLosses,
  )
}
