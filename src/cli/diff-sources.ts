import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { nameSide } from '../diagnostics/name-side.ts'
import { findBase } from '../host/find-base.ts'
import { rememberReads } from '../host/remember-reads.ts'
import type { Fleet } from '../model/fleet.ts'
import { rememberReadings } from '../stages/parse/remember-readings.ts'
import { compileRepository, type CompiledRepository } from './compile-repository.ts'
import { errorsOf, readBase, type DiffSides, type DiffSidesOptions } from './diff-sides.ts'
import type { Terminal } from './terminal.ts'

/** A repository that the base does not have yet is an empty one: all of it is new. */
const emptyFleet: Fleet = { clusters: [], objects: [], dns: [], held: [] }

/** A repository as compiled, and what its base had. */
export interface CompiledWithBase {
  readonly compiled: CompiledRepository
  /** Absent where the base could not be read or is in error. */
  readonly base?: Fleet
  /** Of both sides. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Compiles the base and the work tree. Both are read by one reader, so that what did not change is one value on both
 * sides. Reports `base-in-error` with the base's errors, what `findBase` reports, and what compiling the work tree does.
 */
export function compileWithBase(
  terminal: Terminal,
  directory: string,
  { base: reference, strict = false, ...options }: DiffSidesOptions,
): CompiledWithBase {
  const remembering = { ...terminal, host: rememberReads(terminal.host) }
  const readFile = rememberReadings()
  const compiled = compileRepository(remembering, directory, { ...options, strict, readFile })
  const { root, schema } = compiled.repository
  const [base, finding] = findBase(terminal.host, root, reference)
  if (base === undefined) return { compiled, diagnostics: [...finding, ...compiled.diagnostics] }
  const [fleet, reading] = readBase(
    remembering,
    compiled.repository,
    base,
    (atBase): DiagnosticResult<Fleet | undefined> => {
      if (atBase.host.kindOf(root) === 'absent') return [emptyFleet, []]
      const { result, diagnostics } = compileRepository(atBase, root, { ...options, schema, readFile })
      const errors = errorsOf(diagnostics)
      if (errors.length === 0) return [result?.fleet, []]
      const summary = createDiagnostic('base-in-error', { base: base.name })
      return [undefined, [...nameSide(errors, `${base.name}:`), summary]]
    },
  )
  const diagnostics = [...reading, ...finding, ...compiled.diagnostics]
  return { compiled, ...(fleet && { base: fleet }), diagnostics }
}

/** The fleets of the base and of the work tree, and what `compileWithBase` reports. */
export function compileSides(
  terminal: Terminal,
  directory: string,
  options: DiffSidesOptions,
): DiagnosticResult<DiffSides | undefined> {
  const { compiled, base, diagnostics } = compileWithBase(terminal, directory, options)
  const head = compiled.result?.fleet
  return [base && head && { base, head }, diagnostics]
}
