import { element } from '../parts/elements.ts'

/** What was edited before something else was loaded. */
export interface KeptList {
  readonly content: HTMLElement
  readonly show: (titles: readonly string[]) => void
}

/** Makes the list of what was edited before; `open` takes the index of what is chosen. */
export function createKeptList(open: (index: number) => void): KeptList {
  const content = element('ul', { class: 'pg-kept', 'aria-label': 'What you edited before', hidden: true })
  return {
    content,
    show: (titles) => {
      content.hidden = titles.length === 0
      content.replaceChildren(
        ...titles.map((title, index) => {
          const button = { type: 'button', click: () => open(index) }
          return element('li', {}, element('button', button, `Back to your edits: ${title}`))
        }),
      )
    },
  }
}
