import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { groupKind } from '../../../kubernetes/group-version-kind.ts'
import type { ObjectPlan, Variant } from '../../../model/render-plan.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { FleetIndex } from './fleet-index.ts'
import { indexMade, type IsMade } from './made-objects.ts'
import { keyOf, type Need } from './object-needs.ts'
import type { ObjectReference } from './object-references.ts'

/** An object with what it needs in its clusters. */
export interface User {
  readonly plan: ObjectPlan
  readonly needs: readonly Need[]
}

/**
 * Reports `reference-not-placed` where the fleet has what an object needs, but not in each of its clusters, and
 * `reference-unknown`, once for each thing, where no source has it and it was not observed; of ConfigMaps and Secrets that is
 * not reported, since other programs make many. What a custom resource makes in a cluster is there.
 */
export function checkReferences(users: readonly User[], fleet: FleetIndex, report: Report): void {
  const isMade = indexMade(fleet)
  const unknown = new Map<string, Missing>()
  for (const { plan, needs } of users) {
    for (const need of needs) {
      if (isOfKubernetes(need.reference)) continue
      const key = keyOf(need.reference)
      const provider = fleet.find(key)
      const missing = provider
        ? missingFrom(plan, need, fleet.clustersOf(provider))
        : !noted.has(need.reference.kind)
          ? undefined
          : missingFrom(plan, need, noClusters)
      // Why a thing that fails is nowhere is reported there.
      if (missing === undefined || (provider && provider.placement.reason !== '')) continue
      const left = withoutPresent(missing, key, fleet, isMade)
      if (left.clusters.length === 0) continue
      if (provider) reportMissing('reference-not-placed', left, fleet, report, provider)
      else unknown.set(key, addTo(unknown.get(key), left))
    }
  }
  for (const each of unknown.values()) reportMissing('reference-unknown', each, fleet, report)
}

const noClusters: ReadonlySet<string> = new Set()

/** What an object lacks in some of its clusters. */
interface Missing {
  readonly plan: ObjectPlan
  readonly reference: ObjectReference
  readonly clusters: readonly string[]
  /** The first that lacks it. */
  readonly variant: Variant
}

function missingFrom(
  plan: ObjectPlan,
  { reference, variants }: Need,
  placed: ReadonlySet<string>,
): Missing | undefined {
  const variant = variants.find(({ clusters }) => clusters.some((each) => !placed.has(each)))
  if (variant === undefined) return undefined
  const clusters = variants.flatMap((each) => each.clusters.filter((name) => !placed.has(name)))
  return { plan, reference, clusters, variant }
}

function withoutPresent(missing: Missing, key: string, fleet: FleetIndex, isMade: IsMade): Missing {
  const { reference, clusters } = missing
  const isPresent = (cluster: string): boolean => fleet.isObserved(cluster, key) || isMade(reference, cluster)
  return clusters.some(isPresent)
    ? { ...missing, clusters: clusters.filter((each) => !isPresent(each)) }
    : missing
}

function addTo(known: Missing | undefined, more: Missing): Missing {
  if (known === undefined) return more
  const clusters = new Set([...known.clusters, ...more.clusters])
  return clusters.size === known.clusters.length ? known : { ...known, clusters: [...clusters] }
}

const serviceAccount = 'ServiceAccount'
const priorityClass = groupKind('scheduling.k8s.io', 'PriorityClass')

/** Kinds of which clusters have none that nobody made on purpose, and few that other programs make. */
const noted: ReadonlySet<string> = new Set([
  serviceAccount,
  priorityClass,
  groupKind('storage.k8s.io', 'StorageClass'),
  'Service',
])

/**
 * Whether Kubernetes itself makes an object in every cluster, wherever a source of the same name is placed (kube-controller-manager:
 * ServiceAccount `default`, ConfigMap `kube-root-ca.crt`; kube-apiserver: pkg/apis/scheduling/v1/helpers.go, SystemPriorityClasses).
 */
function isOfKubernetes({ kind, name }: ObjectReference): boolean {
  if (kind === serviceAccount) return name === 'default'
  return kind === 'ConfigMap'
    ? name === 'kube-root-ca.crt'
    : kind === priorityClass && name.startsWith('system-')
}

function reportMissing(
  code: 'reference-not-placed' | 'reference-unknown',
  { plan, reference, clusters, variant }: Missing,
  fleet: FleetIndex,
  report: Report,
  provider?: ObjectPlan,
): void {
  const { federatedObject } = plan
  const { namespace, name } = reference
  const parameters = {
    kind: reference.kind.split('.')[0] ?? '',
    name: qualifiedName({ name, ...(namespace !== '' && { namespace }) }),
    userKind: federatedObject.type.targetType.kind,
    user: qualifiedName(federatedObject),
    clusters: [...clusters].sort(),
  }
  const related = provider ? [{ message: 'what places it', at: provider.placement.chosenBy }] : []
  const at = fleet.placeOf(plan, variant, reference.pointer)
  report(createDiagnostic(code, parameters, { at, related, subject: federatedObject.manifest }))
}
