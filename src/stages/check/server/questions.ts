import { stringifyJson } from '../../../json/stringify.ts'
import type { ResourceDefinition } from '../../../kubernetes/schema/resource-definition.ts'
import { readAnswer, type ServerAnswer } from '../../../kubernetes/server/read-answer.ts'
import type { ApiServers, ServerBatch, ServerBatchAnswers } from '../../../model/api-servers.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { AdmissionObject, PolicySet } from '../admission/surroundings.ts'
import type { ApiServer } from '../judge.ts'

/** A question that is asked: its version, and its place among those of that version. */
export interface Ticket {
  readonly minor: number
  readonly place: number
}

/** Questions that are asked together, equal ones once. */
export interface Questions {
  /** Adds the question whether a server takes an object or, with an old one, that in place of the old one. */
  readonly add: (server: ApiServer, object: JsonObject, old?: JsonObject) => Ticket
  /** Asks all of them; `onProblem` takes note of versions that cannot be asked. */
  readonly ask: (
    servers: ApiServers,
    onProblem: (minor: number, problem: string) => void,
  ) => (ticket: Ticket) => ServerAnswer | 'none' | undefined
}

/** What is asked of one version. */
interface Collected {
  /** CustomResourceDefinitions with their names. */
  readonly definitions: Map<ResourceDefinition, number>
  /** Policies and Namespaces, too. */
  readonly policies: Map<PolicySet, number>
  readonly namespaces: Map<JsonObject, number>
  /** The texts of the questions with their places. */
  readonly texts: Map<string, number>
}

/** Collects questions. The answer to one is `none` where the code failed or does not know the kind, undefined where it was not asked. */
export function createQuestions(): Questions {
  const batches = new Map<number, Collected>()
  return {
    add: (server, object, old) => {
      const batch = batches.get(server.minor) ?? collected()
      batches.set(server.minor, batch)
      const asked = old
        ? `"update":${stringifyJson(object)},"old":${stringifyJson(old)}`
        : `"create":${stringifyJson(object)}`
      const text = `{${asked}${namesOf(server, batch)}}`
      const place = numberIn(batch.texts, text)
      return { minor: server.minor, place }
    },
    ask: (servers, onProblem) => {
      const answersOf = new Map<number, ServerBatchAnswers>()
      for (const [minor, answers] of servers.ask(
        new Map([...batches].map(([minor, each]) => [minor, batchOf(each)])),
      )) {
        if ('problem' in answers) onProblem(minor, answers.problem)
        else answersOf.set(minor, answers)
      }
      const read = new Map<string | undefined, ServerAnswer | undefined>()
      return ({ minor, place }) => {
        const answers = answersOf.get(minor)
        if (answers === undefined) return undefined
        const text = answers.questions[place]
        // Most answers are the same: consent.
        if (!read.has(text)) read.set(text, readAnswer(text))
        return read.get(text) ?? 'none'
      }
    },
  }
}

function collected(): Collected {
  return { definitions: new Map(), policies: new Map(), namespaces: new Map(), texts: new Map() }
}

/** How a question names what was learned for it. */
function namesOf({ definition, surroundings = {} }: ApiServer, batch: Collected): string {
  const { policies, namespace } = surroundings
  for (const each of policies?.definitions ?? []) numberIn(batch.definitions, each)
  return [
    definition && `,"definition":"${numberIn(batch.definitions, definition)}"`,
    policies && `,"policies":"${numberIn(batch.policies, policies)}"`,
    namespace && `,"namespace":"${numberIn(batch.namespaces, namespace)}"`,
  ]
    .filter((each) => each !== undefined)
    .join('')
}

function numberIn<Key>(numbers: Map<Key, number>, key: Key): number {
  const number = numbers.get(key) ?? numbers.size
  numbers.set(key, number)
  return number
}

function batchOf(batch: Collected): ServerBatch {
  const { definitions, policies, namespaces, texts } = batch
  return {
    definitions: [
      ...[...definitions].map(
        ([{ source }, name]) => `{"define":${stringifyJson(source)},"definition":"${name}"}`,
      ),
      ...[...policies].map(([set, name]) => `{"learnPolicies":${learnt(set, definitions)},"name":"${name}"}`),
      ...[...namespaces].map(
        ([namespace, name]) => `{"learnNamespace":${stringifyJson(namespace)},"name":"${name}"}`,
      ),
    ],
    questions: [...texts.keys()],
  }
}

function learnt(set: PolicySet, names: ReadonlyMap<ResourceDefinition, number>): string {
  const listOf = (objects: readonly AdmissionObject[]): string =>
    `[${objects.map(({ object }) => stringifyJson(object)).join(',')}]`
  const lists = (['policies', 'bindings', 'params'] as const).map((key) => `"${key}":${listOf(set[key])}`)
  const definitions = set.definitions.map((each) => String(names.get(each)))
  return `{${lists.join(',')},"definitions":${JSON.stringify(definitions)}}`
}
