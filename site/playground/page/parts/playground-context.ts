import type { Ask } from '../compiler/ask.ts'
import type { CompiledFleet, FilePlace, PlaygroundFile, Problem } from '../../protocol.ts'

/** What the views of a result may ask for and do. */
export interface PlaygroundContext {
  readonly ask: Ask
  /** Shows a place in the editor; `focus` moves the keyboard there too. */
  readonly jump: (place: FilePlace, focus: boolean) => void
  /** Replaces a range of a file, so that it can be undone. */
  readonly edit: (path: string, from: number, to: number, text: string) => void
  /** Makes the fix of a problem. */
  readonly fix: (problem: Problem) => void
  /** The text of a file as it is now. */
  readonly textOf: (path: string) => string | undefined
  /** The files of the example as they were. */
  readonly exampleFiles: () => readonly PlaygroundFile[]
  readonly without: () => readonly string[]
  readonly assumeWithout: (clusters: readonly string[]) => void
  /** Reports what went wrong. */
  readonly report: (problem: string) => void
}

/** One view of a result, as the panel of a tab. */
export interface ResultView {
  readonly title: string
  readonly content: HTMLElement
  /** Shows a result, at once or when what it asks for is answered. */
  readonly show: (fleet: CompiledFleet) => void | Promise<void>
}
