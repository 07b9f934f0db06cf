import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { IsKnownFault } from '../../kubernetes/schema/check-structure.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { Json } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { getOwn, isObject } from '../../json/own.ts'
import { createKnownFaults } from './known-faults.ts'

/** That in which an object differs from its schema. */
const structureCodes: ReadonlySet<string> = new Set([
  'template-unknown-field',
  'template-invalid-value',
  'template-more-faults',
  'kubernetes-unknown-field',
  'kubernetes-missing-field',
  'kubernetes-invalid-value',
  'kubernetes-more-faults',
  'kubernetes-refused',
])

/** What an object, or a cluster, has that its API server would refuse or drop. */
const faultCodes: ReadonlySet<string> = new Set([
  ...structureCodes,
  'kubernetes-api-not-served',
  'kubernetes-unanswered',
  'policy-refused',
  'pod-security-refused',
  'kubernetes-version-invalid',
  'resource-definition-missing',
])

/** Faults of objects as warnings, so that what one team wrote long ago keeps nobody from rendering. */
export function asWarnings(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.map((each) => (each.severity === 'error' ? { ...each, severity: 'warning' } : each))
}

/**
 * Faults that a change introduces as errors, and those that its base has too as warnings; all as warnings where nothing is
 * known of the base. A fault is the same where the object and the words are, wherever in a list the field is by now, and
 * whichever versions of Kubernetes find it: who upgrades a cluster, adds one or names its version did not make it. Another
 * version that does not serve the object is another fault, since that is what an upgrade breaks.
 *
 * Of an object with more faults than are reported, its base is asked for all, so that none that the change introduces is
 * left out for those that were there.
 *
 * @param findBase what the check finds in the base; asked only where there is a fault
 * @param findAgain what the check finds where some faults are known
 */
export function introducedAsErrors(
  found: readonly Diagnostic[],
  findBase: (known: FindKnown) => readonly Diagnostic[] | undefined,
  findAgain: (known: FindKnown) => readonly Diagnostic[],
): readonly Diagnostic[] {
  if (!found.some(({ code }) => faultCodes.has(code))) return found
  const known = createKnownFaults()
  const base = findBase(known.note)
  if (base === undefined) return asWarnings(found)
  if (![...found, ...base].some(hasMore)) return weigh(found, base)
  const many = new Set(base.filter(hasMore).map(subjectOf))
  // The faults of a base that are left out are known, and its diagnostics do not name them.
  return weigh(
    findAgain(known.find),
    base,
    (each) => structureCodes.has(each.code) && many.has(subjectOf(each)),
  )
}

/** Gives for an object the function that decides which of its faults are known. */
export type FindKnown = (object: FederatedObject) => IsKnownFault

function hasMore({ code }: Diagnostic): boolean {
  return code === 'template-more-faults' || code === 'kubernetes-more-faults'
}

function weigh(
  found: readonly Diagnostic[],
  base: readonly Diagnostic[],
  isWeighed: (diagnostic: Diagnostic) => boolean = () => false,
): readonly Diagnostic[] {
  const left = new Map<string, number>()
  for (const key of base.flatMap(keysOf)) left.set(key, (left.get(key) ?? 0) + 1)
  return found.map((each) => {
    if (!faultCodes.has(each.code) || isWeighed(each)) return each
    const numbers = keysOf(each).map((key) => {
      const number = left.get(key) ?? 0
      left.set(key, number - 1)
      return number
    })
    return { ...each, severity: numbers.every((number) => number > 0) ? 'warning' : 'error' }
  })
}

/** The names of the object that a diagnostic is about. */
function subjectOf({ subject, at }: Diagnostic): string {
  const manifest = subject ?? (at && 'manifest' in at ? at.manifest : undefined)
  return JSON.stringify(manifest ? nameOf(manifest) : [])
}

/** What a fault is the same by: one text, or one for each cluster that it names, so that fewer of them are no other fault. */
function keysOf(diagnostic: Diagnostic): readonly string[] {
  const { code, message } = diagnostic
  const named = subjectOf(diagnostic)
  if (code === 'resource-definition-missing') {
    return [...message.matchAll(/"[^"]*"/g)]
      .slice(1)
      .map(([cluster]) => JSON.stringify([code, named, cluster]))
  }
  const isOfVersion = code === 'kubernetes-api-not-served'
  const words = (isOfVersion ? message : message.replace(versions, ''))
    .replaceAll(/\/\d+(?=\/|\W|$)/g, '/*')
    .replaceAll(/\[\d+\]/g, '[*]')
  return [JSON.stringify([code.replace(family, ''), named, words])]
}

/** A template is checked where no version of a cluster is known, and the objects where one is: by the same words. */
const family = /^(?:template|kubernetes)-/

const versions =
  /^(?:In Kubernetes 1\.\d+(?:(?:, | and | to )1\.\d+)*, |The API servers? of [^()]* \([^()]*\) )/

function nameOf({ value }: Manifest): readonly (Json | undefined)[] {
  const metadata = getOwn(value, 'metadata')
  const names = isObject(metadata) ? [getOwn(metadata, 'namespace'), getOwn(metadata, 'name')] : []
  return [getOwn(value, 'kind'), ...names]
}
