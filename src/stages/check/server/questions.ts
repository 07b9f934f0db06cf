import { stringifyJson } from '../../../json/stringify.ts'
import type { ResourceDefinition } from '../../../kubernetes/schema/resource-definition.ts'
import { readAnswer, type Answered } from '../../../kubernetes/server/read-answer.ts'
import type { ApiServers, ServerBatch } from '../../../model/api-servers.ts'
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
  ) => (ticket: Ticket) => Answered | undefined
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
  /** What was to be learned for a question, by its place. */
  readonly needs: Map<number, Needs>
}

/** The numbers of what a question names. */
interface Needs {
  readonly definition?: number
  readonly policies?: number
  readonly namespace?: number
}

/**
 * Collects questions. The answer to one is `failed` also where the code failed on what it was to learn for it: without its policies nobody
 * knows whether an object is taken. It is undefined where no code was asked.
 */
export function createQuestions(): Questions {
  const batches = new Map<number, Collected>()
  return {
    add: (server, object, old) => {
      const batch = batches.get(server.minor) ?? collected()
      batches.set(server.minor, batch)
      const asked = old
        ? `"update":${stringifyJson(object)},"old":${stringifyJson(old)}`
        : `"create":${stringifyJson(object)}`
      const needs = needsOf(server, batch)
      const place = numberIn(batch.texts, `{${asked}${namesOf(needs)}}`)
      batch.needs.set(place, needs)
      return { minor: server.minor, place }
    },
    ask: (servers, onProblem) => {
      const given = servers.ask(new Map([...batches].map(([minor, each]) => [minor, batchOf(each)])))
      const read = new Map<string | undefined, Answered>()
      // Most answers are the same: consent.
      const readOnce = (text: string | undefined): Answered => {
        const answer = read.get(text) ?? readAnswer(text)
        read.set(text, answer)
        return answer
      }
      const answerOf = new Map<number, (place: number) => Answered>()
      for (const [minor, batch] of batches) {
        const answers = given.get(minor)
        if (answers === undefined) continue
        if ('problem' in answers) {
          onProblem(minor, answers.problem)
          continue
        }
        const learned = answers.definitions.map(readOnce)
        answerOf.set(minor, (place) =>
          isLearned(batch, place, learned) ? readOnce(answers.questions[place]) : 'failed',
        )
      }
      return ({ minor, place }) => answerOf.get(minor)?.(place)
    },
  }
}

function collected(): Collected {
  const [definitions, policies, namespaces] = [new Map(), new Map(), new Map()]
  return { definitions, policies, namespaces, texts: new Map(), needs: new Map() }
}

/** Adds what has to be learned for a question. */
function needsOf({ definition, surroundings = {} }: ApiServer, batch: Collected): Needs {
  const { policies, namespace } = surroundings
  for (const each of policies?.definitions ?? []) numberIn(batch.definitions, each)
  return {
    ...(definition && { definition: numberIn(batch.definitions, definition) }),
    ...(policies && { policies: numberIn(batch.policies, policies) }),
    ...(namespace && { namespace: numberIn(batch.namespaces, namespace) }),
  }
}

/** How a question names what was learned for it. */
function namesOf(needs: Needs): string {
  return Object.entries(needs)
    .map(([key, number]) => `,"${key}":"${number}"`)
    .join('')
}

/** Whether the code learned what a question needs. A definition or a Namespace that it refuses, its server has not either; it has policies. */
function isLearned(
  { definitions, policies, needs }: Collected,
  place: number,
  learned: readonly Answered[],
): boolean {
  const { definition, policies: set, namespace } = needs.get(place) ?? {}
  const answerTo = (number: number | undefined, offset: number): Answered | undefined =>
    number === undefined ? undefined : (learned[offset + number] ?? 'failed')
  const ofPolicies = answerTo(set, definitions.size)
  const answers = [answerTo(definition, 0), ofPolicies, answerTo(namespace, definitions.size + policies.size)]
  return !answers.includes('failed') && !(typeof ofPolicies === 'object' && ofPolicies.causes.length > 0)
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
