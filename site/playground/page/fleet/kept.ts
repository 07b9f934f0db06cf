import { count } from '../../../../src/text/count.ts'
import type { EditorTexts } from '../editor/editor-texts.ts'
import type { PlaygroundState } from './playground-state.ts'

/** Edited files that others took the place of. */
export interface KeptFleet {
  readonly state: PlaygroundState
  /** The fragment of the address that they were opened by. */
  readonly address: string
  /** What was done to each; absent where their editor is gone. */
  readonly texts?: EditorTexts
}

/** So many are kept, the latest. */
export const mostKept = 20

/** Adds a fleet to those that are kept, the latest first; one that is as its example is nothing that anybody would miss. */
export function keep(kept: readonly KeptFleet[], fleet: KeptFleet): readonly KeptFleet[] {
  return countEdited(fleet.state) === 0 ? kept : [fleet, ...kept].slice(0, mostKept)
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
