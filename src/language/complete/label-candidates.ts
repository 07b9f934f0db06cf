import { atPointer } from '../../json/at-pointer.ts'
import { isObject } from '../../json/own.ts'
import { pointerSegments } from '../../json/pointer.ts'
import type { Candidate, TypedPlace } from './candidate.ts'

type Labels = readonly (readonly [key: string, value: string])[]

/** The labels of clusters and their values where a selector of clusters is written, and those of federated objects where one of objects is. */
export function labelCandidates(place: TypedPlace): readonly Candidate[] {
  const { pointer, part, value } = place
  const [before, selector, rest] =
    /^(.*\/(clusterSelector|labelSelector))\/(.*)$/.exec(pointer)?.slice(1) ?? []
  if (before === undefined || rest === undefined) return settingCandidates(place)
  const labels = (): Labels => (selector === 'clusterSelector' ? clusterLabels(place) : objectLabels(place))
  const [field, index, name] = pointerSegments(`/${rest}`)
  if (field === 'matchLabels') {
    if (part === 'key') return keysOf(labels())
    return index === undefined ? [] : valuesOf(labels(), index)
  }
  if (field !== 'matchExpressions' || part === 'key') return []
  if (name === 'key') return keysOf(labels())
  if (name === 'operator') return operators
  const key = atPointer(value, `${before}/matchExpressions/${index}/key`)
  return name === 'values' && typeof key === 'string' ? valuesOf(labels(), key) : []
}

/** Settings whose value is a label of clusters, and the lists of its values beside them. */
function settingCandidates(place: TypedPlace): readonly Candidate[] {
  const { pointer, part, value } = place
  if (value['kind'] !== 'RenderConfig' || part === 'key') return []
  const [waves, field] =
    /^((?:\/delivery\/argocd)?\/waves)\/(label|unlisted|order(?=\/))/.exec(pointer)?.slice(1) ?? []
  if (waves === undefined) return []
  if (field === 'label') return keysOf(clusterLabels(place))
  const label = atPointer(value, `${waves}/label`)
  return typeof label === 'string' ? valuesOf(clusterLabels(place), label) : []
}

const operators: readonly Candidate[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'].map((text) => ({
  text,
  kind: 'value',
}))

function clusterLabels({ snapshot }: TypedPlace): Labels {
  const { clusters = [] } = snapshot.fleet?.plan.federation ?? {}
  return clusters.flatMap(({ labels }) => Array.from(labels))
}

function objectLabels({ snapshot }: TypedPlace): Labels {
  const { federatedObjects = [] } = snapshot.fleet?.plan.federation ?? {}
  return federatedObjects.flatMap(({ manifest }) => {
    const labels = atPointer(manifest.value, '/metadata/labels')
    const entries = isObject(labels) ? Object.entries(labels) : []
    return entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : []))
  })
}

/** Each key once, with some of its values. */
function keysOf(labels: Labels): readonly Candidate[] {
  return [...new Set(labels.map(([key]) => key))].map((text) => {
    const values = new Set(labels.flatMap(([key, value]) => (key === text ? [value] : [])))
    return { text, kind: 'label', detail: [...values].sort().slice(0, 8).join(', ') }
  })
}

/** Each value of a label once, with how many have it. */
function valuesOf(labels: Labels, wanted: string): readonly Candidate[] {
  const counts = new Map<string, number>()
  for (const [key, value] of labels) if (key === wanted) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Array.from(counts, ([text, count]) => ({ text, kind: 'label', detail: `${count} ×` }))
}
