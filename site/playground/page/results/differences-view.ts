import { unlessFailed } from '../compiler/ask.ts'
import type { CompiledFleet, ShownChange, ShownDifference } from '../../protocol.ts'
import { element, options } from '../parts/elements.ts'
import { pageLink } from '../parts/page-link.ts'
import { placeButton } from '../parts/place-button.ts'
import type { PlaygroundContext, ResultView } from '../parts/playground-context.ts'

const example = 'example'

/** What differs: between the example and the sources as they are now, or between two clusters. */
export function createDifferencesView(context: PlaygroundContext): ResultView {
  const from = element('select', { id: 'pg-from', change: () => void unlessFailed(render()) })
  const to = element('select', { id: 'pg-to', change: () => void unlessFailed(render()) })
  const toLabel = element('label', { for: 'pg-to' }, ' with ')
  const list = element('div', { class: 'pg-changes' })
  const content = element(
    'div',
    {},
    element('p', {}, element('label', { for: 'pg-from' }, 'Compare '), from, toLabel, to),
    list,
  )
  let wanted: readonly (string | undefined)[] = []

  async function render(): Promise<void> {
    wanted = [from.value, to.value]
    const isExample = from.value === example
    to.hidden = toLabel.hidden = isExample
    const difference = isExample
      ? await context.ask('compareExample', { base: context.exampleFiles() })
      : await context.ask('compareClusters', { from: clusterOf(from.value), to: clusterOf(to.value) })
    list.replaceChildren(...showDifference(difference, isExample, context))
  }

  return {
    title: 'Differences',
    content,
    show: ({ clusters }: CompiledFleet) => {
      const names = clusters.map(({ name }): readonly [string, string] => [`cluster ${name}`, name])
      const [first, second] = wanted
      from.replaceChildren(
        ...options([[example, 'the example with what you changed'], ...names], first ?? example),
      )
      to.replaceChildren(...options(names, second || names[1]?.[0]))
      return render()
    },
  }
}

function clusterOf(value: string): string {
  return value.replace(/^cluster /, '')
}

function showDifference(
  { changes, moreChanges, problem }: ShownDifference,
  isExample: boolean,
  context: PlaygroundContext,
): readonly HTMLElement[] {
  if (problem !== undefined) return [element('p', {}, problem)]
  if (changes.length === 0) {
    const same = isExample ? 'Every cluster gets what it gets from the example.' : 'Both get the same.'
    return [element('p', {}, same)]
  }
  return [
    ...changes.map((change) => changeArticle(change, isExample, context)),
    ...(moreChanges > 0 ? [element('p', {}, `${moreChanges} more objects differ.`)] : []),
  ]
}

/** What a kind of change means where two clusters are compared. */
const betweenClusters: Readonly<Record<string, string>> = {
  added: 'only there',
  removed: 'only here',
  changed: 'differs',
}

function changeArticle(
  { kind, title, clusters, fields, moreFields, risks, causes }: ShownChange,
  isExample: boolean,
  context: PlaygroundContext,
): HTMLElement {
  const what = isExample ? kind : (betweenClusters[kind] ?? kind)
  return element(
    'article',
    { class: 'pg-change' },
    element('h3', {}, title, ' ', element('small', { class: `pg-kind pg-${kind}` }, what)),
    clusters.length > 0 && element('p', { class: 'pg-clusters' }, `in ${clusters.join(', ')}`),
    risks.length > 0 &&
      element(
        'ul',
        { class: 'pg-risks' },
        ...risks.map(({ level, rule, reason }) =>
          element(
            'li',
            {},
            element('b', { class: `pg-level pg-${level}` }, level),
            ' ',
            pageLink(`reference/risks/${rule}.html`, rule),
            ` ${reason}`,
          ),
        ),
      ),
    fields.length > 0 && fieldTable(fields),
    moreFields > 0 && element('p', {}, `${moreFields} more fields differ.`),
    causes.length > 0 &&
      element('p', {}, 'because of ', ...causes.flatMap((each) => [placeButton(context, each), ' '])),
  )
}

function fieldTable(fields: ShownChange['fields']): HTMLElement {
  return element(
    'div',
    { class: 'pg-scroll', tabindex: '0', role: 'group', 'aria-label': 'Fields that differ' },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...['Field', 'Before', 'After'].map((each) => element('th', { scope: 'col' }, each)),
        ),
      ),
      element(
        'tbody',
        {},
        ...fields.map(({ field, from, to }) =>
          element(
            'tr',
            {},
            element('td', {}, element('code', {}, field)),
            valueCell(from, 'pg-removed'),
            valueCell(to, 'pg-added'),
          ),
        ),
      ),
    ),
  )
}

function valueCell(value: string | undefined, name: string): HTMLTableCellElement {
  return element(
    'td',
    {},
    value === undefined ? element('i', {}, 'absent') : element('code', { class: name }, value),
  )
}
