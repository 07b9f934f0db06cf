import { braceExpand } from 'minimatch'
import { createDiagnostic, type Diagnostic } from '../../../diagnostics/diagnostic.ts'
import { isArray, isObject } from '../../../json/own.ts'
import { childPointer } from '../../../json/pointer.ts'
import type { Json } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'

const longest = 1024
const mostAlternatives = 100
const mostDirectories = 4
// Two take a time quadratic in the length of what is matched, 6 ms for 4,096 characters; three took 9 s.
const mostWildcards = 2

const topLists = ['foreignFiles', 'sources', 'observed']
const tenantLists = ['dnsNames', 'sources', 'namespaces', 'types', 'clusters']

/** Reports `config-glob-too-complex` for each glob of a configuration whose matching could stall a run; compiles none. */
export function boundGlobs(manifest: Manifest): readonly Diagnostic[] {
  const { tenants } = manifest.value
  const globs = [
    ...globsOf(manifest.value, '', topLists),
    ...(isArray(tenants) ? tenants : []).flatMap((tenant, index) =>
      globsOf(tenant, `/tenants/${index}`, tenantLists),
    ),
  ]
  return globs.flatMap(({ pointer, glob }) => {
    const broken = brokenBound(glob)
    if (broken === undefined) return []
    const at = valueAt(manifest, pointer)
    return [createDiagnostic('config-glob-too-complex', { pointer, bound: broken }, { at })]
  })
}

interface PlacedGlob {
  readonly pointer: string
  readonly glob: string
}

function globsOf(value: Json, parent: string, lists: readonly string[]): readonly PlacedGlob[] {
  return lists.flatMap((name) => {
    const list = isObject(value) ? value[name] : undefined
    return (isArray(list) ? list : []).flatMap((glob, index) =>
      typeof glob === 'string' ? [{ pointer: `${childPointer(parent, name)}/${index}`, glob }] : [],
    )
  })
}

/** The bound that a glob breaks, as the end of a sentence. */
function brokenBound(glob: string): string | undefined {
  if (glob.length > longest) return `is longer than ${longest} characters`
  // The expansion itself ends after one alternative too many.
  const alternatives = braceExpand(glob, { braceExpandMax: mostAlternatives + 1 })
  if (alternatives.length > mostAlternatives)
    return `has more than ${mostAlternatives} alternatives in its braces`
  if (alternatives.some((each) => /[+*]\(/.test(each)))
    return 'repeats a group with "+(" or "*(", which can take exponential time'
  const segments = alternatives.map((each) => each.split('/'))
  if (segments.some((each) => each.filter((segment) => segment === '**').length > mostDirectories))
    return `has more than ${mostDirectories} segments "**"`
  if (segments.flat().some((segment) => segment !== '**' && countWildcards(segment) > mostWildcards))
    return `has more than ${mostWildcards} wildcards in one segment`
  return undefined
}

/** Runs of `*`, and the groups `?(`, `@(` and `!(`, each of which can match a text in several ways. */
function countWildcards(segment: string): number {
  return segment.match(/\*+|[?@!]\(/g)?.length ?? 0
}
