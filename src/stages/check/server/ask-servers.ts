import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { textAt } from '../../../json/fields.ts'
import type { Answered } from '../../../kubernetes/server/read-answer.ts'
import type { ApiServers } from '../../../model/api-servers.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'
import type { ObjectPlan } from '../../../model/render-plan.ts'
import type { ApiServer } from '../judge.ts'
import { describeServerFault } from './describe-server-fault.ts'
import { createQuestions, type Ticket } from './questions.ts'
import { serverFaults } from './server-faults.ts'

/** What the code of an API server says of an object; undefined where it was not asked. */
export type FindAnswer = (object: JsonObject, server: ApiServer) => Answered | undefined

/** What to ask, and whom. */
export interface Asking {
  readonly objects: readonly ObjectPlan[]
  /** The API server of a cluster for an object. */
  readonly serverOf: (object: ObjectPlan, cluster: string) => ApiServer | undefined
  readonly minors: ReadonlyMap<string, number>
  /** All clusters, those too of which no version is known. */
  readonly clusters: readonly string[]
  /** Whether a cluster has policies. */
  readonly hasPolicies: (cluster: string) => boolean
  /** Policies and bindings of the command line, which no check of objects sees. */
  readonly given: readonly Manifest[]
}

/**
 * Asks Kubernetes' own code of each distinct variant once for each version and each set of policies that it goes to, CustomResourceDefinitions
 * and policies first. Reports `kubernetes-version-missing`, `kubernetes-package-missing`, `kubernetes-package-unusable`,
 * `policies-unchecked`, and of policies of the command line what `describeServerFault` does.
 */
export function askServers(
  { objects, serverOf, minors, clusters, hasPolicies, given }: Asking,
  servers: ApiServers,
  report: Report,
): FindAnswer {
  const unknown = clusters.filter((each) => !minors.has(each))
  if (unknown.length > 0) report(createDiagnostic('kubernetes-version-missing', { clusters: unknown }))
  const known = reportPackages(minors, servers, report)
  const unchecked = clusters.filter((each) => !known.has(minors.get(each) ?? -1) && hasPolicies(each))
  if (unchecked.length > 0) report(createDiagnostic('policies-unchecked', { clusters: unchecked }))
  const questions = createQuestions()
  const tickets = new Map<ApiServer, Map<JsonObject, Ticket>>()
  for (const object of objects) {
    for (const { object: value, clusters: getting } of object.variants) {
      const asked = new Set(getting.map((cluster) => serverOf(object, cluster)))
      for (const server of asked) {
        if (server === undefined || !known.has(server.minor)) continue
        const ofServer = tickets.get(server) ?? new Map<JsonObject, Ticket>()
        tickets.set(server, ofServer)
        ofServer.set(value, questions.add(server, value))
      }
    }
  }
  const asked = given.flatMap((manifest) =>
    [...known].map((minor) => ({ manifest, minor, ticket: questions.add({ minor }, manifest.value) })),
  )
  const find = questions.ask(servers, (minor, problem) => {
    reportUnusable(minor, problem, clustersOf(minors, minor), report)
  })
  for (const { manifest, minor, ticket } of asked) {
    const faults = serverFaults(manifest.value, find(ticket))
    const concerned = {
      kind: textAt(manifest.value, 'kind'),
      minors: new Set([minor]),
      clusters: new Set(clustersOf(minors, minor)),
    }
    for (const fault of faults)
      report(describeServerFault(fault, concerned, { at: valueAt(manifest, fault.pointer) }))
  }
  return (object, server) => {
    const ticket = tickets.get(server)?.get(object)
    return ticket && find(ticket)
  }
}

/** The minor versions whose code there is. */
function reportPackages(
  minors: ReadonlyMap<string, number>,
  servers: ApiServers,
  report: Report,
): ReadonlySet<number> {
  const known = new Set<number>()
  const missing: number[] = []
  for (const minor of new Set(minors.values())) {
    const found = servers.find(minor)
    if (found === undefined) missing.push(minor)
    else if ('problem' in found) reportUnusable(minor, found.problem, clustersOf(minors, minor), report)
    else known.add(minor)
  }
  if (missing.length > 0) {
    const clusters = missing.flatMap((minor) => clustersOf(minors, minor))
    const versions = missing.sort((left, right) => left - right)
    report(createDiagnostic('kubernetes-package-missing', { minors: versions, clusters }))
  }
  return known
}

function reportUnusable(minor: number, problem: string, clusters: readonly string[], report: Report): void {
  report(createDiagnostic('kubernetes-package-unusable', { minor, problem, clusters }))
}

function clustersOf(minors: ReadonlyMap<string, number>, minor: number): readonly string[] {
  return [...minors].flatMap(([cluster, each]) => (each === minor ? [cluster] : []))
}
