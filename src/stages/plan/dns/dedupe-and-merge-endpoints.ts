import { compareText } from '../../../text/compare-text.ts'
import type { GeneratedEndpoint, GeneratedTarget } from '../../../model/dns-endpoint.ts'

/**
 * One endpoint per name, sorted by name: empty targets are dropped, and endpoints left without any; of a name that is
 * both A and CNAME the CNAME is dropped, else the targets are united, sorted and made unique
 * (KubeFed v0.3.1: pkg/controller/dnsendpoint/common.go, DedupeAndMergeEndpoints).
 */
export function dedupeAndMergeEndpoints(
  endpoints: readonly GeneratedEndpoint[],
): readonly GeneratedEndpoint[] {
  const byName = new Map<string, GeneratedEndpoint & { readonly targets: GeneratedTarget[] }>()
  for (const endpoint of endpoints) {
    const targets = endpoint.targets.filter(({ target }) => target !== '')
    if (targets.length === 0) continue
    const earlier = byName.get(endpoint.dnsName)
    if (earlier === undefined || (earlier.recordType === 'CNAME' && endpoint.recordType === 'A')) {
      byName.set(endpoint.dnsName, { ...endpoint, targets })
    } else if (earlier.recordType === endpoint.recordType) {
      for (const target of targets) earlier.targets.push(target)
    }
  }
  const merged = [...byName.values()].sort((a, b) => compareText(a.dnsName, b.dnsName))
  return merged.map(({ targets, ...endpoint }) =>
    Object.assign(endpoint, { targets: sortAndRemoveDuplicateTargets(targets) }),
  )
}

/** Two clusters may share a target: it stays once for each, so that weights can distinguish the clusters. */
function sortAndRemoveDuplicateTargets(targets: readonly GeneratedTarget[]): readonly GeneratedTarget[] {
  return targets
    .toSorted((a, b) => compareText(a.target, b.target) || compareText(a.cluster ?? '', b.cluster ?? ''))
    .filter(({ target, cluster }, index, sorted) => {
      const previous = sorted[index - 1]
      return previous?.target !== target || previous.cluster !== cluster
    })
}
