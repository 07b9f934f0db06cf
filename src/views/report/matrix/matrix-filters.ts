import { compareText } from '../../../text/compare-text.ts'
import { markup, type Markup, type MarkupValue } from '../markup.ts'
import type { FleetReport } from '../report.ts'

/** The search and the filters of the matrix; hidden until the script, which they need, shows them. */
export function matrixFilters(report: FleetReport): Markup {
  const objects = report.matrix.rows.flatMap((row) => row.objects)
  const namespaces = sorted(objects.flatMap((each) => each.namespace ?? []))
  const types = sorted(objects.map((each) => each.type))
  return markup`<form id="matrix-filters" role="search" aria-label="Objects" hidden>
<label>Search <input type="search" name="text" autocomplete="off" placeholder="kind, namespace or name"></label>
${choice('Namespace', 'namespace', 'all', namespaces.map(option))}
${choice('Type', 'type', 'all', types.map(option))}
${choice('Clusters', 'columns', 'all', clusterGroups(report))}
${choice('Show', 'state', 'everything', states)}
<button type="reset">Clear</button>
</form>`
}

const states = markup`<option value="differs">what differs between clusters</option>
<option value="undecided">what is held or failed</option>
<option value="nowhere">what is placed nowhere</option>`

/** A filter that filters nothing until something is chosen. */
function choice(title: string, name: string, everything: string, options: MarkupValue): Markup {
  return markup`<label>${title} <select name="${name}"><option value="">${everything}</option>${options}</select></label>`
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText)
}

function option(name: string): Markup {
  return markup`<option>${name}</option>`
}

/** The value of an option is the columns that it selects, by index. */
function clusterGroups({ matrix, labels, clusters }: FleetReport): Markup {
  const columnOf = new Map(
    matrix.columns.flatMap((column, index) => column.map((each) => [each, index] as const)),
  )
  const optionFor = (title: string, members: readonly string[]): Markup => {
    const columns = [...new Set(members.map((each) => columnOf.get(each) ?? -1))]
    return markup`<option value="${columns.join(' ')}">${title}</option>`
  }
  const byLabel = labels.flatMap(({ key, values }) =>
    values.flatMap(({ value, clusters }) =>
      value === undefined ? [] : optionFor(`${key}=${value}`, clusters),
    ),
  )
  const byName = clusters.map(({ name }) => optionFor(name, [name]))
  return markup`<optgroup label="by label">${byLabel}</optgroup><optgroup label="by name">${byName}</optgroup>`
}
