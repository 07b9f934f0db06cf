import { element } from '../parts/elements.ts'
import { problemOfPath } from '../fleet/link.ts'

/** What the list of files may ask the playground to do. */
export interface FileActions {
  readonly open: (path: string) => void
  readonly add: (path: string) => void
  readonly rename: (path: string) => void
  readonly remove: () => void
  readonly report: (problem: string) => void
}

/** The list of files with what adds, renames and removes them. */
export interface FileBar {
  readonly content: HTMLElement
  readonly show: (paths: readonly string[], open: string, faulty: ReadonlySet<string>) => void
}

/** Makes the list of files. */
export function createFileBar(actions: FileActions): FileBar {
  const list = element('ul', { class: 'pg-files' })
  const name = element('input', {
    id: 'pg-file-name',
    type: 'text',
    maxlength: '200',
    placeholder: 'shop/web.yaml',
  })
  const known = new Set<string>()
  const named = (then: (path: string) => void): void => {
    const path = name.value.trim()
    const problem = known.has(path) ? `There is a file ${path} already.` : problemOfPath(path)
    if (problem !== undefined) return actions.report(problem)
    name.value = ''
    then(path)
  }
  const form = element(
    'form',
    {
      class: 'pg-form',
      submit: (event) => {
        event.preventDefault()
        named(actions.add)
      },
    },
    element('label', { for: 'pg-file-name' }, 'File name'),
    name,
    element('button', { type: 'submit' }, 'Add'),
    element('button', { type: 'button', click: () => named(actions.rename) }, 'Rename open file'),
    element('button', { type: 'button', click: actions.remove }, 'Remove open file'),
  )
  return {
    content: element(
      'div',
      {},
      list,
      element('details', {}, element('summary', {}, 'Add, rename or remove a file'), form),
    ),
    show: (paths, open, faulty) => {
      known.clear()
      for (const path of paths) known.add(path)
      const hadFocus = list.contains(document.activeElement)
      list.replaceChildren(
        ...paths.map((path) => {
          const current = path === open ? { 'aria-current': 'true' } : {}
          const fault = faulty.has(path) && element('span', { class: 'pg-level pg-critical' }, ' error')
          return element(
            'li',
            {},
            element('button', { type: 'button', click: () => actions.open(path), ...current }, path, fault),
          )
        }),
      )
      if (hadFocus) list.querySelector<HTMLElement>('[aria-current]')?.focus()
    },
  }
}
