import { listSome } from '../../text/list-some.ts'
import type { Endpoint } from '../../model/dns-endpoint.ts'

const mostTargets = 4

/** The targets of a name in a few words: addresses, another name, or clusters with their weights. */
export function describeTargets(targets: readonly Endpoint[]): string {
  const words = targets.flatMap(({ recordType, targets: values, setIdentifier, providerSpecific }) =>
    setIdentifier === undefined
      ? values.map((value) => (recordType === 'CNAME' ? `CNAME ${value}` : value))
      : [`${setIdentifier} ${providerSpecific?.[0]?.value ?? ''}`.trimEnd()],
  )
  return words.length === 0 ? 'nothing' : listSome(words, mostTargets)
}
