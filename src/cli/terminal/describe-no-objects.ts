import type { CompiledRepository } from '../../app/repository/compile-repository.ts'
import { count } from '../../text/count.ts'

/**
 * One line that says what is missing where no object is federated, and what to run next; undefined where one is, or where
 * that is not known.
 */
export function describeNoObjects(result: CompiledRepository['result']): string | undefined {
  if (result === undefined || result.sources.unreadable.length > 0) return undefined
  const { plan, planned, resources, sources } = result
  if (plan.objects.length + planned.objects.length > 0) return undefined
  const { plainObjects } = resources
  const hasClusters = plan.federation.clusters.length > 0
  const missing = ['federated object', ...(hasClusters ? [] : ['KubeFedCluster'])].join(' and no ')
  const left = plainObjects > 0 ? `, and ${count(plainObjects, 'plain object')} left alone` : ''
  const steps = [
    ...(sources.manifests.length === plainObjects ? ['fedrender init'] : []),
    ...(hasClusters ? [] : ['fedrender join NAME']),
    plainObjects > 0 ? 'fedrender federate TYPE NAME' : 'fedrender federate --file FILE',
  ]
  return `there is no ${missing}${left}; next: ${steps.join(', then ')}`
}
