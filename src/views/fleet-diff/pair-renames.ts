import { isArray, isObject } from '../../json/own.ts'
import { stringifyJson } from '../../json/stringify.ts'
import { managedLabel } from '../../kubefed/managed-label.ts'
import { compareText } from '../../text/compare-text.ts'
import { groupBy } from '../../text/group-by.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { ComparedChange } from './compare-fleets.ts'

/**
 * Gives `sameContentAs` to an object that goes and one that comes in its place with the same content, as a renamed
 * object or what is in a renamed namespace. Content is everything but the name, the namespace wherever it is given as
 * one, and the label by which KubeFed marks what it manages. The new one must come wherever the old one goes. Of
 * several that fit, one of the same name is taken, then the first by path.
 */
export function pairRenames(changes: readonly ComparedChange[]): readonly ComparedChange[] {
  const going = changes.filter((each) => each.kind === 'removed')
  const coming = changes.filter((each) => each.kind === 'added')
  if (going.length === 0 || coming.length === 0) return changes
  const others = matchContents(going, coming)
  return changes.map((change) => {
    const other = others.get(change)
    return other === undefined ? change : { ...change, sameContentAs: other.object }
  })
}

function matchContents(
  going: readonly ComparedChange[],
  coming: readonly ComparedChange[],
): ReadonlyMap<ComparedChange, ComparedChange> {
  const comingByContent = groupBy(coming, contentOf)
  const candidates = going.map((change) => ({ change, fits: comingByContent.get(contentOf(change)) ?? [] }))
  const others = new Map<ComparedChange, ComparedChange>()
  for (const mustKeepName of [true, false]) {
    for (const { change, fits } of candidates) {
      if (others.has(change)) continue
      const other = fits.find(
        (each) =>
          !others.has(each) &&
          (!mustKeepName || each.object.name === change.object.name) &&
          comesWherever(change, each),
      )
      if (other !== undefined) others.set(change, other).set(other, change)
    }
  }
  return others
}

function comesWherever(going: ComparedChange, coming: ComparedChange): boolean {
  if (going.clusters.length === 0) return coming.clusters.length === 0
  const clusters = new Set(coming.clusters)
  return going.clusters.every((each) => clusters.has(each))
}

/** The same text for objects of one type whose content is the same. */
function contentOf({ object, base, head }: ComparedChange): string {
  const { metadata = {}, ...rest } = base ?? head ?? {}
  const content = isObject(metadata) ? { ...rest, metadata: withoutIdentity(metadata) } : rest
  return `${object.type}\n${stringifyJson(canonical(content, object.namespace))}`
}

function withoutIdentity({ name: _name, namespace: _namespace, ...metadata }: JsonObject): JsonObject {
  const { labels, ...rest } = metadata
  if (!isObject(labels)) return metadata
  const { [managedLabel]: _managed, ...others } = labels
  return Object.keys(others).length === 0 ? rest : { ...rest, labels: others }
}

/** The value with its keys sorted, and without the fields that name the object's own namespace. */
function canonical(value: Json, namespace: string | undefined): Json {
  if (isArray(value)) return value.map((each) => canonical(each, namespace))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => namespace === undefined || key !== 'namespace' || each !== namespace)
      .sort(([left], [right]) => compareText(left, right))
      .map(([key, each]) => [key, canonical(each, namespace)]),
  )
}
