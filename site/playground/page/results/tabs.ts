import { unlessFailed } from '../compiler/ask.ts'
import type { CompiledFleet } from '../../protocol.ts'
import { element } from '../parts/elements.ts'
import type { ResultView } from '../parts/playground-context.ts'

/** Views as tabs, of which one is shown; the others show a result when they are chosen. */
export interface Tabs {
  readonly content: HTMLElement
  readonly show: (fleet: CompiledFleet) => Promise<void>
}

/** Makes tabs that the arrow keys go through. */
export function createTabs(views: readonly ResultView[]): Tabs {
  let chosen = 0
  let fleet: CompiledFleet | undefined
  const buttons = views.map(({ title }, index) =>
    element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `pg-tab-${index}`,
        'aria-controls': `pg-panel-${index}`,
        click: () => choose(index),
      },
      title,
    ),
  )
  const panels = views.map(({ content }, index) =>
    element(
      'div',
      { role: 'tabpanel', id: `pg-panel-${index}`, 'aria-labelledby': `pg-tab-${index}`, class: 'pg-panel' },
      content,
    ),
  )
  const show = async (): Promise<void> => {
    if (fleet) await views[chosen]?.show(fleet)
  }
  const choose = (index: number): void => {
    chosen = index
    for (const [at, button] of buttons.entries()) {
      button.setAttribute('aria-selected', String(at === index))
      button.tabIndex = at === index ? 0 : -1
      const panel = panels[at]
      if (panel) panel.hidden = at !== index
    }
    void unlessFailed(show())
  }
  const keydown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: views.length - 1 }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    choose((chosen + step) % views.length)
    buttons[chosen]?.focus()
  }
  const list = element(
    'div',
    { role: 'tablist', class: 'pg-tabs', 'aria-label': 'Result', keydown },
    ...buttons,
  )
  choose(0)
  return {
    content: element('div', {}, list, ...panels),
    show: (shown) => {
      fleet = shown
      return show()
    },
  }
}
