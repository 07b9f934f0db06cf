import { undo } from '@codemirror/commands'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { unlessFailed } from '../compiler/ask.ts'
import { closeAnswer } from './answer-panel.ts'
import { fixFile, showFixes } from './fix.ts'
import { goToDefinition, showReferences } from './go-to.ts'
import { hideHover } from './hover.ts'
import type { LanguageContext } from './language-context.ts'
import { startRename } from './rename.ts'

/** What the editor does at its cursor. */
export interface EditorCommand {
  readonly name: string
  /** As CodeMirror writes it. */
  readonly key?: string
  readonly run: (context: LanguageContext, state: EditorState) => Promise<void>
}

/** What the editor knows of the sources, as the language server does. */
export const commands: readonly EditorCommand[] = [
  {
    name: 'What this becomes',
    key: 'Shift-F1',
    run: async (context) => {
      const { hover, view } = context.editor()
      view.focus()
      if (!(await hover.show(view))) context.say('Nothing is known of what the cursor is at.')
    },
  },
  { name: 'Go to definition', key: 'F12', run: (context, state) => goToDefinition(context, cursorOf(state)) },
  {
    name: 'Find references',
    key: 'Shift-F12',
    run: (context, state) => showReferences(context, cursorOf(state)),
  },
  { name: 'Rename cluster', key: 'F2', run: (context, state) => startRename(context, cursorOf(state)) },
  { name: 'Fixes', key: 'Mod-.', run: (context, state) => showFixes(context, selectedLines(state)) },
  { name: 'Fix all in this file', run: fixFile },
  { name: 'Undo', key: 'Mod-z', run: undoLast },
]

/** A rename and a fix are undone in all files, as they were made. */
function undoLast(context: LanguageContext): Promise<void> {
  if (context.unapply()) context.say('It is undone in all files.')
  else undo(context.editor().view)
  return Promise.resolve()
}

/** The lines of the selection: a problem is marked at its beginning alone. */
function selectedLines({ selection, doc }: EditorState): { readonly from: number; readonly to: number } {
  const { from, to } = selection.main
  return { from: doc.lineAt(from).from, to: doc.lineAt(to).to }
}

function cursorOf({ selection }: EditorState): number {
  return selection.main.head
}

/** Runs a command at the cursor; a failure of the compiler is reported by who asks it. */
export function runCommand(context: LanguageContext, { run }: EditorCommand): void {
  context.say('')
  void unlessFailed(run(context, context.editor().view.state))
}

/** The keys of the commands, and the pointer: with Ctrl, or Cmd on a Mac, a press goes to the definition. */
export function commandKeys(context: () => LanguageContext): Extension {
  const run = (command: EditorCommand): boolean => {
    runCommand(context(), command)
    return true
  }
  const keys = commands.flatMap((command) =>
    command.key ? [{ key: command.key, run: () => run(command) }] : [],
  )
  const closeAll = (view: EditorView): boolean => {
    if (hideHover(view)) return true
    if (view.dom.querySelector('.cm-answer') === null) return false
    closeAnswer(context())
    return true
  }
  return [
    keymap.of([...keys, { key: 'Escape', run: closeAll }]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        const offset = view.posAtCoords(event)
        if (event.button !== 0 || !(event.ctrlKey || event.metaKey) || offset === null) return false
        event.preventDefault()
        void unlessFailed(goToDefinition(context(), offset))
        return true
      },
    }),
  ]
}
