import { count } from '../../../../src/text/count.ts'
import type { EditorTexts } from '../editor/editor-texts.ts'
import type { PlaygroundState } from './playground-state.ts'

/** Edited files that others took the place of. */
export interface KeptFleet {
  readonly state: PlaygroundState
  /** The fragment of the address that they were opened by. */
  readonly address: string
  /** Whether the address gives them as they are. */
  readonly isSaved: boolean
  /** What was done to each; absent where their editor is gone. */
  readonly texts?: EditorTexts
}

/** So many are kept, the latest. */
export const mostKept = 20

/**
 * Adds a fleet to those that are kept, the latest first; one that is as its example is nothing that anybody would miss. Where there
 * are too many, the earliest that a link gives goes, so that links alone take nobody's edits away.
 */
export function keep(kept: readonly KeptFleet[], fleet: KeptFleet): readonly KeptFleet[] {
  if (countEdited(fleet.state) === 0) return kept
  const all = [fleet, ...kept]
  if (all.length <= mostKept) return all
  // Without any link it is -1, which is the earliest of all.
  const gone = all.findLastIndex(({ isSaved }) => isSaved)
  return all.toSpliced(gone, 1)
}

/** How many files are not as the example has them. */
export function countEdited({ files, exampleFiles }: PlaygroundState): number {
  const before = new Map(exampleFiles.map(({ path, text }) => [path, text]))
  const paths = new Set([...before.keys(), ...files.keys()])
  return [...paths].filter((path) => before.get(path) !== files.get(path)).length
}

/** What a person knows a kept fleet by. */
export function titleOfKept({ state }: KeptFleet): string {
  return `${state.example}, ${count(countEdited(state), 'file')} edited`
}
