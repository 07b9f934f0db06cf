import { quote } from '../../text/quote.ts'

/** What can be wrong with what was observed, where it is compared with what is rendered. */
export const adoptionCatalog = {
  'adopt-nothing-observed': {
    severity: 'error' as const,
    about: '`fedrender adopt` finds no object that was observed in a member cluster.',
    message: (p: { directory: string | undefined }): string =>
      p.directory === undefined
        ? 'No object was observed in any member cluster.'
        : `No object in ${quote(p.directory)} was observed in a member cluster.`,
    hint: (): string =>
      'Dump the running objects with kubectl, into a folder or a file for each cluster that is named after it, and name the directory with --observed.',
  },
  'adopt-cluster-unobserved': {
    severity: 'warning' as const,
    about:
      'Objects are rendered for a cluster of which nothing was observed, so what they change there is unknown.',
    message: (p: { cluster: string }): string => `Nothing was observed in the cluster ${quote(p.cluster)}.`,
    hint: (): string => 'Dump the objects that run there too, or move that cluster later.',
  },
  'adopt-kind-unobserved': {
    severity: 'warning' as const,
    about: 'No object of a rendered kind was observed in a cluster, as if the dump left the kind out.',
    message: (p: { cluster: string; kinds: readonly string[] }): string =>
      `No object of ${p.kinds.map(quote).join(', ')} was observed in the cluster ${quote(p.cluster)}, so each one that is rendered counts as missing there.`,
    hint: (): string => 'Dump the objects of these kinds too.',
  },
}
