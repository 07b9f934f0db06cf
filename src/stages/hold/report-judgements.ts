import { createDiagnostic, type Diagnostic, type DiagnosticContext } from '../../diagnostics/diagnostic.ts'
import type { ViolationParameters } from '../../diagnostics/catalog/invariants.ts'
import type { AcceptedViolation, BrokenInvariant, Invariant } from '../../model/invariant.ts'
import { valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { quote } from '../../text/quote.ts'
import { expressionPlace } from './expression-place.ts'
import type { Violation } from './fold-reasons.ts'
import type { Judgement } from './judge-invariant.ts'
import { objectId } from './object-view.ts'
import { placeViolations, type PlacedViolation } from './place-violations.ts'

/** A violation that is accepted until a day. */
export interface AcceptedFinding {
  readonly until: string
  /** What to report where that day is over. */
  readonly over: Diagnostic
}

/** What invariants find, as diagnostics. */
export interface HoldReport {
  readonly diagnostics: readonly Diagnostic[]
  readonly accepted: readonly AcceptedFinding[]
  /** The keys of all violations, accepted or not, by which those of two sides are compared. */
  readonly keys: ReadonlySet<string>
  /** Those with a violation that is neither old nor accepted. */
  readonly broken: readonly BrokenInvariant[]
}

/** The keys of violations that were there before. */
export type IsOld = (key: string) => boolean

/**
 * Reports what invariants found: `invariant-violated` with the severity of the invariant, `invariant-violation-accepted`,
 * `invariant-acceptance-unused`, `invariant-not-judged`, `invariant-vacuous` and `invariant-label-absent`.
 *
 * @param isOld whether a violation was there before; such ones weigh no more than a warning. Default: none was
 */
export function reportJudgements(
  judgements: readonly Judgement[],
  config: RenderConfig,
  isOld: IsOld = () => false,
): HoldReport {
  const diagnostics: Diagnostic[] = []
  const accepted: AcceptedFinding[] = []
  const keys = new Set<string>()
  const broken: BrokenInvariant[] = []
  for (const judgement of judgements) {
    const { invariant } = judgement
    const used = new Set<AcceptedViolation>()
    const fresh: (readonly string[])[] = []
    for (const violation of placeViolations(judgement, config)) {
      for (const key of keysOf(invariant, violation)) keys.add(key)
      for (const { acceptance, clusters } of divide(invariant, violation)) {
        if (acceptance) used.add(acceptance)
        else fresh.push(...freshClusters(invariant, { ...violation, clusters }, isOld))
        const part = { ...violation, clusters }
        diagnostics.push(
          ...(acceptance
            ? [reportAccepted(invariant, part, acceptance)]
            : reportViolation(invariant, part, isOld)),
        )
      }
    }
    if (fresh.length > 0) broken.push({ name: invariant.name, clusters: [...new Set(fresh.flat())].sort() })
    diagnostics.push(...reportOthers(judgement), ...reportUnused(judgement, used))
    accepted.push(...[...used].map((each) => acceptedFinding(invariant, each)))
  }
  return { diagnostics, accepted, keys, broken }
}

/** A violation in those of its clusters for which one acceptance counts, and in those for which none does. */
interface DividedViolation {
  readonly acceptance?: AcceptedViolation
  readonly clusters: readonly string[]
}

function divide({ accepted }: Invariant, violation: Violation): readonly DividedViolation[] {
  const id = violation.object && objectId(violation.object)
  const candidates = accepted.filter(({ object }) => object === undefined || object === id)
  if (violation.clusters.length === 0) {
    const acceptance = candidates.find(({ clusters }) => clusters === undefined)
    return [{ clusters: [], ...(acceptance && { acceptance }) }]
  }
  const parts = new Map<AcceptedViolation | undefined, string[]>()
  for (const cluster of violation.clusters) {
    const acceptance = candidates.find(({ clusters }) => clusters?.includes(cluster) ?? true)
    const part = parts.get(acceptance)
    if (part) part.push(cluster)
    else parts.set(acceptance, [cluster])
  }
  return [...parts].map(([acceptance, clusters]) => (acceptance ? { clusters, acceptance } : { clusters }))
}

/** What a violation is the same by on both sides of a change: fewer clusters are no other violation. */
function keysOf({ name, expression }: Invariant, { object, part, clusters }: Violation): readonly string[] {
  const id = object ? objectId(object) : ''
  const named = clusters.length === 0 ? [''] : clusters
  return named.map((cluster) => JSON.stringify([name, id, partOf(expression, part), cluster]))
}

function reportViolation(
  invariant: Invariant,
  violation: PlacedViolation,
  isOld: IsOld,
): readonly Diagnostic[] {
  const { clusters } = violation
  if (clusters.length === 0)
    return [violationFound(invariant, violation, isOldIn(invariant, violation, '', isOld))]
  const old = clusters.filter((each) => isOldIn(invariant, violation, each, isOld))
  const fresh = clusters.filter((each) => !old.includes(each))
  return [
    ...(fresh.length > 0 ? [violationFound(invariant, { ...violation, clusters: fresh }, false)] : []),
    ...(old.length > 0 ? [violationFound(invariant, { ...violation, clusters: old }, true)] : []),
  ]
}

function violationFound(invariant: Invariant, violation: PlacedViolation, isOld: boolean): Diagnostic {
  const parameters = { ...parametersOf(invariant, violation), why: invariant.why, isOld }
  const severity = isOld && invariant.severity === 'error' ? 'warning' : invariant.severity
  return { ...createDiagnostic('invariant-violated', parameters, violation.context), severity }
}

/** The clusters in which a violation is new; one empty list where it is new and of no cluster. */
function freshClusters(
  invariant: Invariant,
  violation: Violation,
  isOld: IsOld,
): readonly (readonly string[])[] {
  const { clusters } = violation
  if (clusters.length === 0) return isOldIn(invariant, violation, '', isOld) ? [] : [[]]
  const fresh = clusters.filter((each) => !isOldIn(invariant, violation, each, isOld))
  return fresh.length === 0 ? [] : [fresh]
}

function isOldIn(invariant: Invariant, violation: Violation, cluster: string, isOld: IsOld): boolean {
  return keysOf(invariant, { ...violation, clusters: cluster === '' ? [] : [cluster] }).every(isOld)
}

function reportAccepted(
  invariant: Invariant,
  violation: PlacedViolation,
  { until, reason }: AcceptedViolation,
): Diagnostic {
  const parameters = { ...parametersOf(invariant, violation), until, reason }
  return createDiagnostic('invariant-violation-accepted', parameters, violation.context)
}

function acceptedFinding({ name, at, accepted }: Invariant, acceptance: AcceptedViolation): AcceptedFinding {
  const { until } = acceptance
  const place = valueAt(at.manifest, `${at.pointer}/accepted/${accepted.indexOf(acceptance)}/until`)
  return { until, over: createDiagnostic('invariant-acceptance-over', { name, until }, { at: place }) }
}

function reportUnused(
  { invariant, fault }: Judgement,
  used: ReadonlySet<AcceptedViolation>,
): readonly Diagnostic[] {
  if (fault !== undefined) return []
  const { name, at, accepted } = invariant
  return accepted.flatMap((each, index) => {
    if (used.has(each)) return []
    const place = valueAt(at.manifest, `${at.pointer}/accepted/${index}`)
    return [createDiagnostic('invariant-acceptance-unused', { name }, { at: place })]
  })
}

function parametersOf(
  { name, expression }: Invariant,
  { part, clusters, object, fault }: Violation,
): ViolationParameters {
  const { federatedObject } = object?.plan ?? {}
  const named =
    federatedObject && `${federatedObject.type.targetType.kind} ${quote(qualifiedName(federatedObject))}`
  return { name, clusters, object: named, part: partOf(expression, part), fault }
}

/** A part of an expression in one line. */
function partOf(
  expression: string,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  return expression
    .slice(start, end)
    .split(/\s/)
    .filter((word) => word !== '')
    .join(' ')
}

function reportOthers({ invariant, fault, vacuous, absent }: Judgement): readonly Diagnostic[] {
  const { name, expression, at, severity } = invariant
  const placeOf = (range: { readonly start: number; readonly end: number }): DiagnosticContext => ({
    at: expressionPlace(at, expression, range),
  })
  const problem = fault && { name, part: partOf(expression, fault.range), problem: fault.problem }
  const unjudged =
    fault && problem
      ? [{ ...createDiagnostic('invariant-not-judged', problem, placeOf(fault.range)), severity }]
      : []
  return [
    ...unjudged,
    ...vacuous.map((range) =>
      createDiagnostic('invariant-vacuous', { name, part: partOf(expression, range) }, placeOf(range)),
    ),
    ...absent.map(({ name: label, subjects }) => {
      const clusters = subjects.flatMap((each) => (each.kind === 'cluster' ? [each.cluster.name] : []))
      const objects = subjects.length - clusters.length
      const parameters = { name, label, clusters: [...new Set(clusters)].sort(), objects }
      return createDiagnostic(
        'invariant-label-absent',
        parameters,
        placeOf({ start: 0, end: expression.length }),
      )
    }),
  ]
}
