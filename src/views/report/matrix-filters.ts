import { compareText } from '../../model/compare-text.ts'
import { html, type Html } from './html.ts'
import type { FleetReport } from './report.ts'

/** The search and the filters of the matrix; hidden until the script, which they need, shows them. */
export function matrixFilters(report: FleetReport): Html {
  const objects = report.matrix.rows.flatMap((row) => row.objects)
  const namespaces = sorted(objects.flatMap((each) => each.namespace ?? []))
  const types = sorted(objects.map((each) => each.type))
  return html`<form id="matrix-filters" role="search" aria-label="Objects" hidden>
    <label
      >Search <input type="search" name="text" autocomplete="off" placeholder="kind, namespace or name"
    /></label>
    <label
      >Namespace
      <select name="namespace">
        <option value="">all</option>
        ${namespaces.map(option)}
      </select></label
    >
    <label
      >Type
      <select name="type">
        <option value="">all</option>
        ${types.map(option)}
      </select></label
    >
    <label
      >Clusters
      <select name="columns">
        <option value="">all</option>
        ${clusterOptions(report)}
      </select></label
    >
    <label
      >Show
      <select name="state">
        <option value="">everything</option>
        <option value="differs">what differs between clusters</option>
        <option value="undecided">what is held or failed</option>
        <option value="nowhere">what is placed nowhere</option>
      </select></label
    >
    <button type="reset">Clear</button>
  </form>`
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText)
}

function option(name: string): Html {
  return html`<option>${name}</option>`
}

/** The value of an option is the columns that it stands for, by index. */
function clusterOptions({ matrix, labels }: FleetReport): Html {
  const columnOf = new Map(
    matrix.columns.flatMap((column, index) => column.map((each) => [each, index] as const)),
  )
  const columnsOf = (clusters: readonly string[]): string =>
    [...new Set(clusters.map((each) => columnOf.get(each) ?? -1))].join(' ')
  const values = labels.flatMap(({ key, values }) =>
    values.flatMap(({ value, clusters }) =>
      value === undefined ? [] : [{ name: `${key}=${value}`, clusters }],
    ),
  )
  const groups = [
    { title: 'by label', members: values },
    {
      title: 'by name',
      members: [...columnOf.keys()].sort(compareText).map((name) => ({ name, clusters: [name] })),
    },
  ]
  return html`${groups.map(
    ({ title, members }) =>
      html`<optgroup label="${title}">
        ${members.map(({ name, clusters }) => html`<option value="${columnsOf(clusters)}">${name}</option>`)}
      </optgroup>`,
  )}`
}
