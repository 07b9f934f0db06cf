import { createDiagnostic, type Diagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { IsKnownFault, StructureFault } from '../../kubernetes/schema/check-structure.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { workloadFaults } from '../../kubernetes/schema/workload-faults.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import type { KubernetesSchemas } from '../../model/structural-schema.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { checkOverridden } from './check-overridden.ts'
import { checkTemplate } from './check-template.ts'
import { checkVariants } from './check-variants.ts'
import { clusterMinors } from './cluster-minors.ts'
import { findServers, type TypeServers } from './find-servers.ts'
import { createJudge, type Judge } from './judge.ts'

/** What objects are checked by. */
export interface CheckOptions {
  readonly config: RenderConfig
  readonly schemas: KubernetesSchemas
  /** All manifests of the sources, among which CustomResourceDefinitions may be. */
  readonly manifests: readonly Manifest[]
  /** The minor version of Kubernetes that every cluster is taken to have. Default: each cluster its own. */
  readonly minor?: number
  /**
   * Gives for each time that an object is judged the function that decides which faults are known; such faults become
   * warnings, and the others errors. Default: nothing is compared.
   */
  readonly knownFaults?: ((object: FederatedObject) => IsKnownFault) | undefined
}

/**
 * Checks what clusters are to get as their API servers would, each variant once for each version of Kubernetes and
 * CustomResourceDefinition, and templates of which no cluster's version is known by the newest. Reports what
 * `clusterMinors`, `checkVariants` and `checkTemplate` report, `resource-definition-missing` and
 * `resource-definition-unknown`.
 */
export function check(plan: RenderPlan, options: CheckOptions): readonly Diagnostic[] {
  const { config, schemas, manifests, minor } = options
  const diagnostics: Diagnostic[] = []
  const report: Report = (each) => diagnostics.push(each)
  const given = { config, minors: schemas.minors, ...(minor !== undefined && { minor }) }
  const minors = clusterMinors(plan.federation.clusters, given, report)
  const serversOf = findServers(plan, manifests, schemas, minors)
  const judgeAlone = createJudge(schemas)
  const unchecked = new Set<string>()
  for (const object of plan.objects) {
    const { federatedObject, placement } = object
    const { kind } = federatedObject.type.targetType
    const judge: Judge = (value, server) => judgeAlone(value, server, options.knownFaults?.(federatedObject))
    const judgeWhole: Judge = (value, server) => {
      const isKnown = options.knownFaults?.(federatedObject)
      return [...judgeAlone(value, server, isKnown), ...compared(workloadFaults(value), isKnown)]
    }
    const apiVersion = apiVersionOfObject(object)
    const servers = serversOf(apiVersion, kind)
    if (!placement.clusters.some((cluster) => minors.has(cluster))) {
      checkTemplate(federatedObject, { apiVersion, kind }, judge, servers.newest, report)
      checkOverridden(object, config, judge, servers.newest, report)
      continue
    }
    if (servers.isUndefined && !unchecked.has(`${apiVersion} ${kind}`)) {
      unchecked.add(`${apiVersion} ${kind}`)
      const at = keyAt(federatedObject.manifest, '/spec/template')
      report(createDiagnostic('resource-definition-unknown', { apiVersion, kind }, { at }))
    }
    reportMissingDefinition(object, servers, report)
    for (const each of checkVariants(object, config, judgeWhole, servers.of)) report(each)
  }
  return diagnostics
}

/** Faults with whether they are known, where that is asked. */
function compared(
  faults: readonly StructureFault[],
  isKnown: IsKnownFault | undefined,
): readonly StructureFault[] {
  if (isKnown === undefined) return faults
  return faults.map((each) => Object.assign({ isKnown: isKnown(each) }, each))
}

function reportMissingDefinition(
  { federatedObject, placement }: ObjectPlan,
  servers: TypeServers,
  report: Report,
): void {
  const clusters = placement.clusters.filter(servers.lacksDefinition)
  if (clusters.length === 0) return
  const { manifest, kind } = federatedObject
  const parameters = { kind, name: qualifiedName(federatedObject), clusters }
  const at = valueAt(manifest, '/spec/placement')
  report(createDiagnostic('resource-definition-missing', parameters, { at, subject: manifest }))
}

/** The apiVersion of an object before overrides: that of the template, or of its type. */
function apiVersionOfObject({ federatedObject: { manifest, type } }: ObjectPlan): string {
  const written = atPointer(manifest.value, '/spec/template/apiVersion')
  const { group, version } = type.targetType
  return typeof written === 'string' && written !== '' ? written : apiVersionOf(group, version)
}
