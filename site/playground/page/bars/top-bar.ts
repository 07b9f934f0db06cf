import type { CompiledFleet } from '../../protocol.ts'
import { element, options } from '../parts/elements.ts'
import { listExamples } from '../fleet/examples.ts'

/** What the bar may ask the playground to do. */
export interface TopActions {
  readonly load: (example: string) => void
  readonly reset: () => void
  /** The address that holds everything. */
  readonly link: () => Promise<string>
}

/** The examples, the link, and what became of the last compilation. */
export interface TopBar {
  readonly content: HTMLElement
  readonly choose: (example: string) => void
  readonly summarize: (fleet: CompiledFleet) => void
  /** Reports what went wrong; `''` takes the last report away. */
  readonly report: (problem: string) => void
}

/** Makes the bar at the top. */
export function createTopBar({ load, reset, link }: TopActions): TopBar {
  const example = element('select', { id: 'pg-example', change: () => load(example.value) })
  const status = element('span', { role: 'status' })
  const time = element('span', {})
  const alert = element('p', { class: 'pg-alert', role: 'alert', hidden: true })
  const address = element('input', { id: 'pg-link', type: 'text', readonly: true })
  const shown = element(
    'p',
    { hidden: true },
    element('label', { for: 'pg-link' }, 'The link, which holds all files '),
    address,
  )
  let chosen = ''
  const choose = (name: string): void => {
    chosen = name
    example.value = name
  }
  void listExamples().then((all) => {
    example.replaceChildren(
      ...options(
        all.map(({ name, title }) => [name, title] as const),
        chosen,
      ),
    )
  })
  return {
    content: element(
      'div',
      { class: 'pg-top' },
      element('h1', {}, 'Playground'),
      element(
        'p',
        { class: 'pg-controls' },
        element('label', { for: 'pg-example' }, 'Example '),
        example,
        element('button', { type: 'button', click: reset }, 'Undo all changes'),
        element(
          'button',
          { type: 'button', click: () => void copyLink(link, address, shown, status) },
          'Copy a link',
        ),
      ),
      shown,
      element('p', { class: 'pg-status' }, status, time),
      alert,
    ),
    choose,
    summarize: (fleet) => {
      const summary = summaryOf(fleet)
      // A screen reader says what changes, and so neither the time nor the same again after each key.
      if (status.textContent !== summary) status.textContent = summary
      time.textContent = ` · compiled in ${Math.max(1, Math.round(fleet.milliseconds))} ms`
    },
    report: (problem) => {
      alert.replaceChildren(problem)
      alert.hidden = problem === ''
    },
  }
}

/** Shows the address that holds everything, and copies it where the browser lets a page do that. */
async function copyLink(
  link: TopActions['link'],
  address: HTMLInputElement,
  shown: HTMLElement,
  status: HTMLElement,
): Promise<void> {
  address.value = await link()
  shown.hidden = false
  address.focus()
  address.select()
  try {
    await navigator.clipboard.writeText(address.value)
    status.textContent = 'The link is copied. It holds all files; no server is asked.'
  } catch {
    status.textContent = 'Copy the link: it holds all files; no server is asked.'
  }
}

function summaryOf({ problems, more, objects, clusters }: CompiledFleet): string {
  const counts = [
    ['error', problems.filter(({ severity }) => severity === 'error').length],
    ['warning', problems.filter(({ severity }) => severity === 'warning').length],
    ['note', problems.filter(({ severity }) => severity === 'info').length],
    ['further problem', more.problems],
  ] as const
  const found = counts.filter(([, number]) => number > 0).map(([noun, number]) => counted(number, noun))
  const size = `${counted(objects.length + more.objects, 'object')} for ${counted(clusters.length + more.clusters, 'cluster')}`
  return [...found, size].join(' · ')
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
