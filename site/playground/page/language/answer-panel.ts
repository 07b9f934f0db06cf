import { element, type Child } from '../parts/elements.ts'
import { moveFocus } from '../parts/move-focus.ts'
import type { LanguageContext } from './language-context.ts'

/** Shows something below the text of the editor, until it is closed; the keyboard goes into it. */
export function showAnswer(context: LanguageContext, title: string, ...content: readonly Child[]): void {
  const close = (): void => closeAnswer(context)
  const shown = element(
    'div',
    {
      class: 'cm-answer',
      role: 'group',
      'aria-label': title,
      keydown: (event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        close()
      },
    },
    element('p', { class: 'cm-answer-title' }, element('b', {}, title), ' ', closeButton(close)),
    ...content,
  )
  context.editor().showPanel(shown)
  shown.querySelector<HTMLElement>('input, ul button')?.focus()
}

function closeButton(click: () => void): HTMLButtonElement {
  return element('button', { type: 'button', class: 'cm-button', click }, 'Close')
}

/** Takes away what is shown below the text, and gives the keyboard back to the editor. */
export function closeAnswer({ editor }: LanguageContext): void {
  editor().showPanel(undefined)
  editor().view.focus()
}

/** One of some things to choose. */
export interface Choice {
  readonly content: readonly Child[]
  readonly choose: () => void
}

/** A list that the arrow keys go through. */
export function choiceList(choices: readonly Choice[]): HTMLElement {
  return element(
    'ul',
    { keydown: moveFocus },
    ...choices.map(({ content, choose }, index) => {
      const tabindex = index === 0 ? '0' : '-1'
      return element('li', {}, element('button', { type: 'button', tabindex, click: choose }, ...content))
    }),
  )
}
