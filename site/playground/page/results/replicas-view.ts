import type { CompiledFleet, ShownPreference, ShownReplicas } from '../../protocol.ts'
import { bar } from './bar.ts'
import { element } from '../parts/elements.ts'
import type { ResultView } from '../parts/playground-context.ts'

/** The replicas of each cluster, and how each preference divides those of its target. */
export function createReplicasView(): ResultView {
  const content = element('div', {})
  return {
    title: 'Replicas',
    content,
    show: (fleet) => content.replaceChildren(...replicaCharts(fleet)),
  }
}

/** A chart of the replicas of each cluster, and one for each preference. */
export function replicaCharts({ replicas, preferences, more }: CompiledFleet): readonly HTMLElement[] {
  return [
    element('h3', {}, 'Replicas of each cluster'),
    replicas.length === 0 ? element('p', {}, 'No object has replicas.') : clusterChart(replicas),
    ...moreOf(more.clusters, 'clusters'),
    ...preferences.flatMap(preferenceChart),
    ...moreOf(more.preferences, 'preferences'),
  ]
}

function moreOf(number: number, what: string): readonly HTMLElement[] {
  return number > 0 ? [element('p', {}, `${number} more ${what} are not listed.`)] : []
}

function clusterChart(replicas: readonly ShownReplicas[]): HTMLElement {
  const most = Math.max(1, ...replicas.map(({ scheduled = 0, fixed = 0 }) => scheduled + fixed))
  return chart(
    replicas.map(({ cluster, scheduled, fixed }) => {
      const parts = [
        ...(scheduled === undefined ? [] : [`${scheduled} by preferences`]),
        ...(fixed === undefined ? [] : [`${fixed} by templates and overrides`]),
      ]
      return row(cluster, parts.join(', ') || 'none rendered', bar([scheduled ?? 0, fixed ?? 0], most))
    }),
  )
}

function preferenceChart({
  name,
  kind,
  total,
  unplaced,
  clusters,
  moreClusters,
}: ShownPreference): readonly HTMLElement[] {
  const most = Math.max(1, ...clusters.map(({ planned = 0 }) => planned))
  const rows = clusters.map(({ cluster, planned, why }) =>
    row(
      cluster,
      planned === undefined ? (why[0] ?? 'not planned') : String(planned),
      bar([planned ?? 0], most),
      planned === undefined ? undefined : why.join('; '),
    ),
  )
  const unplacedNote =
    unplaced > 0 && element('b', { class: 'pg-level pg-high' }, ` ${unplaced} that no cluster gets`)
  return [
    element('h3', {}, `${kind} ${name}: ${total} replicas`, unplacedNote),
    chart(rows),
    ...moreOf(moreClusters, 'clusters'),
  ]
}

function chart(rows: readonly HTMLElement[]): HTMLElement {
  return element(
    'div',
    { class: 'pg-scroll', tabindex: '0', role: 'group', 'aria-label': 'Replicas' },
    element('table', { class: 'pg-chart' }, element('tbody', {}, ...rows)),
  )
}

function row(cluster: string, text: string, drawn: HTMLElement, why?: string): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, cluster),
    element('td', { class: 'pg-bar-cell' }, drawn),
    element('td', {}, text, why ? element('small', { class: 'pg-reason' }, ` ${why}`) : undefined),
  )
}
