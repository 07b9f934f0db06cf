import { element } from './parts/elements.ts'

/** The parts of the page. */
export interface PageParts {
  readonly top: HTMLElement
  readonly kept: HTMLElement
  readonly files: HTMLElement
  readonly commands: HTMLElement
  readonly editor: HTMLElement
  readonly problems: HTMLElement
  readonly tabs: HTMLElement
}

/** Lays the page out: the sources on one side, and what clusters get on the other. */
export function layOut({ top, kept, files, commands, editor, problems, tabs }: PageParts): HTMLElement {
  return element(
    'div',
    { class: 'pg' },
    top,
    kept,
    element(
      'div',
      { class: 'pg-panes' },
      element(
        'section',
        { class: 'pg-sources', 'aria-label': 'Sources' },
        element('h2', {}, 'Sources'),
        files,
        commands,
        editor,
        element('h3', {}, 'Problems'),
        problems,
      ),
      element(
        'section',
        { class: 'pg-result', 'aria-label': 'Result' },
        element('h2', {}, 'What clusters get'),
        tabs,
      ),
    ),
  )
}
