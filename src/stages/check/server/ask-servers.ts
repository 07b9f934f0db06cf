import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import type { ServerAnswer } from '../../../kubernetes/server/read-answer.ts'
import type { ApiServers } from '../../../model/api-servers.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { ObjectPlan } from '../../../model/render-plan.ts'
import type { ApiServer } from '../judge.ts'
import { createQuestions, type Ticket } from './questions.ts'

/** What the code of an API server says of an object: `none` where it failed or does not know the kind, undefined where it was not asked. */
export type FindAnswer = (object: JsonObject, server: ApiServer) => ServerAnswer | 'none' | undefined

/** What to ask, and whom. */
export interface Asking {
  readonly objects: readonly ObjectPlan[]
  /** The API server of a cluster for an object. */
  readonly serverOf: (object: ObjectPlan, cluster: string) => ApiServer | undefined
  readonly minors: ReadonlyMap<string, number>
  /** All clusters, those too of which no version is known. */
  readonly clusters: readonly string[]
}

/**
 * Asks Kubernetes' own code of each distinct variant once for each version that it goes to, CustomResourceDefinitions first. Reports
 * `kubernetes-version-missing`, `kubernetes-package-missing` and `kubernetes-package-unusable`.
 */
export function askServers(
  { objects, serverOf, minors, clusters }: Asking,
  servers: ApiServers,
  report: Report,
): FindAnswer {
  const unknown = clusters.filter((each) => !minors.has(each))
  if (unknown.length > 0) report(createDiagnostic('kubernetes-version-missing', { clusters: unknown }))
  const known = reportPackages(minors, servers, report)
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
  const find = questions.ask(servers, (minor, problem) => {
    reportUnusable(minor, problem, clustersOf(minors, minor), report)
  })
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
