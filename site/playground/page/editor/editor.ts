import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, foldGutter, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { EditorState, StateEffect, StateField, type Extension } from '@codemirror/state'
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view'
import type { Completions, PlaygroundFile, Problem } from '../../protocol.ts'
import { completionSource } from './completion.ts'
import { editorColors, editorLook } from './look.ts'
import { mostCharacters } from '../fleet/link.ts'

/** What the editor needs of the playground. */
export interface EditorOptions {
  readonly changed: (file: PlaygroundFile) => void
  readonly complete: (path: string, text: string, offset: number) => Promise<Completions>
}

/** An editor of several files, of which one is open. */
export interface SourceEditor {
  readonly open: (path: string) => void
  /** Takes a file in place of the one of its name, the open one too; what was done to that can no longer be undone. */
  readonly put: (file: PlaygroundFile) => void
  readonly forget: (path: string) => void
  /** Selects a range of the open file and marks its line. */
  readonly show: (from: number, to: number, focus: boolean) => void
  /** Replaces a range of the open file, so that it can be undone. */
  readonly edit: (from: number, to: number, text: string) => void
  readonly mark: (problems: readonly Problem[]) => void
  readonly destroy: () => void
}

const markLine = StateEffect.define<number>()

/** The line that made what was chosen in the output. */
const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    const effect = transaction.effects.find((each) => each.is(markLine))
    if (effect === undefined) return marks.map(transaction.changes)
    const { from } = transaction.state.doc.lineAt(effect.value as number)
    return Decoration.set([Decoration.line({ class: 'cm-origin' }).range(from)])
  },
  provide: (field) => EditorView.decorations.from(field),
})

const behavior: Extension = [
  lineNumbers(),
  foldGutter(),
  lintGutter(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  bracketMatching(),
  closeBrackets(),
  highlightSelectionMatches(),
  indentUnit.of('  '),
  yaml(),
  syntaxHighlighting(editorColors),
  editorLook,
  markedLine,
  // The tab key leaves the editor, as it leaves every other part of the page.
  keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  EditorView.contentAttributes.of({ 'aria-label': 'YAML of the open file', tabindex: '0' }),
  EditorState.changeFilter.of(({ newDoc }) => newDoc.length <= mostCharacters),
]

/** Puts an editor into an element. Its styles are sheets of a shadow root, which the policy of the page lets be. */
export function createEditor(into: HTMLElement, { changed, complete }: EditorOptions): SourceEditor {
  const root = into.attachShadow({ mode: 'open' })
  const states = new Map<string, EditorState>()
  let path = ''
  const extensions: Extension = [
    behavior,
    autocompletion({ override: [completionSource((text, offset) => complete(path, text, offset))] }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed({ path, text: update.state.doc.toString() })
    }),
  ]
  const stateOf = (doc: string): EditorState => EditorState.create({ doc, extensions })
  const view = new EditorView({ parent: root, root, state: stateOf('') })
  return {
    open: (next) => {
      if (states.has(path)) states.set(path, view.state)
      path = next
      view.setState(states.get(next) ?? stateOf(''))
    },
    put: (file) => {
      const state = stateOf(file.text)
      states.set(file.path, state)
      if (file.path === path) view.setState(state)
    },
    forget: (gone) => states.delete(gone),
    show: (from, to, focus) => {
      showRange(view, from, to)
      if (focus) view.focus()
    },
    edit: (from, to, insert) =>
      view.dispatch({ changes: { from, to, insert }, effects: markLine.of(from), userEvent: 'input' }),
    mark: (problems) => {
      const { length } = view.state.doc
      const own = problems.flatMap((each) => diagnosticOf(each, path, length))
      view.dispatch(setDiagnostics(view.state, own))
    },
    destroy: () => view.destroy(),
  }
}

function showRange(view: EditorView, from: number, to: number): void {
  const { length } = view.state.doc
  const [anchor, head] = [Math.min(from, length), Math.min(to, length)]
  view.dispatch({
    selection: { anchor, head },
    effects: [markLine.of(anchor), EditorView.scrollIntoView(anchor, { y: 'center' })],
  })
}

function diagnosticOf(
  { at, severity, message, hint, code }: Problem,
  path: string,
  length: number,
): readonly Diagnostic[] {
  if (at?.path !== path) return []
  const text = hint === undefined ? message : `${message}\n${hint}`
  return [
    { from: Math.min(at.from, length), to: Math.min(at.to, length), severity, message: text, source: code },
  ]
}
