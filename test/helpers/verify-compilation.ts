import { equalValues } from '../../src/memo/equal-values.ts'
import type { Memo } from '../../src/memo/memo.ts'
import { createVerifyingMemo, type MemoFault } from '../../src/memo/verify-memo.ts'
import type { SourceFile } from '../../src/model/source-file.ts'
import { filesOf } from '../../src/output/file-matrix.ts'
import { compile, type CompileOptions, type SharedWork } from '../../src/render.ts'
import { emit } from '../../src/stages/emit/emit.ts'
import { rememberReadings } from '../../src/stages/parse/remember-readings.ts'
import type { SchemaValidator } from '../../src/stages/validate/schema-validator.ts'
import { findFaults } from '../../src/app/repository/check-repository.ts'

/** What is compiled. */
export interface CompileInputs {
  readonly files: readonly SourceFile[]
  readonly options: Omit<CompileOptions, 'readFile' | 'memo'>
}

/**
 * Compiles several states of a repository one after the other with one memo, checks and writes out what they come to, does the
 * same without the memo, and gives what the memo gave again wrongly; the unit `compile` is that of a difference of which no unit
 * is the cause.
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
  for (const state of states) {
    const before = faults.length
    const made = make(state, schema, { readFile, memo })
    const anew = make(state, schema, { readFile })
    if (faults.length === before && !equalValues(made, anew)) {
      faults.push({ unit: 'compile', key: made, untraced: [] })
    }
  }
  return faults
}

/** All that a memo takes part in, as data. */
function make({ files, options }: CompileInputs, schema: SchemaValidator, shared: SharedWork): object {
  const { memo } = shared
  const result = compile(files, schema, { ...options, ...shared })
  const faults = findFaults(result, options.config, { memo })
  const tree = result.fleet && emit(result.fleet, undefined, result.delivery, memo)
  return { result, faults, tree: tree && { ...tree, files: [...filesOf(tree.files)] } }
}
