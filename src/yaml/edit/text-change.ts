import type { TextRange } from '../read/yaml-problem.ts'

/** A range of a text and what is to stand in its place. */
export interface TextChange extends TextRange {
  readonly replacement: string
}

/** Why a place in a text cannot be edited. */
export interface EditRefusal {
  readonly problem: string
}

/** What is edited stands elsewhere in the text. */
export const writtenElsewhere: EditRefusal = {
  problem: 'it is written elsewhere, behind an alias or a merge',
}

/** What is edited stands in the text as nobody writes it. */
export const writtenUnusually: EditRefusal = { problem: 'it is written in an unusual way' }
