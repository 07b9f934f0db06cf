import {
  activateHover,
  closeHoverTooltips,
  EditorView,
  hasHoverTooltips,
  hoverTooltip,
  type Tooltip,
} from '@codemirror/view'
import type { Extension } from '@codemirror/state'
import type { HoverBlock, HoverPart, ShownHover } from '../../language-protocol.ts'
import { element } from '../parts/elements.ts'

/** Finds what is known of a place of the open file. */
export type FindHover = (offset: number) => Promise<ShownHover | undefined>

/** What an editor shows of places. */
export interface SourceHover {
  /** Shows what is known of the place that the pointer rests on. */
  readonly extension: Extension
  /**
   * Shows what is known of the place of the cursor, and the problems there, until the text or the selection changes, and reads it
   * to a screen reader; where that is shown already, the keyboard goes into it. Gives whether anything is known.
   */
  readonly show: (view: EditorView) => Promise<boolean>
}

/** Makes what shows places. */
export function createHover(find: FindHover): SourceHover {
  let asked: ShownHover | undefined
  const source = (offset: number): Tooltip | null | Promise<Tooltip | null> =>
    asked ? tooltipOf(asked) : find(offset).then((found) => (found ? tooltipOf(found) : null))
  return {
    extension: hoverTooltip((_, offset) => source(offset), { hideOnChange: true }),
    show: async (view) => {
      if (hasHoverTooltips(view.state)) return focusHover(view)
      const offset = view.state.selection.main.head
      const found = await find(offset)
      if (found === undefined) return false
      view.dispatch({ effects: EditorView.announce.of(spokenText(found.blocks)) })
      // Any update of the editor ends an answer that is waited for, and so the answer is at hand before it is asked for.
      asked = found
      activateHover(view, offset, 1, {
        until: (change) => change.docChanged || change.selection !== undefined,
      })
      asked = undefined
      return true
    },
  }
}

function focusHover(view: EditorView): boolean {
  const shown = view.dom.querySelector<HTMLElement>('.cm-hover-text')
  shown?.focus()
  return shown !== null
}

function tooltipOf({ from: pos, to: end, blocks }: ShownHover): Tooltip {
  return { pos, end, create: (view) => ({ dom: hoverElement(blocks, view) }) }
}

/** Takes away what is shown of a place; whether there was anything. */
export function hideHover(view: EditorView): boolean {
  if (!hasHoverTooltips(view.state)) return false
  view.dispatch({ effects: closeHoverTooltips })
  return true
}

function hoverElement(blocks: readonly HoverBlock[], view: EditorView): HTMLElement {
  return element(
    'div',
    {
      class: 'cm-hover-text',
      role: 'note',
      'aria-label': 'What this becomes',
      // It may be longer than it is high, and then the keyboard scrolls it.
      tabindex: '0',
      keydown: (event) => {
        if (event.key !== 'Escape') return
        hideHover(view)
        view.focus()
      },
    },
    ...blocks.map(blockElement),
  )
}

function blockElement({ kind, lines }: HoverBlock): HTMLElement {
  if (kind === 'list') {
    return element('ul', {}, ...lines.map((parts) => element('li', {}, ...parts.map(partNode))))
  }
  return element('p', {}, ...lines.flatMap((parts) => parts.map(partNode)))
}

function partNode({ text, isCode }: HoverPart): Node | string {
  return isCode ? element('code', {}, text) : text
}

function spokenText(blocks: readonly HoverBlock[]): string {
  const lines = blocks.flatMap((block) => block.lines.map((parts) => parts.map(({ text }) => text).join('')))
  return lines.join('. ')
}
