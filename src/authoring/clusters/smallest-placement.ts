import type { Cluster } from '../../model/cluster.ts'
import type { JsonObject } from '../../model/json.ts'

/** What a label selector may ask of one label. */
interface Requirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: readonly string[]
  /** The clusters beside the chosen ones that fulfil it too. */
  readonly others: ReadonlySet<string>
}

/**
 * The placement that selects exactly these clusters: `{}` for all of the inventory, else the label selector with the fewest
 * requirements, at most three, and of those the one with the fewest values; names where there is none.
 *
 * @param chosen names of clusters of the inventory
 */
export function smallestPlacement(chosen: ReadonlySet<string>, inventory: readonly Cluster[]): JsonObject {
  const clusterSelector = smallestSelector(chosen, inventory)
  if (clusterSelector !== undefined) return { clusterSelector }
  return { clusters: [...chosen].sort().map((name) => ({ name })) }
}

/** The label selector of `smallestPlacement`; undefined where there is none. */
export function smallestSelector(
  chosen: ReadonlySet<string>,
  among: readonly Cluster[],
): JsonObject | undefined {
  const inside = among.filter(({ name }) => chosen.has(name))
  const outside = among.filter(({ name }) => !chosen.has(name))
  if (outside.length === 0) return {}
  const requirements = fewestRequirements(inside, outside)
  return requirements && toSelector(requirements)
}

/** The most requirements, because nobody would read more; of three at a time only the strictest are tried. */
const tried: readonly (readonly [requirements: number, among: number])[] = [
  [1, Infinity],
  [2, 200],
  [3, 40],
]

function fewestRequirements(
  inside: readonly Cluster[],
  outside: readonly Cluster[],
): readonly Requirement[] | undefined {
  const keys = new Set<string>()
  for (const { labels } of [...inside, ...outside]) for (const key of labels.keys()) keys.add(key)
  const useful = [...keys]
    .sort()
    .flatMap((key) => requirementsOf(key, inside, outside))
    .filter(({ others }) => others.size < outside.length)
    .toSorted((left, right) => left.others.size - right.others.size)
  for (const [count, among] of tried) {
    const [first, ...others] = exactly(useful.slice(0, among), count)
    if (first === undefined) continue
    return others.reduce((best, each) => (sizeOf(each) < sizeOf(best) ? each : best), first)
  }
  return undefined
}

/** So many of the requirements, where no cluster beside the chosen ones fulfils all of them. */
function exactly(from: readonly Requirement[], count: number): readonly (readonly Requirement[])[] {
  const found: (readonly Requirement[])[] = []
  for (const some of combinations(from, count)) if (selectsNoOther(some)) found.push(some)
  return found
}

/** The strictest things that can be asked of a label and that all of the chosen clusters fulfil. */
function requirementsOf(
  key: string,
  inside: readonly Cluster[],
  outside: readonly Cluster[],
): readonly Requirement[] {
  const having = inside.flatMap(({ labels }) => labels.get(key) ?? [])
  const values = [...new Set(having)].sort()
  const make = (
    operator: Requirement['operator'],
    listed: readonly string[],
    isFulfilled: (value: string | undefined) => boolean,
  ): Requirement => {
    const fulfilling = outside.filter(({ labels }) => isFulfilled(labels.get(key)))
    return { key, operator, values: listed, others: new Set(fulfilling.map(({ name }) => name)) }
  }
  if (values.length === 0) return [make('DoesNotExist', [], (value) => value === undefined)]
  const excluded = [...new Set(outside.flatMap(({ labels }) => labels.get(key) ?? []))]
  const refused = excluded.filter((each) => !values.includes(each)).sort()
  const notIn = make('NotIn', refused, (value) => value === undefined || !refused.includes(value))
  const isEverywhere = having.length === inside.length
  if (!isEverywhere) return refused.length === 0 ? [] : [notIn]
  // As many values as clusters are no shorter than their names.
  const isShort = values.length === 1 || values.length < inside.length
  return [
    ...(isShort ? [make('In', values, (value) => value !== undefined && values.includes(value))] : []),
    make('Exists', [], (value) => value !== undefined),
    ...(refused.length === 0 ? [] : [notIn]),
  ]
}

function* combinations(from: readonly Requirement[], count: number): Generator<readonly Requirement[]> {
  if (count === 0) return yield []
  for (const [index, first] of from.entries()) {
    for (const rest of combinations(from.slice(index + 1), count - 1)) yield [first, ...rest]
  }
}

function selectsNoOther([first, ...rest]: readonly Requirement[]): boolean {
  return [...(first?.others ?? [])].every((name) => rest.some(({ others }) => !others.has(name)))
}

/** A label that has one value is easier to read than any other requirement. */
function sizeOf(requirements: readonly Requirement[]): number {
  return requirements.reduce((size, { operator, values }) => {
    return size + (operator === 'In' && values.length === 1 ? 1 : 2 + values.length)
  }, 0)
}

function toSelector(requirements: readonly Requirement[]): JsonObject {
  const isLabel = ({ operator, values }: Requirement): boolean => operator === 'In' && values.length === 1
  const labels = requirements.filter(isLabel)
  const expressions = requirements.filter((each) => !isLabel(each))
  const matchExpressions = expressions.map(({ key, operator, values }): JsonObject => {
    return values.length === 0 ? { key, operator } : { key, operator, values }
  })
  return {
    ...(labels.length > 0 && {
      matchLabels: Object.fromEntries(labels.map(({ key, values }) => [key, values[0] ?? ''])),
    }),
    ...(matchExpressions.length > 0 && { matchExpressions }),
  }
}
