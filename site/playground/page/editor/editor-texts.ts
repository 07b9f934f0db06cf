import type { EditorState } from '@codemirror/state'

/** All files by their paths, with what was done to each, so that it can be undone after they were away. */
export type EditorTexts = ReadonlyMap<string, EditorState>
