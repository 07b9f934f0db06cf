import { isManifest } from '../model/manifest.ts'
import { equalValues } from './equal-values.ts'
import { describeFact, recordFacts, type Fact } from './facts.ts'
import { createMemo, type Memo, type MemoOptions } from './memo.ts'

/** A result that a memo gave again although the same unit computes another one now. */
export interface MemoFault {
  readonly unit: string
  readonly key: object
  /** What the unit reads now and was not recorded before, as `federation.clusters`; none where it is outside of its context. */
  readonly untraced: readonly string[]
}

/** A fault, in words for the report of a bug: `plan (shop/web.yaml): federation.clusters`. */
export function describeMemoFault({ unit, key, untraced }: MemoFault): string {
  const manifest = 'manifest' in key && isObject(key.manifest) ? key.manifest : key
  const name = isManifest(manifest) ? manifest.file.path : 'one of many'
  return `${unit} (${name}): ${untraced.length === 0 ? 'nothing that it read through its view' : untraced.join(', ')}`
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** A memo that computes anew whatever it gives again, and reports where that differs. It is as slow as none. */
export function createVerifyingMemo(
  report: (fault: MemoFault) => void,
  options: Pick<MemoOptions, 'record'> = {},
): Memo {
  return createMemo({
    ...options,
    onHit: ({ unit, key, remembered, context, compute }) => {
      const anew = recordFacts(context, compute)
      if (equalValues(anew.result, remembered.result)) return
      const untraced = anew.facts.filter((fact) => !remembered.facts.some((each) => isSame(each, fact)))
      report({ unit, key, untraced: untraced.map(describeFact) })
    },
  })
}

function isSame(left: Fact, right: Fact): boolean {
  return (
    equalValues(left.path, right.path) &&
    (left.entry === undefined) === (right.entry === undefined) &&
    Object.is(left.entry?.key, right.entry?.key)
  )
}
