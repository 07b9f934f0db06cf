import { closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, foldGutter, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, nextDiagnostic, previousDiagnostic } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { EditorState, StateEffect, StateField, type Extension } from '@codemirror/state'
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  showPanel,
  type DecorationSet,
  type KeyBinding,
  type PanelConstructor,
} from '@codemirror/view'
import { mostCharacters } from '../fleet/link.ts'
import { editorColors, editorLook } from './look.ts'

/** Marks the line of an offset. */
export const markLine = StateEffect.define<number>()

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

/** Shows something below the text; `null` takes it away. */
export const setPanel = StateEffect.define<PanelConstructor | null>()

/** What is shown below the text. */
const panel = StateField.define<PanelConstructor | null>({
  create: () => null,
  update: (shown, { effects }) => {
    const effect = effects.find((each) => each.is(setPanel))
    return effect === undefined ? shown : (effect.value as PanelConstructor | null)
  },
  provide: (field) => showPanel.from(field),
})

/** The list of problems is a part of the page, so that the one of the editor has no key. */
const problemKeys: readonly KeyBinding[] = [{ key: 'F8', run: nextDiagnostic, shift: previousDiagnostic }]

/** What the editor does for any text of YAML. */
export const behavior: Extension = [
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
  panel,
  // The tab key leaves the editor, as it leaves every other part of the page.
  keymap.of([...completionKeymap, ...problemKeys, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  EditorView.contentAttributes.of({ 'aria-label': 'YAML of the open file', tabindex: '0' }),
  EditorState.changeFilter.of(({ newDoc }) => newDoc.length <= mostCharacters),
]
