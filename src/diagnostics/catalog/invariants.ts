import { listSome } from '../../text/list-some.ts'
import { quote, withoutCredentials } from '../../text/quote.ts'

const longestList = 8

function list(values: readonly string[]): string {
  return listSome(values.map(quote), longestList)
}

/** ` in "eu" and 3 more`; nothing where a violation is of no cluster. */
function inClusters(clusters: readonly string[]): string {
  return clusters.length === 0 ? '' : ` in ${list(clusters)}`
}

const longestPart = 160

/** A part of an expression, cut where it is long. */
function code(part: string): string {
  const shown = withoutCredentials(part)
  return `\`${shown.length > longestPart ? `${shown.slice(0, longestPart)}…` : shown}\``
}

/** What a message says of a violation. */
export interface ViolationParameters {
  readonly name: string
  /** Sorted. */
  readonly clusters: readonly string[]
  /** As `Deployment "shop/web"`; absent where a violation is of no object. */
  readonly object: string | undefined
  /** The part of the expression. */
  readonly part: string
  /** Why the part has no value: `has no field "resources"`. */
  readonly fault: string | undefined
}

function describeViolation({ name, clusters, object, part, fault }: ViolationParameters): string {
  const what = object === undefined ? '' : ` ${object}:`
  const why = fault === undefined ? `${code(part)} is false` : `${code(part)} ${fault}`
  return `The invariant ${quote(name)} does not hold${inClusters(clusters)}:${what} ${why}.`
}

/** What is wrong with invariants, and what they find. */
export const invariantsCatalog = {
  'invariant-violated': {
    severity: 'error' as const,
    about: 'An invariant does not hold of the rendered fleet; it weighs what the invariant says.',
    message: (p: ViolationParameters & { why: string | undefined; isOld: boolean }): string =>
      `${describeViolation(p)}${p.isOld ? ' It did not hold before this change either.' : ''}`,
    hint: (p: { why: string | undefined; fault: string | undefined }): string | undefined => {
      if (p.why !== undefined) return `The invariant says why it is there: ${p.why}`
      return p.fault === undefined ? undefined : 'A field that may be absent is asked for with has().'
    },
  },
  'invariant-violation-accepted': {
    severity: 'info' as const,
    about: 'An invariant does not hold, which it accepts until a day.',
    message: (p: ViolationParameters & { until: string; reason: string }): string =>
      `${describeViolation(p)} This is accepted until ${p.until}: ${p.reason}`,
  },
  'invariant-acceptance-over': {
    severity: 'warning' as const,
    about:
      'The day until which a violation of an invariant is accepted is over; the violation is accepted all the same.',
    message: (p: { name: string; until: string }): string =>
      `The invariant ${quote(p.name)} does not hold, which was accepted until ${p.until}.`,
    hint: (): string => 'Correct what violates the invariant, or accept it until a later day.',
  },
  'invariant-acceptance-unused': {
    severity: 'info' as const,
    about: 'An invariant accepts a violation that there is not.',
    message: (p: { name: string }): string =>
      `Nothing violates the invariant ${quote(p.name)} that this would accept.`,
    hint: (): string => 'Remove it from `accepted`.',
  },
  'invariant-not-judged': {
    severity: 'error' as const,
    about:
      'The expression of an invariant takes more steps than it may, so that nobody knows whether it holds.',
    message: (p: { name: string; part: string; problem: string }): string =>
      `The invariant ${quote(p.name)} cannot be judged: ${code(p.part)} ${p.problem}.`,
    hint: (): string =>
      'Ask of fewer things: go through `objects`, which has each variant once, or ask of objects one by one.',
  },
  'invariant-expression-invalid': {
    severity: 'error' as const,
    about: 'The expression of an invariant cannot be read, or reads what there is not.',
    message: (p: { name: string; problem: string; hint: string | undefined }): string =>
      `The expression of the invariant ${quote(p.name)} ${p.problem}.`,
    hint: (p: { hint: string | undefined }): string | undefined => p.hint,
  },
  'invariant-selector-invalid': {
    severity: 'error' as const,
    about: 'Kubernetes would refuse a selector of an invariant.',
    message: (p: { name: string; problem: string }): string =>
      `A selector of the invariant ${quote(p.name)} is wrong: ${p.problem}.`,
    hint: (): string => 'Correct the selector; until then the invariant asks of nothing.',
  },
  'invariant-type-unknown': {
    severity: 'warning' as const,
    about: 'An invariant asks of a type that no FederatedTypeConfig has.',
    message: (p: { name: string; type: string; nearest: string | undefined }): string =>
      `The invariant ${quote(p.name)} asks of ${quote(p.type)}, and there is no such type.`,
    hint: (p: { nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Write the name of a FederatedTypeConfig, as deployments.apps.'
        : `Write ${quote(p.nearest)}, or the name of another FederatedTypeConfig.`,
  },
  'invariant-vacuous': {
    severity: 'info' as const,
    about: 'An invariant holds because there is nothing that it asks of.',
    message: (p: { name: string; part: string }): string =>
      `The invariant ${quote(p.name)} holds of nothing: ${code(p.part)} has nothing to ask of.`,
  },
  'invariant-label-absent': {
    severity: 'info' as const,
    about:
      'An invariant reads a label, an annotation or another value that is absent, and so has its defined value.',
    message: (p: { name: string; label: string; clusters: readonly string[]; objects: number }): string => {
      const objects = p.objects === 0 ? '' : `${p.objects} object${p.objects === 1 ? '' : 's'}`
      const where = [
        ...(p.clusters.length > 0 ? [list(p.clusters)] : []),
        ...(objects === '' ? [] : [objects]),
      ]
      return `The invariant ${quote(p.name)} reads ${quote(p.label)}, which is absent in ${where.join(' and ')}.`
    },
  },
  'invariant-name-repeated': {
    severity: 'error' as const,
    about: 'Two invariants have one name.',
    message: (p: { name: string }): string => `There is another invariant named ${quote(p.name)}.`,
    hint: (): string => 'Give each invariant a name of its own.',
  },
}
