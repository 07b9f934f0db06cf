import type { CompiledFleet, OutputLine, ShownObject, ShownOrigin } from '../../protocol.ts'
import { unlessFailed } from '../compiler/ask.ts'
import { element, options } from '../parts/elements.ts'
import { moveFocus } from '../parts/move-focus.ts'
import { placeButton } from '../parts/place-button.ts'
import type { PlaygroundContext, ResultView } from '../parts/playground-context.ts'

/** So many objects are listed. */
const mostObjects = 300
const hint = 'Choose a line to see what made it.'

/** The parts of the view, and what is chosen in it. */
interface OutputParts {
  readonly context: PlaygroundContext
  readonly cluster: HTMLSelectElement
  readonly list: HTMLElement
  readonly yaml: HTMLElement
  readonly why: HTMLElement
  readonly note: HTMLElement
  fleet?: CompiledFleet
  /** The id of an object. */
  object?: string
}

/** What one cluster gets: its objects, and the YAML of one of them with what made each line. */
export function createOutputView(context: PlaygroundContext): ResultView {
  const parts: OutputParts = {
    context,
    cluster: element('select', { id: 'pg-cluster', change: () => void unlessFailed(render(parts)) }),
    list: element('ul', { class: 'pg-objects' }),
    yaml: element('ol', { class: 'pg-yaml', 'aria-label': 'Rendered YAML', keydown: moveFocus }),
    why: element('p', { class: 'pg-why', role: 'status' }, hint),
    note: element('p', { class: 'pg-note' }),
  }
  const { cluster, list, yaml, why, note } = parts
  return {
    title: 'Output',
    content: element(
      'div',
      {},
      element('p', {}, element('label', { for: 'pg-cluster' }, 'Cluster '), cluster),
      note,
      element('div', { class: 'pg-split' }, list, element('div', { class: 'pg-object' }, why, yaml)),
    ),
    show: (fleet) => {
      parts.fleet = fleet
      const names = fleet.clusters.map(({ name }): readonly [string, string] => [name, name])
      const isThere = names.some(([name]) => name === cluster.value)
      cluster.replaceChildren(...options(names, isThere ? cluster.value : names[0]?.[0]))
      return render(parts)
    },
  }
}

async function render(parts: OutputParts): Promise<void> {
  const { context, cluster, fleet, list, yaml, note } = parts
  if (fleet === undefined) return
  const { value } = cluster
  const own = fleet.objects.filter(({ variants }) => variants.some((clusters) => clusters.includes(value)))
  const object =
    own.find(({ id }) => id === parts.object) ?? own.find(({ kind }) => kind === 'Deployment') ?? own[0]
  list.replaceChildren(
    ...own.slice(0, mostObjects).map((each) => objectItem(parts, each, each === object)),
    ...(own.length > mostObjects ? [element('li', {}, `${own.length - mostObjects} more objects`)] : []),
  )
  note.textContent = noteOn(fleet, own.length, value)
  if (object === undefined) return yaml.replaceChildren()
  const { lines, moreLines } = await context.ask('output', { object: object.id, cluster: value })
  yaml.replaceChildren(
    ...lines.map((line, index) => lineItem(parts, line, index === 1)),
    ...(moreLines > 0 ? [element('li', {}, `${moreLines} more lines`)] : []),
  )
}

function objectItem(parts: OutputParts, object: ShownObject, isChosen: boolean): HTMLLIElement {
  const { variants } = object
  const click = (): void => {
    parts.object = object.id
    parts.why.replaceChildren(hint)
    const focus = (): void => parts.list.querySelector<HTMLElement>('[aria-current]')?.focus()
    void unlessFailed(render(parts).then(focus))
  }
  const index = variants.findIndex((clusters) => clusters.includes(parts.cluster.value))
  const ofVariants =
    variants.length > 1 && element('small', {}, ` variant ${index + 1} of ${variants.length}`)
  const current = isChosen ? { 'aria-current': 'true' } : {}
  return element(
    'li',
    {},
    element('button', { type: 'button', click, ...current }, titleOf(object), ofVariants),
  )
}

function lineItem(
  { context, why }: OutputParts,
  { text, origins }: OutputLine,
  isStop: boolean,
): HTMLLIElement {
  const [origin] = origins
  if (origin === undefined) return element('li', {}, element('code', {}, text))
  const click = (): void => {
    why.replaceChildren(...describeOrigins(origins, context))
    if (origin.at) context.jump(origin.at, false)
  }
  const made = /^override|Scheduling/.test(origin.words) ? 'pg-line pg-overridden' : 'pg-line'
  const button = { type: 'button', class: made, click, tabindex: isStop ? '0' : '-1' }
  return element('li', {}, element('button', button, element('code', {}, text)))
}

function describeOrigins(origins: readonly ShownOrigin[], context: PlaygroundContext): readonly Node[] {
  return origins.flatMap(({ words, at }, index) => [
    element('span', {}, index === 0 ? `From: ${words} ` : `, in place of ${words} `),
    ...(at ? [placeButton(context, at)] : []),
  ])
}

function titleOf({ kind, namespace, name }: ShownObject): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`
}

function noteOn({ blocked, clusters, more }: CompiledFleet, count: number, cluster: string): string {
  if (clusters.length === 0) return 'There is no cluster yet: add a KubeFedCluster.'
  if (blocked) return 'Errors let nothing be rendered; this is what was planned.'
  if (more.clusters + more.objects > 0) {
    return `${more.clusters} more clusters and ${more.objects} more objects are not listed.`
  }
  return count === 0 ? `${cluster} gets nothing.` : ''
}
