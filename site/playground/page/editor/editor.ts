import { autocompletion } from '@codemirror/autocomplete'
import { isolateHistory } from '@codemirror/commands'
import { setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, type PanelConstructor } from '@codemirror/view'
import type { Completions } from '../../language-protocol.ts'
import type { PlaygroundFile, Problem } from '../../protocol.ts'
import { createHover, type FindHover, type SourceHover } from '../language/hover.ts'
import { behavior, markLine, setPanel } from './behavior.ts'
import { completionSource } from './completion.ts'
import { diagnosticOf } from './diagnostics.ts'
import type { EditorTexts } from './editor-texts.ts'

/** What the editor needs of the playground. */
export interface EditorOptions {
  /** Takes the files that were changed, all at once. */
  readonly changed: (files: readonly PlaygroundFile[]) => void
  readonly complete: (path: string, text: string, offset: number) => Promise<Completions>
  readonly hover: FindHover
  /** What keys and the pointer do besides; it comes before what they do in any editor. */
  readonly extensions: Extension
  /** Fixes a problem of the open file. */
  readonly fix: (problem: Problem) => void
}

/** A range of a text, and what takes its place. */
export interface RangeEdit {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** An editor of several files, of which one is open. */
export interface SourceEditor {
  readonly open: (path: string) => void
  /** Takes a file in place of the one of its name, the open one too; what was done to that can no longer be undone. */
  readonly put: (file: PlaygroundFile) => void
  readonly forget: (path: string) => void
  /** Selects a range of the open file and marks its line. */
  readonly show: (from: number, to: number, focus: boolean) => void
  /** Replaces ranges of files, so that it can be undone in each. */
  readonly edit: (edits: ReadonlyMap<string, readonly RangeEdit[]>) => void
  readonly mark: (problems: readonly Problem[]) => void
  readonly texts: () => EditorTexts
  /** Takes texts in place of all; one of them has to be opened next. */
  readonly restore: (texts: EditorTexts) => void
  /** Shows an element below the text, whichever file is open; none takes it away. */
  readonly showPanel: (content: HTMLElement | undefined) => void
  readonly hover: SourceHover
  readonly view: EditorView
}

/** What an editor is made of, and what it shows. */
interface EditorParts {
  readonly view: EditorView
  /** Of every file; that of the open one is as it was when it was opened. */
  readonly states: Map<string, EditorState>
  readonly stateOf: (doc: string) => EditorState
  path: string
  panel: PanelConstructor | null
  /** The files that change together with the open one. */
  others: readonly PlaygroundFile[]
}

/** Puts an editor into an element. Its styles are sheets of a shadow root, which the policy of the page lets be. */
export function createEditor(into: HTMLElement, options: EditorOptions): SourceEditor {
  const hover = createHover(options.hover)
  const parts = createParts(into, hover, options)
  const { view, states } = parts
  return {
    open: (next) => {
      if (states.has(parts.path)) states.set(parts.path, view.state)
      parts.path = next
      setState(parts, states.get(next) ?? parts.stateOf(''))
    },
    put: (file) => {
      const state = parts.stateOf(file.text)
      states.set(file.path, state)
      if (file.path === parts.path) setState(parts, state)
    },
    forget: (gone) => states.delete(gone),
    show: (from, to, focus) => {
      showRange(view, from, to)
      if (focus) view.focus()
    },
    edit: (edits) => editTexts(parts, edits, options),
    mark: (problems) => {
      const { length } = view.state.doc
      const own = problems.flatMap((each) => diagnosticOf(each, parts.path, length, options.fix))
      view.dispatch(setDiagnostics(view.state, own))
    },
    texts: () => new Map(states).set(parts.path, view.state),
    restore: (texts) => {
      states.clear()
      for (const [each, state] of texts) states.set(each, state)
      parts.path = ''
    },
    showPanel: (content) => {
      parts.panel = content ? () => ({ dom: content }) : null
      view.dispatch({ effects: setPanel.of(parts.panel) })
    },
    hover,
    view,
  }
}

function createParts(into: HTMLElement, hover: SourceHover, options: EditorOptions): EditorParts {
  const root = into.attachShadow({ mode: 'open' })
  const extensions: Extension = [
    options.extensions,
    behavior,
    hover.extension,
    autocompletion({
      override: [completionSource((text, offset) => options.complete(parts.path, text, offset))],
    }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) options.changed([...parts.others, { path: parts.path, text: state.doc.toString() }])
    }),
  ]
  const stateOf = (doc: string): EditorState => EditorState.create({ doc, extensions })
  const view = new EditorView({ parent: root, root, state: stateOf('') })
  const parts: EditorParts = { view, states: new Map(), stateOf, path: '', panel: null, others: [] }
  return parts
}

function setState({ view, panel }: EditorParts, state: EditorState): void {
  view.setState(state)
  view.dispatch({ effects: setPanel.of(panel) })
}

/** What is typed right after it is undone without it. */
const atOnce = { userEvent: 'input', annotations: isolateHistory.of('full') }

function editTexts(
  parts: EditorParts,
  edits: ReadonlyMap<string, readonly RangeEdit[]>,
  { changed }: Pick<EditorOptions, 'changed'>,
): void {
  const { view, path, states } = parts
  const own = edits.get(path)
  parts.others = changeClosed(
    states,
    [...edits].filter(([each]) => each !== path),
  )
  const before = view.state.doc
  const effects = markLine.of(own?.[0]?.from ?? 0)
  if (own) view.dispatch({ changes: own, effects, ...atOnce })
  // What makes the open file too large is refused, and the others have changed all the same.
  if (view.state.doc === before) changed(parts.others)
  parts.others = []
}

/** Changes files that are not open; what becomes of them. */
function changeClosed(
  states: Map<string, EditorState>,
  edits: readonly (readonly [path: string, edits: readonly RangeEdit[]])[],
): readonly PlaygroundFile[] {
  return edits.flatMap(([path, changes]) => {
    const state = states.get(path)?.update({ changes, ...atOnce }).state
    if (state === undefined) return []
    states.set(path, state)
    return [{ path, text: state.doc.toString() }]
  })
}

function showRange(view: EditorView, from: number, to: number): void {
  const { length } = view.state.doc
  const [anchor, head] = [Math.min(from, length), Math.min(to, length)]
  view.dispatch({
    selection: { anchor, head },
    effects: [markLine.of(anchor), EditorView.scrollIntoView(anchor, { y: 'center' })],
  })
}
