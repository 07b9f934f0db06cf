import { createDiagnostic, type Diagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import type { IsKnownFault, StructureFault } from '../../kubernetes/schema/check-structure.ts'
import { noMemo, type Memo } from '../../memo/memo.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { workloadFaults } from '../../kubernetes/schema/workload-faults.ts'
import type { ApiServers } from '../../model/api-servers.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import type { KubernetesSchemas } from '../../model/structural-schema.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { findAdmission, type AdmissionServers } from './admission/admission-servers.ts'
import { apiVersionOfObject } from './api-version-of-object.ts'
import { checkOverridden } from './check-overridden.ts'
import { checkTemplate } from './check-template.ts'
import { checkVariants } from './check-variants.ts'
import { clusterMinors } from './cluster-minors.ts'
import { findServers, knownServers, type KnownServers, type TypeServers } from './find-servers.ts'
import { createJudge, type Judge, type SchemaJudge } from './judge.ts'
import { askServers, type Asking, type FindAnswer } from './server/ask-servers.ts'
import { mergeServerFaults } from './server/merge-server-faults.ts'
import { createPlacedObjects, type IsPlaced } from './server/placed-objects.ts'
import { serverFaults } from './server/server-faults.ts'

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
  /** Kubernetes' own code, which is asked beside the schemas. Default: nothing is asked. */
  readonly apiServers?: ApiServers | undefined
  /** Objects of policies that are not rendered. Default: none. */
  readonly policies?: readonly Manifest[] | undefined
  /** What earlier checks found; of no use where faults are known, or servers asked. Default: all is checked. */
  readonly memo?: Memo | undefined
}

/**
 * Checks what clusters are to get as their API servers would, each variant once for each version of Kubernetes and
 * CustomResourceDefinition, and templates of which no cluster's version is known by the newest; of a plan that the memo knows
 * it gives again what was found by the same versions and definitions. Reports what
 * `clusterMinors`, `checkVariants` and `checkTemplate` report, `resource-definition-missing` and
 * `resource-definition-unknown`.
 */
export function check(plan: RenderPlan, options: CheckOptions): readonly Diagnostic[] {
  const { config, schemas, manifests, minor, knownFaults, apiServers, policies } = options
  // What is known of faults, and what servers answer, is known to a function alone, which nobody can compare.
  const { keep, remember } = knownFaults || apiServers ? noMemo : (options.memo ?? noMemo)
  const diagnostics: Diagnostic[] = []
  const report: Report = (each) => diagnostics.push(each)
  const given = { config, minors: schemas.minors, ...(minor !== undefined && { minor }) }
  const minors = clusterMinors(plan.federation.clusters, given, report)
  if (config.checks.kubernetes === 'off' && minor === undefined && !apiServers) return diagnostics
  const servers = keep('servers', '', knownServers(plan, manifests, minors))
  const context: CheckContext = { config, basis: { schemas, servers } }
  const toolsOf = rememberTools()
  const asked = apiServers && ask(plan, toolsOf(context.basis), { apiServers, servers, policies }, report)
  const isPlaced = createPlacedObjects(plan.objects)
  const unchecked = new Set<string>()
  for (const object of plan.objects) {
    const isKnown = knownFaults && ((): IsKnownFault => knownFaults(object.federatedObject))
    const { undefinedType, found } = remember('check', object, context, ({ config, basis }) =>
      checkObject(object, config, { ...toolsOf(basis), ...asked, isPlaced }, isKnown),
    )
    if (undefinedType !== undefined && !unchecked.has(`${undefinedType.apiVersion} ${undefinedType.kind}`)) {
      unchecked.add(`${undefinedType.apiVersion} ${undefinedType.kind}`)
      const at = keyAt(object.federatedObject.manifest, '/spec/template')
      report(createDiagnostic('resource-definition-unknown', undefinedType, { at }))
    }
    for (const each of found) report(each)
  }
  return diagnostics
}

/** All that an object is checked by, beside its plan. */
interface CheckContext {
  readonly config: RenderConfig
  readonly basis: CheckBasis
}

/** What says how API servers judge, each part read as a whole. */
interface CheckBasis {
  readonly schemas: KubernetesSchemas
  readonly servers: KnownServers
}

/** What is made of a basis once for all objects. */
interface CheckTools {
  readonly minors: ReadonlyMap<string, number>
  readonly serversOf: (apiVersion: string, kind: string) => TypeServers
  readonly judge: SchemaJudge
}

/** Whom is asked beside schemas, and about what. */
interface AskOptions {
  readonly apiServers: ApiServers
  readonly servers: KnownServers
  readonly policies: readonly Manifest[] | undefined
}

/** Asks Kubernetes' own code about all objects. Reports what `findAdmission` and `askServers` do. */
function ask(
  plan: RenderPlan,
  tools: CheckTools,
  { apiServers, servers, policies = [] }: AskOptions,
  report: Report,
): Pick<ServerTools, 'findAnswer' | 'admission'> {
  const admission = findAdmission(plan, servers, policies, report)
  const asking = { ...askingFor(plan, servers.minors, tools, admission), given: policies }
  return { admission, findAnswer: askServers(asking, apiServers, report) }
}

/** What is asked of each object: the API servers of the clusters that get it. */
function askingFor(
  { objects, federation }: RenderPlan,
  minors: ReadonlyMap<string, number>,
  { serversOf }: CheckTools,
  { around, policiesOf }: AdmissionServers,
): Omit<Asking, 'given'> {
  const known = new Map<ObjectPlan, TypeServers['of']>()
  const serverOf: Asking['serverOf'] = (object, cluster) => {
    const { kind } = object.federatedObject.type.targetType
    const of = known.get(object) ?? around(object, serversOf(apiVersionOfObject(object), kind).of)
    known.set(object, of)
    return of(cluster)
  }
  const clusters = federation.clusters.map(({ name }) => name)
  return { objects, serverOf, minors, clusters, hasPolicies: (cluster) => policiesOf(cluster) !== undefined }
}

/** What the servers said, and what clusters get. */
interface ServerTools {
  readonly findAnswer?: FindAnswer
  readonly isPlaced: IsPlaced
  readonly admission?: AdmissionServers
}

function rememberTools(): (basis: CheckBasis) => CheckTools {
  let made: (CheckTools & CheckBasis) | undefined
  return ({ schemas, servers }) => {
    if (made?.schemas === schemas && made.servers === servers) return made
    const [serversOf, judge] = [findServers(schemas, servers), createJudge(schemas)]
    made = { schemas, servers, minors: servers.minors, serversOf, judge }
    return made
  }
}

/** What is found of one object. */
interface ObjectCheck {
  /** Its type, where it is not Kubernetes' own and no source defines it. */
  readonly undefinedType?: { readonly apiVersion: string; readonly kind: string }
  readonly found: readonly Diagnostic[]
}

function checkObject(
  object: ObjectPlan,
  config: RenderConfig,
  { minors, serversOf, judge: judgeAlone, findAnswer, isPlaced, admission }: CheckTools & ServerTools,
  knownFaults: (() => IsKnownFault) | undefined,
): ObjectCheck {
  const found: Diagnostic[] = []
  const report: Report = (each) => found.push(each)
  const { federatedObject, placement } = object
  const { kind } = federatedObject.type.targetType
  const apiVersion = apiVersionOfObject(object)
  const servers = serversOf(apiVersion, kind)
  if (!placement.clusters.some((cluster) => minors.has(cluster))) {
    const judge: Judge = (value, server) => judgeAlone(value, server, knownFaults?.())
    checkTemplate(federatedObject, { apiVersion, kind }, judge, servers.newest, report)
    checkOverridden(object, config, judge, servers.newest, report)
    return { found }
  }
  const judgeWhole: Judge = (value, server) => {
    const isKnown = knownFaults?.()
    const faults = judgeAlone(value, server, isKnown)
    const answer = findAnswer?.(value, server)
    const said = serverFaults(value, answer, server.surroundings)
    if (typeof answer === 'object') return mergeServerFaults(faults, said, isKnown)
    // What is not served has no answer either, and is reported.
    const isServed = faults.every(({ kind: fault }) => fault !== 'not-served')
    return [...faults, ...compared(workloadFaults(value), isKnown), ...(isServed ? said : [])]
  }
  reportMissingDefinition(object, servers, report)
  const serverOf = admission?.around(object, servers.of) ?? servers.of
  for (const each of checkVariants(object, config, judgeWhole, serverOf, isPlaced)) report(each)
  return { ...(servers.isUndefined && { undefinedType: { apiVersion, kind } }), found }
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
