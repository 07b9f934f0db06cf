// What the editor of the page asks about the sources, and the answers: plain data alone.
import type { Completion } from '../../src/language/complete/complete.ts'
import type { FileEdit } from '../../src/language/fixes.ts'
import type { FileMove } from '../../src/language/names/rename-cluster.ts'
import type { FilePlace } from './protocol.ts'

/** A place of the sources. */
export interface AskedPlace {
  /** That of the sources in which the place is: nothing is answered about others than were compiled last. */
  readonly version: number
  readonly path: string
  readonly offset: number
}

/** One of what may be written at a place. */
export interface CompletionOption {
  readonly label: string
  readonly kind: Completion['kind']
  readonly detail?: string
  /** What is written in the place of the range. */
  readonly insert: string
}

/** What may be written at a place, and the range that it replaces. */
export interface Completions {
  readonly from: number
  readonly to: number
  readonly options: readonly CompletionOption[]
}

/** A part of a line; code is a text of the sources. */
export interface HoverPart {
  readonly text: string
  readonly isCode: boolean
}

/** A paragraph, or a list of items, by their lines. */
export interface HoverBlock {
  readonly kind: 'paragraph' | 'list'
  readonly lines: readonly (readonly HoverPart[])[]
}

/** What is known of a range of a file. */
export interface ShownHover {
  readonly from: number
  readonly to: number
  readonly blocks: readonly HoverBlock[]
}

/** A place with the line that it is in, cut where that is long. */
export interface ShownPlace extends FilePlace {
  readonly text: string
}

/** Places in the order of the sources, and how many more there are. */
export interface ShownPlaces {
  readonly places: readonly ShownPlace[]
  readonly more: number
}

/** What becomes of the sources: files are edited, then they move. */
export interface SourceChange {
  readonly files: readonly FileEdit[]
  readonly moves: readonly FileMove[]
}

/** A fix that can be made. */
export interface ShownFix {
  readonly title: string
  readonly change: SourceChange
}

/** The name of a cluster that can be changed, with its range. */
export interface RenamedName {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** What the editor may ask, and the answer to each; undefined where nothing is known, or the sources are others by now. */
export interface LanguageQuestions {
  readonly complete: {
    /** The text is that of now, which need not be compiled. */
    readonly question: { readonly path: string; readonly text: string; readonly offset: number }
    readonly answer: Completions
  }
  readonly hover: { readonly question: AskedPlace; readonly answer: ShownHover | undefined }
  readonly definitions: { readonly question: AskedPlace; readonly answer: ShownPlaces | undefined }
  /** Of what is named at a place, its declarations among them. */
  readonly references: { readonly question: AskedPlace; readonly answer: ShownPlaces | undefined }
  readonly clusterName: { readonly question: AskedPlace; readonly answer: RenamedName | undefined }
  readonly renameCluster: {
    readonly question: Pick<AskedPlace, 'version'> & { readonly from: string; readonly to: string }
    readonly answer: { readonly change: SourceChange } | { readonly problem: string } | undefined
  }
  readonly fixes: {
    /** Of one problem where there is its code and its message; of all of the file where there is no range. */
    readonly question: Pick<AskedPlace, 'version' | 'path'> & {
      readonly range?: { readonly from: number; readonly to: number }
      readonly problem?: { readonly code: string; readonly message: string }
    }
    readonly answer: readonly ShownFix[] | undefined
  }
}
