import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { stringifyJson } from '../../../json/stringify.ts'
import type { ResourceDefinition } from '../../../kubernetes/schema/resource-definition.ts'
import { readAnswer, type ServerAnswer } from '../../../kubernetes/server/read-answer.ts'
import type { ApiServers, ServerBatchAnswers } from '../../../model/api-servers.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { ObjectPlan } from '../../../model/render-plan.ts'
import type { ApiServer } from '../judge.ts'

/** What the code of an API server says of an object: `none` where it failed or does not know the kind, undefined where it was not asked. */
export type FindAnswer = (object: JsonObject, server: ApiServer) => ServerAnswer | 'none' | undefined

/** What to ask, and whom. */
export interface Asking {
  readonly objects: readonly ObjectPlan[]
  /** The API server of a cluster for an object. */
  readonly serverOf: (object: ObjectPlan, cluster: string) => ApiServer | undefined
  readonly minors: ReadonlyMap<string, number>
}

/**
 * Asks Kubernetes' own code of each distinct variant once for each version that it goes to, CustomResourceDefinitions first. Reports
 * `kubernetes-package-missing` and `kubernetes-package-unusable`.
 */
export function askServers(
  { objects, serverOf, minors }: Asking,
  servers: ApiServers,
  report: Report,
): FindAnswer {
  const known = reportPackages(minors, servers, report)
  const batches = new Map<number, Collected>()
  for (const object of objects) {
    for (const { object: value, clusters } of object.variants) {
      const asked = new Set(clusters.map((cluster) => serverOf(object, cluster)))
      for (const server of asked) if (server && known.has(server.minor)) collect(batches, value, server)
    }
  }
  const answered = servers.ask(
    new Map(
      [...batches].map(([minor, { definitions, questions }]) => [
        minor,
        {
          definitions: [...definitions.keys()].map(({ source }) => stringifyJson(source)),
          questions: [...questions.keys()],
        },
      ]),
    ),
  )
  const answersOf = new Map<number, ServerBatchAnswers>()
  for (const [minor, answers] of answered) {
    if (!('problem' in answers)) answersOf.set(minor, answers)
    else reportUnusable(minor, answers.problem, clustersOf(minors, minor), report)
  }
  const read = new Map<string | undefined, ServerAnswer | undefined>()
  return (object, server) => {
    const index = batches.get(server.minor)?.places.get(server)?.get(object)
    const answers = answersOf.get(server.minor)
    if (index === undefined || answers === undefined) return undefined
    const text = answers.questions[index]
    // Most answers are the same: consent.
    if (!read.has(text)) read.set(text, readAnswer(text))
    return read.get(text) ?? 'none'
  }
}

/** What is to be asked of one version. */
interface Collected {
  readonly definitions: Map<ResourceDefinition, number>
  /** The texts of the questions, with their places. */
  readonly questions: Map<string, number>
  /** The place of the question of an object. */
  readonly places: Map<ApiServer, Map<JsonObject, number>>
}

function collect(batches: Map<number, Collected>, object: JsonObject, server: ApiServer): void {
  const { minor, definition } = server
  const batch = batches.get(minor) ?? { definitions: new Map(), questions: new Map(), places: new Map() }
  batches.set(minor, batch)
  const { definitions, questions, places } = batch
  if (definition && !definitions.has(definition)) definitions.set(definition, definitions.size)
  const key = definition && definitions.get(definition)
  const named = key === undefined ? '' : `,"definition":"${key}"`
  const question = `{"create":${stringifyJson(object)}${named}}`
  const place = questions.get(question) ?? questions.size
  questions.set(question, place)
  const ofServer = places.get(server) ?? new Map<JsonObject, number>()
  places.set(server, ofServer)
  ofServer.set(object, place)
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
