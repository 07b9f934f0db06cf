import type { FilePlace } from '../../protocol.ts'
import type { SourceChange } from '../../language-protocol.ts'
import type { SourceEditor } from '../editor/editor.ts'
import type { AskSources } from './ask-sources.ts'

/** What the commands of the editor ask for and do. */
export interface LanguageContext {
  readonly ask: AskSources
  /** Another number for any other sources. */
  readonly version: () => number
  readonly editor: () => SourceEditor
  /** The path of the open file. */
  readonly open: () => string
  readonly jump: (place: FilePlace, focus: boolean) => void
  /** Changes the sources, so that it can be undone; gives why it changed nothing. */
  readonly apply: (change: SourceChange) => string | undefined
  /** Undoes in all files what was applied last; not where the sources are others since. Gives whether it did. */
  readonly unapply: () => boolean
  /** Says a sentence to the user. */
  readonly say: (text: string) => void
}
