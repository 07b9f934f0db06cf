import type { TextRange } from '../read/yaml-problem.ts'

/** A range of a text and the text that replaces it. */
export interface TextChange extends TextRange {
  readonly replacement: string
}

/** Why a place in a text cannot be edited. */
export interface EditRefusal {
  readonly problem: string
}

/** The edited value is written elsewhere in the text. */
export const writtenElsewhere: EditRefusal = {
  problem: 'it is written elsewhere, by an alias or a merge',
}

/** The edited value is written in a form of YAML that edits in place do not support. */
export const writtenUnusually: EditRefusal = {
  problem: 'it is written in a form that cannot be edited in place',
}
