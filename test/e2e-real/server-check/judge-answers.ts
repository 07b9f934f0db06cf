import type { CorpusObject } from './corpus.ts'
import type { RealAnswer } from './dry-run.ts'

/** What Kubernetes' own code answers, as the package says it. */
export interface OwnAnswer {
  readonly unknown?: boolean
  readonly code?: number
  readonly message?: string
  readonly causes?: readonly { readonly field?: string; readonly message: string }[]
  readonly notes?: readonly { readonly field: string; readonly message: string }[]
}

/** An object of which both do not say the same. */
export interface Difference {
  readonly what: string
  readonly kind: string
  readonly real: string
  readonly own: string
  /** Why the code cannot know what the server knows; `none` where it should. */
  readonly reason: string
}

/** What a comparison came to. */
export interface Judged {
  readonly compared: number
  readonly agreed: number
  readonly refused: number
  readonly sameField: number
  readonly sameText: number
  readonly falseAlarms: readonly Difference[]
  /** What the server refuses and the code does not, or for other fields. */
  readonly missed: readonly Difference[]
  /** Seeds that the server refuses: what is made of them would be refused for the same. */
  readonly refusedSeeds: readonly Difference[]
}

/** What only a running server knows, by its words. */
const liveReasons: readonly (readonly [RegExp, string])[] = [
  [
    /no PriorityClass with name|must not be provided in pod spec; priority admission/,
    'PriorityClasses of the cluster',
  ],
  [/RuntimeClass .* not found|pod rejected: RuntimeClass/, 'RuntimeClasses of the cluster'],
  [/provided port is not in the valid range|HealthCheck NodePort/, 'the range of node ports'],
  [/failed to allocate IP|not in the valid range/, 'the range of addresses'],
  [/already exists/, 'what the cluster holds'],
  [/is not allowed for requests of a user|may not set|forbidden: User/, 'the rights of the user'],
]

/** Compares what both say of the same objects, in the same order; a type that the server does not serve is left out. */
export function judge(
  objects: readonly CorpusObject[],
  real: readonly (RealAnswer | undefined)[],
  own: readonly OwnAnswer[],
): Judged {
  let [compared, agreed, refused, sameField, sameText] = [0, 0, 0, 0, 0]
  const falseAlarms: Difference[] = []
  const missed: Difference[] = []
  const refusedSeeds: Difference[] = []
  for (const [index, { what, object }] of objects.entries()) {
    const [theirs, ours] = [real[index], own[index]]
    // What is there already, and a server that is busy, say nothing of an object.
    if (theirs === undefined || ours === undefined || [409, 429, 503, 504].includes(theirs.code)) continue
    compared += 1
    const isTaken = theirs.code < 300
    const difference = differenceOf({ what, object }, theirs, ours)
    if (isTaken) {
      if (ours.code === undefined) agreed += 1
      else falseAlarms.push(difference)
      continue
    }
    refused += 1
    if (what === 'seed') refusedSeeds.push(difference)
    if (isSameField(theirs, ours)) sameField += 1
    else missed.push(difference)
    if (theirs.message === ours.message) sameText += 1
  }
  return { compared, agreed, refused, sameField, sameText, falseAlarms, missed, refusedSeeds }
}

function differenceOf({ what, object }: CorpusObject, theirs: RealAnswer, ours: OwnAnswer): Difference {
  const said = `${ours.code ?? 'taken'} ${(ours.message ?? '').slice(0, 600)}`
  return {
    what,
    kind: String(object['kind']),
    real: `${theirs.code} ${theirs.message.slice(0, 600)}`,
    own: ours.unknown === true ? 'unknown' : said,
    reason: liveReasons.find(([words]) => words.test(theirs.message))?.[1] ?? 'none',
  }
}

/** Without a field the words have to be the same, but for the order in which Go's maps give them. */
function isSameField(
  { code, message, fields }: RealAnswer,
  { code: own, message: said, causes = [] }: OwnAnswer,
): boolean {
  if (own === undefined) return false
  if (fields.length === 0) return code === own && sorted(message) === sorted(said ?? '')
  const ours = [...new Set(causes.map(({ field = '' }) => field))].sort()
  return ours.length === fields.length && ours.every((each, index) => each === fields[index])
}

function sorted(message: string): string {
  return message.split(/, |: /).sort().join()
}
