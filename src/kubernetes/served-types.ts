import type {
  KubernetesSchemas,
  MinorRange,
  FindDefinition,
  StructuralSchema,
} from '../model/structural-schema.ts'
import { compareText } from '../text/compare-text.ts'
import { groupOf, versionOf } from './group-version-kind.ts'

/** The schema of a type of Kubernetes' own in a minor version; undefined where that version does not serve it. */
export function builtinSchema(
  { kinds }: KubernetesSchemas,
  apiVersion: string,
  kind: string,
  minor: number,
): StructuralSchema | undefined {
  const name = inMinor(rangesOf(kinds, `${apiVersion}/${kind}`), minor)
  return name === undefined ? undefined : { $ref: name }
}

/** Finds the definitions of a minor version. */
export function definitionsIn({ definitions }: KubernetesSchemas, minor: number): FindDefinition {
  const found = new Map<string, StructuralSchema>()
  return (name) => {
    let definition = found.get(name)
    if (definition === undefined) {
      definition = inMinor(rangesOf(definitions, name), minor) ?? {}
      found.set(name, definition)
    }
    return definition
  }
}

/** The minor versions from the first to the last that serve a type; undefined for what is none of Kubernetes' own. */
export function servedMinors(
  { kinds }: KubernetesSchemas,
  apiVersion: string,
  kind: string,
): readonly [first: number, last: number] | undefined {
  const ranges = rangesOf(kinds, `${apiVersion}/${kind}`)
  const [first, last] = [ranges.at(0), ranges.at(-1)]
  return first && last && [first[0], last[1]]
}

/** The groups of Kubernetes' own, of all versions. */
export function builtinGroups({ kinds }: KubernetesSchemas): ReadonlySet<string> {
  return new Set(Object.keys(kinds).map((type) => groupOf(apiVersionOfType(type))))
}

/**
 * The apiVersions by which a minor version serves a kind of Kubernetes' own: those of the group itself or, without
 * any, of the groups that it may have moved to; the most mature first, and no alpha one beside a better.
 */
export function servingVersions(
  { kinds }: KubernetesSchemas,
  group: string,
  kind: string,
  minor: number,
): readonly string[] {
  const serving = Object.keys(kinds)
    .filter((type) => type.endsWith(`/${kind}`) && inMinor(rangesOf(kinds, type), minor) !== undefined)
    .map(apiVersionOfType)
    .sort((left, right) => maturity(right) - maturity(left) || compareText(left, right))
  const own = serving.filter((apiVersion) => groupOf(apiVersion) === group)
  const found = own.length > 0 ? own : serving
  const mature = found.filter((apiVersion) => !isAlpha(apiVersion))
  return mature.length > 0 ? mature : found
}

function apiVersionOfType(type: string): string {
  return type.slice(0, type.lastIndexOf('/'))
}

function rangesOf<T>(
  record: Readonly<Record<string, readonly MinorRange<T>[]>>,
  key: string,
): readonly MinorRange<T>[] {
  return Object.hasOwn(record, key) ? (record[key] ?? []) : []
}

function inMinor<T>(ranges: readonly MinorRange<T>[], minor: number): T | undefined {
  return ranges.find(([first, last]) => first <= minor && minor <= last)?.[2]
}

function isAlpha(apiVersion: string): boolean {
  return versionOf(apiVersion).includes('alpha')
}

/** Orders versions by how mature they are: v2, v1, v1beta2, v1beta1, v1alpha1. */
function maturity(apiVersion: string): number {
  const [, major = '0', stage = '', step = '0'] =
    /^v([0-9]+)(?:(alpha|beta)([0-9]*))?$/.exec(versionOf(apiVersion)) ?? []
  const rank = { alpha: 0, beta: 1 }[stage] ?? 2
  return (rank * 100 + Number(major)) * 100 + Number(step)
}
