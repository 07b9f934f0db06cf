import { stringifyJson } from '../../../json/stringify.ts'
import type { ResourceDefinition } from '../../../kubernetes/schema/resource-definition.ts'
import { readAnswer, type ServerAnswer } from '../../../kubernetes/server/read-answer.ts'
import type { ApiServers, ServerBatchAnswers } from '../../../model/api-servers.ts'
import type { JsonObject } from '../../../model/json.ts'
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
  /** The texts of the questions with their places. */
  readonly texts: Map<string, number>
}

/** Collects questions. The answer to one is `none` where the code failed or does not know the kind, undefined where it was not asked. */
export function createQuestions(): Questions {
  const batches = new Map<number, Collected>()
  return {
    add: ({ minor, definition }, object, old) => {
      const batch = batches.get(minor) ?? { definitions: new Map(), texts: new Map() }
      batches.set(minor, batch)
      const { definitions, texts } = batch
      if (definition && !definitions.has(definition)) definitions.set(definition, definitions.size)
      const name = definition && definitions.get(definition)
      const asked = old
        ? `"update":${stringifyJson(object)},"old":${stringifyJson(old)}`
        : `"create":${stringifyJson(object)}`
      const text = `{${asked}${name === undefined ? '' : `,"definition":"${name}"`}}`
      const place = texts.get(text) ?? texts.size
      texts.set(text, place)
      return { minor, place }
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

function batchOf({ definitions, texts }: Collected): {
  definitions: readonly string[]
  questions: readonly string[]
} {
  return {
    definitions: [...definitions].map(
      ([{ source }, name]) => `{"define":${stringifyJson(source)},"definition":"${name}"}`,
    ),
    questions: [...texts.keys()],
  }
}
