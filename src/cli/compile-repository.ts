import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { applySeverities } from '../diagnostics/severities.ts'
import { compile, type CompileOptions, type CompileResult } from '../render.ts'
import { readRepository, type Repository, type RepositoryOptions } from './repository.ts'
import { hasErrors } from './report-diagnostics.ts'
import type { Terminal } from './terminal.ts'

/** A repository and what the compiler made of it. */
export interface CompiledRepository {
  readonly repository: Repository
  /** Absent where the sources or the configuration could not be read. */
  readonly result?: CompileResult
  /** Of reading and compiling, with the configured severities. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads and compiles a repository; what could not be read is not compiled around. */
export function compileRepository(
  terminal: Terminal,
  directory: string,
  options: RepositoryOptions & Omit<CompileOptions, 'config'>,
): CompiledRepository {
  const repository = readRepository(terminal, directory, options)
  const { config, files, schema } = repository
  const reading = applySeverities(repository.diagnostics, config.severities, options.strict ?? false)
  if (hasErrors(reading)) return { repository, diagnostics: reading }
  const result = compile(files, schema, { ...options, config })
  return { repository, result, diagnostics: [...reading, ...result.diagnostics] }
}
