import { printable } from '../../../../src/text/quote.ts'
import { commands, type EditorCommand } from '../language/commands.ts'
import { element } from '../parts/elements.ts'

/** The commands of the editor with their keys, and what became of the last one. */
export interface CommandBar {
  readonly content: HTMLElement
  readonly say: (text: string) => void
}

/** Other keys of the editor, by what they do. */
const otherKeys: readonly (readonly [what: string, key: string])[] = [
  ['Complete what is typed', 'Ctrl-Space'],
  ['Go to the definition of what is pressed', 'Mod-click'],
  ['Go to the next problem, with its fix', 'F8'],
  ['Go to the problem before', 'Shift-F8'],
  ['Search in the file', 'Mod-f'],
  ['Close what is shown', 'Escape'],
  ['Leave the editor', 'Tab'],
]

/** Makes the list of the commands. */
export function createCommandBar(run: (command: EditorCommand) => void): CommandBar {
  const said = element('p', { class: 'pg-said', role: 'status' })
  const items = commands.map((command) => {
    const { name, key } = command
    const shortcut = key ? { 'aria-keyshortcuts': key.replace('Mod', 'Control').replaceAll('-', '+') } : {}
    const button = element('button', { type: 'button', click: () => run(command), ...shortcut }, name)
    return element('li', {}, button, key && element('kbd', {}, keyName(key)))
  })
  const others = otherKeys.map(([what, key]) =>
    element('li', {}, `${what} `, element('kbd', {}, keyName(key))),
  )
  return {
    content: element(
      'div',
      {},
      element(
        'details',
        { class: 'pg-commands' },
        element('summary', {}, 'Commands and keys of the editor'),
        element('ul', { 'aria-label': 'Commands at the cursor' }, ...items),
        element('ul', { 'aria-label': 'Other keys' }, ...others),
      ),
      said,
    ),
    say: (text) => said.replaceChildren(printable(text)),
  }
}

/** A key as it is written on keyboards. */
function keyName(key: string): string {
  const isMac = /^Mac|^iP/.test(navigator.platform)
  return key.replace('Mod', isMac ? 'Cmd' : 'Ctrl').replaceAll('-', '+')
}
