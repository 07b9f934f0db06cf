import { equalJson } from '../../json/equal.ts'
import { valueAtPath, type PatchOperation } from '../../json/patch.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { ClusterSelectors } from './cluster-selectors.ts'
import { commonTemplate, type ClusterProperty, type TemplateValue } from './common-template.ts'
import { writtenOperation } from './written-operation.ts'

/** One rule of a ClusterOverride: what some clusters get. */
export interface LabelRule {
  readonly clusterSelector: JsonObject
  /** As they are written. */
  readonly operations: readonly JsonObject[]
}

/** The operation of each cluster at one path, and what the others have there. */
export interface FieldOfClusters {
  readonly path: string
  readonly ofClusters: ReadonlyMap<string, PatchOperation>
  /** What a cluster without overrides gets. */
  readonly base: JsonObject
  /** The clusters whose overrides write to what the field is in, or to what is in it. */
  readonly isWritten: (cluster: string) => boolean
}

/**
 * The rule that gives a field to each of its clusters by the name or one label of the cluster; undefined where the values do not
 * follow from one, or from a label that a selected cluster lacks. Where those that have the field of the template
 * follow as well, it is for them too.
 */
export function followedProperty(field: FieldOfClusters, selectors: ClusterSelectors): LabelRule | undefined {
  const [first, ...others] = field.ofClusters.values()
  if (first === undefined || first.op === 'remove') return undefined
  if (others.some(({ op }) => op !== first.op)) return undefined
  const having = selectors.placed.filter(({ name }) => field.ofClusters.has(name))
  const widened = first.op === 'replace' ? withUnchanged(field, selectors.placed) : undefined
  for (const values of [widened, having.map((each) => [each, valueOf(field, each)] as const)]) {
    if (values === undefined || !differ(values)) continue
    const rule = ruleOf(first, values, selectors)
    if (rule !== undefined) return rule
  }
  return undefined
}

type ValueOfCluster = readonly [cluster: Cluster, value: Json]

function valueOf({ ofClusters }: FieldOfClusters, { name }: Cluster): Json {
  return ofClusters.get(name)?.value ?? null
}

function differ([first, ...others]: readonly ValueOfCluster[]): boolean {
  return first !== undefined && others.some(([, value]) => !equalJson(value, first[1]))
}

/** The value of every placed cluster, where each has one. */
function withUnchanged(
  field: FieldOfClusters,
  placed: readonly Cluster[],
): readonly ValueOfCluster[] | undefined {
  const { ofClusters, base, path, isWritten } = field
  const inBase = valueAtPath(base, path)
  if (inBase === undefined) return undefined
  const others = placed.filter(({ name }) => !ofClusters.has(name))
  if (others.some(({ name }) => isWritten(name))) return undefined
  return placed.map((each) => [each, ofClusters.has(each.name) ? valueOf(field, each) : inBase])
}

function ruleOf(
  { op, path }: PatchOperation,
  values: readonly ValueOfCluster[],
  { amongPlaced, amongAll, select }: ClusterSelectors,
): LabelRule | undefined {
  const clusters = values.map(([cluster]) => cluster)
  const names = clusters.map(({ name }) => name)
  for (const [property, textIn] of propertiesOf(clusters)) {
    const template = commonTemplate(
      values.map(([, value]) => value),
      property,
    )
    if (template === undefined) continue
    const selector = [amongPlaced, amongAll]
      .map((selecting) => selecting(names))
      .find((each) => each !== undefined && select(each).every((other) => fits(template, textIn(other))))
    if (selector === undefined) continue
    const { value, as } = template
    const operation = { ...writtenOperation({ op, path, value }), ...(as && { as }) }
    return { clusterSelector: selector, operations: [operation] }
  }
  return undefined
}

type TextIn = (cluster: Cluster) => string | undefined

/** The properties in which clusters differ, the name before the labels. */
function propertiesOf(clusters: readonly Cluster[]): readonly (readonly [ClusterProperty, TextIn])[] {
  const [first] = clusters
  const keys = [...(first?.labels.keys() ?? [])].sort().filter((key) => !/[")]/.test(key))
  const labels = keys.map((key): [string, TextIn] => [
    `$(cluster.labels["${key}"])`,
    ({ labels: own }) => own.get(key),
  ])
  const all: readonly [string, TextIn][] = [['$(cluster.name)', ({ name }) => name], ...labels]
  return all.flatMap(([variable, textIn]) => {
    const texts = clusters.map((each) => textIn(each) ?? '')
    if (texts.includes('') || new Set(texts).size < 2) return []
    return [[{ variable, texts }, textIn] as const]
  })
}

/** Whether a cluster can have the value, also one that has no such object: a rule that selects one that cannot is an error. */
function fits({ as }: TemplateValue, text: string | undefined): boolean {
  if (text === undefined) return false
  if (as === undefined) return true
  return as === 'boolean' ? text === 'true' || text === 'false' : /^(?:0|-?[1-9]\d*)$/.test(text)
}
