import { createDiagnostic, type DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { nameSide } from '../diagnostics/name-side.ts'
import { findBase } from '../host/find-base.ts'
import { rememberReads } from '../host/remember-reads.ts'
import type { Fleet } from '../model/fleet.ts'
import { rememberReadings } from '../stages/parse/remember-readings.ts'
import { compileRepository } from './compile-repository.ts'
import { errorsOf, joinSides, readBase, type DiffSides, type DiffSidesOptions } from './diff-sides.ts'
import type { Terminal } from './terminal.ts'

/** A repository that the base does not have yet is an empty one: all of it is new. */
const emptyFleet: Fleet = { clusters: [], objects: [], dns: [], held: [] }

/**
 * Compiles the base and the work tree. Both are read by one reader, so that what did not change is one value on both
 * sides. Reports `base-in-error` with the base's errors, what `findBase` reports, and what compiling the work tree does.
 */
export function compileSides(
  terminal: Terminal,
  directory: string,
  { base: reference, strict = false, ...options }: DiffSidesOptions,
): DiagnosticResult<DiffSides | undefined> {
  const remembering = { ...terminal, host: rememberReads(terminal.host) }
  const readFile = rememberReadings()
  const head = compileRepository(remembering, directory, { ...options, strict, readFile })
  const { root, schema } = head.repository
  const [base, finding] = findBase(terminal.host, root, reference)
  if (base === undefined) return [undefined, [...finding, ...head.diagnostics]]
  const before = readBase(
    remembering,
    head.repository,
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
  return joinSides(before, [head.result?.fleet, [...finding, ...head.diagnostics]])
}
