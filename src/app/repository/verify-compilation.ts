import { equalValues } from '../../memo/equal-values.ts'
import type { Memo } from '../../memo/memo.ts'
import { createVerifyingMemo, type MemoFault } from '../../memo/verify-memo.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { compile, type CompileOptions } from '../../render.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import type { SchemaValidator } from '../../stages/validate/schema-validator.ts'

/** What is compiled. */
export interface CompileInputs {
  readonly files: readonly SourceFile[]
  readonly options: Omit<CompileOptions, 'readFile' | 'memo'>
}

/**
 * Compiles several states of a repository one after the other with one memo, and each of them without it, and gives what the
 * memo gave again wrongly; the unit `compile` is that of a difference of which no unit is the cause.
 *
 * @param createMemo default: one that checks each of its results
 */
export function verifyCompilation(
  states: readonly CompileInputs[],
  schema: SchemaValidator,
  createMemo: (report: (fault: MemoFault) => void) => Memo = createVerifyingMemo,
): readonly MemoFault[] {
  const faults: MemoFault[] = []
  const memo = createMemo((fault) => faults.push(fault))
  const readFile = rememberReadings()
  for (const { files, options } of states) {
    const before = faults.length
    const result = compile(files, schema, { ...options, readFile, memo })
    const anew = compile(files, schema, { ...options, readFile })
    if (faults.length === before && !equalValues(result, anew)) {
      faults.push({ unit: 'compile', key: result, untraced: [] })
    }
  }
  return faults
}
