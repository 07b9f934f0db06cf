import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { equalJson } from '../../json/equal.ts'
import type { ApiServers } from '../../model/api-servers.ts'
import type { JsonObject } from '../../model/json.ts'
import type { JudgedUpdate, JudgedUpdates } from '../../model/judged-updates.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Reference } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import type { KubernetesSchemas } from '../../model/structural-schema.ts'
import { groupBy } from '../../text/group-by.ts'
import { fieldOrigins } from '../plan/field-origins.ts'
import { findAdmission } from './admission/admission-servers.ts'
import { apiVersionOfObject } from './api-version-of-object.ts'
import { clusterMinors } from './cluster-minors.ts'
import { faultPlaces } from './fault-places.ts'
import { findServers, knownServers } from './find-servers.ts'
import type { ApiServer } from './judge.ts'
import { minorNames } from './minor-names.ts'
import { serversInWords } from './server/describe-server-fault.ts'
import { createQuestions, type Ticket } from './server/questions.ts'
import { serverFaults, type ServerFault } from './server/server-faults.ts'

/** What changes are checked by. */
export interface CheckUpdatesOptions {
  readonly config: RenderConfig
  readonly schemas: KubernetesSchemas
  readonly manifests: readonly Manifest[]
  readonly apiServers: ApiServers
  /** Objects of policies that are not rendered. Default: none. */
  readonly policies?: readonly Manifest[] | undefined
}

/** One object in place of another one, in clusters whose servers are alike. */
interface Update {
  readonly plan: ObjectPlan
  readonly object: JsonObject
  readonly server: ApiServer
  readonly clusters: string[]
  readonly asUpdate: Ticket
  readonly asCreate: Ticket
}

/** What the update strategies decided, once for all who ask. */
export interface CheckedUpdates {
  readonly diagnostics: readonly Diagnostic[]
  readonly judged: JudgedUpdates
}

/**
 * Asks Kubernetes' own code whether it takes what changes in place of what there is, each pair once for each version. Reports
 * `kubernetes-update-refused` for what it would take only as a new object, and `kubernetes-unanswered` where it answers for the new one
 * alone. Nothing is known of what the base had in error: it is not
 * among what was judged.
 */
export function checkUpdates(
  base: RenderPlan,
  head: RenderPlan,
  { config, schemas, manifests, apiServers, policies = [] }: CheckUpdatesOptions,
): CheckedUpdates {
  const minors = clusterMinors(head.federation.clusters, { config, minors: schemas.minors }, () => undefined)
  const known = knownServers(head, manifests, minors)
  const serversOf = findServers(schemas, known)
  const { around } = findAdmission(head, known, policies, () => undefined)
  const before = new Map(base.objects.map((each) => [keyOf(each), each]))
  const questions = createQuestions()
  const updates: Update[] = []
  for (const plan of head.objects) {
    const old = before.get(keyOf(plan))
    // What did not change is one value on both sides.
    if (old === undefined || old === plan) continue
    const { of } = serversOf(apiVersionOfObject(plan), plan.federatedObject.type.targetType.kind)
    for (const { object, previous, server, clusters } of changedVariants(old, plan, around(plan, of))) {
      const found = apiServers.find(server.minor)
      if (found === undefined || 'problem' in found) continue
      const asUpdate = questions.add(server, object, previous)
      updates.push({ plan, object, server, clusters, asUpdate, asCreate: questions.add(server, object) })
    }
  }
  if (updates.length === 0) return { diagnostics: [], judged: new Map() }
  // The check of the objects themselves has reported what cannot be asked.
  const answerOf = questions.ask(apiServers, () => undefined)
  const faultsOf = ({ object, server }: Update, ticket: Ticket): readonly ServerFault[] => {
    return serverFaults(object, answerOf(ticket), server.surroundings)
  }
  const findings = fold(updates, config, (update) => {
    const alone = new Set(faultsOf(update, update.asCreate).map(({ field, words }) => `${field}\n${words}`))
    return faultsOf(update, update.asUpdate).filter(
      ({ kind, field, words }) => refusals.has(kind) && !alone.has(`${field}\n${words}`),
    )
  })
  const judged = updates.filter(({ asUpdate }) => typeof answerOf(asUpdate) === 'object')
  return { diagnostics: findings.map(describe), judged: gather(judged, findings) }
}

/** What keeps a server from taking an object, or anybody from knowing that it does. */
const refusals: ReadonlySet<string> = new Set([
  'refused',
  'policy-refused',
  'pod-security-refused',
  'unanswered',
])

interface ChangedVariant {
  readonly object: JsonObject
  readonly previous: JsonObject
  readonly server: ApiServer
  readonly clusters: string[]
}

/** The pairs of objects that differ, each once for the clusters that have both and whose servers are alike. */
function changedVariants(
  old: ObjectPlan,
  { variants }: ObjectPlan,
  serverOf: (cluster: string) => ApiServer | undefined,
): readonly ChangedVariant[] {
  const previously = new Map(
    old.variants.flatMap(({ object, clusters }) => clusters.map((each) => [each, object])),
  )
  return variants.flatMap(({ object, clusters }) => {
    const pairs = new Map<ApiServer, Map<JsonObject, ChangedVariant>>()
    for (const cluster of clusters) {
      const [previous, server] = [previously.get(cluster), serverOf(cluster)]
      if (previous === undefined || server === undefined || equalJson(previous, object)) continue
      const ofServer = pairs.get(server) ?? new Map<JsonObject, ChangedVariant>()
      pairs.set(server, ofServer)
      const known = ofServer.get(previous) ?? { object, previous, server, clusters: [] }
      ofServer.set(previous, known)
      known.clusters.push(cluster)
    }
    return [...pairs.values()].flatMap((each) => Array.from(each.values()))
  })
}

/** One fault at one place, with all clusters. */
interface Finding {
  readonly fault: ServerFault
  readonly at: Reference
  readonly plan: ObjectPlan
  readonly minors: Set<number>
  readonly clusters: Set<string>
}

function fold(
  updates: readonly Update[],
  config: RenderConfig,
  faultsOf: (update: Update) => readonly ServerFault[],
): readonly Finding[] {
  const findings = new Map<string, Finding>()
  for (const update of updates) {
    const { plan, server, clusters } = update
    const [faults, [cluster]] = [faultsOf(update), clusters]
    if (faults.length === 0 || cluster === undefined) continue
    const { manifest } = plan.federatedObject
    const placeOf = faultPlaces(fieldOrigins(plan, cluster, config), manifest)
    for (const fault of faults) {
      const at = placeOf(fault)
      const { file, start, item } = at.manifest
      const key = JSON.stringify([fault.field, fault.words, at.pointer, file.path, start, item])
      const finding = findings.get(key) ?? { fault, at, plan, minors: new Set(), clusters: new Set() }
      findings.set(key, finding)
      finding.minors.add(server.minor)
      for (const each of clusters) finding.clusters.add(each)
    }
  }
  return [...findings.values()]
}

function describe({ fault, at, plan, minors, clusters }: Finding): Diagnostic {
  const { manifest, type } = plan.federatedObject
  const { kind } = type.targetType
  const context = { at, subject: manifest }
  if (fault.kind === 'unanswered') {
    return createDiagnostic('kubernetes-unanswered', { kind, minors: minorNames(minors) }, context)
  }
  const { field, words } = fault
  const parameters = { servers: serversInWords(clusters, minors), kind, field, words }
  return createDiagnostic('kubernetes-update-refused', parameters, context)
}

/** What was judged of each object, with what is refused of it. */
function gather(judged: readonly Update[], findings: readonly Finding[]): JudgedUpdates {
  const found = groupBy(findings, ({ plan }) => plan)
  return new Map(
    [...groupBy(judged, ({ plan }) => plan)].map(([plan, updates]): [ObjectPlan, JudgedUpdate] => {
      const clusters = new Set(updates.flatMap((each) => each.clusters))
      const refused = (found.get(plan) ?? []).map(({ fault, minors, clusters: refusing }) => {
        const { pointer, field, words } = fault
        return { clusters: refusing, servers: serversInWords(refusing, minors), pointer, field, words }
      })
      return [plan, { clusters, refused }]
    }),
  )
}

function keyOf({ federatedObject: { type, namespace, name } }: ObjectPlan): string {
  return JSON.stringify([type.name, namespace, name])
}
