/** A range of offsets in a text; `end` is exclusive. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** Why a document cannot be read; offsets are those of the text that was given. */
export type YamlProblem = TextRange &
  (
    | { readonly kind: 'syntax'; readonly problem: string }
    | { readonly kind: 'too-deep' | 'too-large' }
    | { readonly kind: 'content-after-end' }
    | { readonly kind: 'duplicate-key' | 'merge-override'; readonly key: string; readonly first: TextRange }
  )
