import { unlessFailed } from '../compiler/ask.ts'
import type { ShownCluster, ShownPreference } from '../../protocol.ts'
import { element, options } from '../parts/elements.ts'
import { placeButton } from '../parts/place-button.ts'
import { replicaCharts } from './replicas-view.ts'
import type { PlaygroundContext, ResultView } from '../parts/playground-context.ts'

/** What would be if: clusters that are not ready, other labels, other totals. */
export function createWhatIfView(context: PlaygroundContext): ResultView {
  const readiness = element('div', {})
  const totals = element('div', {})
  const charts = element('div', {})
  const labels = createLabelForm(context)
  const content = element(
    'div',
    {},
    element('h3', {}, 'Clusters that are ready'),
    element('p', {}, 'A switch assumes, and changes no file.'),
    readiness,
    element('h3', {}, 'Labels of clusters'),
    element('p', {}, 'A label is set in the file of its KubeFedCluster, and can be undone there.'),
    labels.form,
    element('h3', {}, 'Total replicas'),
    totals,
    charts,
  )
  return {
    title: 'What if',
    content,
    show: (fleet) => {
      const { clusters, preferences } = fleet
      charts.replaceChildren(...replicaCharts(fleet))
      const focused = document.activeElement?.id
      readiness.replaceChildren(...clusters.map((each) => readinessSwitch(each, context)))
      labels.show(clusters)
      totals.replaceChildren(
        ...(preferences.length === 0
          ? [
              element(
                'p',
                {},
                'No ReplicaSchedulingPreference divides replicas. The example scheduling has some.',
              ),
            ]
          : preferences.map((each, index) => totalInput(each, index, context))),
      )
      if (focused?.startsWith('pg-ready-') || focused?.startsWith('pg-total-'))
        document.getElementById(focused)?.focus()
    },
  }
}

function readinessSwitch(
  { name, labels, readyInSources, at }: ShownCluster,
  context: PlaygroundContext,
): HTMLElement {
  const id = `pg-ready-${name}`
  const input = element('input', { type: 'checkbox', id, disabled: !readyInSources })
  input.checked = readyInSources && !context.without().includes(name)
  input.addEventListener('change', () => {
    const others = context.without().filter((each) => each !== name)
    context.assumeWithout(input.checked ? others : [...others, name])
  })
  return element(
    'p',
    { class: 'pg-switch' },
    input,
    ' ',
    element('label', { for: id }, name),
    ' ',
    element('small', {}, labels.map(([label, value]) => `${label}=${value}`).join(', ')),
    ...(readyInSources
      ? []
      : [element('small', {}, ' not ready by its status in '), placeButton(context, at)]),
  )
}

interface LabelForm {
  readonly form: HTMLElement
  readonly show: (clusters: readonly ShownCluster[]) => void
}

function createLabelForm(context: PlaygroundContext): LabelForm {
  const cluster = element('select', { id: 'pg-label-cluster' })
  const label = element('input', { id: 'pg-label', type: 'text', maxlength: '317' })
  const value = element('input', { id: 'pg-label-value', type: 'text', maxlength: '63' })
  const set = async (wanted: string | undefined): Promise<void> => {
    if (label.value === '') return context.report('A label has a name.')
    const { file, problem } = await context.ask('setLabel', {
      cluster: cluster.value,
      label: label.value,
      value: wanted,
    })
    const before = file && context.textOf(file.path)
    if (file === undefined || before === undefined)
      return context.report(problem ?? 'The label cannot be set.')
    const [from, to, text] = changedPart(before, file.text)
    context.edit(file.path, from, to, text)
  }
  const form = element(
    'form',
    {
      class: 'pg-form',
      submit: (event) => {
        event.preventDefault()
        void unlessFailed(set(value.value))
      },
    },
    element('label', { for: 'pg-label-cluster' }, 'Cluster'),
    cluster,
    element('label', { for: 'pg-label' }, 'Label'),
    label,
    element('label', { for: 'pg-label-value' }, 'Value'),
    value,
    element('button', { type: 'submit' }, 'Set label'),
    element('button', { type: 'button', click: () => void unlessFailed(set(undefined)) }, 'Remove label'),
  )
  return {
    form,
    show: (clusters) => {
      const names = clusters.map(({ name }): readonly [string, string] => [name, name])
      cluster.replaceChildren(...options(names, cluster.value || names[0]?.[0]))
    },
  }
}

/** The range of a text that another differs in, and what that has there. */
function changedPart(before: string, after: string): readonly [from: number, to: number, text: string] {
  let start = 0
  while (start < before.length && before[start] === after[start]) start += 1
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return [start, before.length - end, after.slice(start, after.length - end)]
}

function totalInput(
  { name, kind, total, totalAt }: ShownPreference,
  index: number,
  context: PlaygroundContext,
): HTMLElement {
  const id = `pg-total-${index}`
  const input = element('input', { type: 'number', id, min: '0', value: String(total) })
  input.addEventListener('change', () => {
    const now = totalAt && context.textOf(totalAt.path)?.slice(totalAt.from, totalAt.to)
    if (!/^\d{1,9}$/.test(input.value)) context.report('A total is a number of at most nine digits.')
    else if (totalAt === undefined || !/^\d+$/.test(now ?? ''))
      context.report('The total is not written as a number; change it in the file.')
    else context.edit(totalAt.path, totalAt.from, totalAt.to, input.value)
  })
  return element(
    'p',
    {},
    element('label', { for: id }, `${kind} ${name} `),
    input,
    ' ',
    totalAt && placeButton(context, totalAt),
  )
}
