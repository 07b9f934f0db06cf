import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { applySeverities, hasErrors } from '../../diagnostics/severities.ts'
import { openOutput } from '../../host/output/output.ts'
import { readRenderedText } from '../../host/output/read-rendered.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import { createMemo } from '../../memo/memo.ts'
import { compile, type CompileOptions, type CompileResult, type HeldSources } from '../../render.ts'
import { type FileReader, readFile as readSource } from '../../stages/parse/read-file.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import type { SchemaValidator } from '../../stages/validate/schema-validator.ts'
import { readHeldSources } from '../waves/read-held-sources.ts'
import type { Workspace } from '../workspace.ts'
import { findDeliveryPlace } from './find-delivery-place.ts'
import { readRepository } from './read-repository.ts'
import type { Repository, RepositoryOptions } from './repository.ts'

/** A repository and what the compiler made of it. */
export interface CompiledRepository {
  readonly repository: Repository
  /** Absent where the sources or the configuration could not be read. */
  readonly result?: CompileResult
  /** Of reading and compiling, with the configured severities. */
  readonly diagnostics: readonly Diagnostic[]
}

/** How a repository is compiled; the configuration and the files are its own. */
export type CompileRepositoryOptions = RepositoryOptions &
  Omit<CompileOptions, 'config' | 'observed' | 'dnsLock' | 'lastRendered' | 'held'> & {
    /** Whether the output directory is not at hand. Default: false. */
    readonly stdout?: boolean
    /** The earlier output, where it is open already. Default: the one that the command line names. */
    readonly lastOutput?: PreviousOutput
    /** Whether Git tracks the output, so that agents read it there. Default: Git is asked where it matters. */
    readonly isTracked?: boolean
    /** The commit that the command line names as the base, whose history may hold commits of waves. Default: it names none. */
    readonly base?: string
    /** The validator of another repository of the same run. Default: a new one. */
    readonly schema?: SchemaValidator
  }

/** Reads and compiles a repository. */
export function compileRepository(
  workspace: Workspace,
  directory: string,
  options: CompileRepositoryOptions,
): CompiledRepository {
  return compileRead(workspace, readRepository(workspace, directory, options, options.schema), options)
}

/**
 * Compiles a repository as it was read; what could not be read is not compiled around. Reports what `readHeldSources`
 * does, and `stdin-without-clusters`, beside what the compiler does.
 */
export function compileRead(
  workspace: Workspace,
  repository: Repository,
  options: Omit<CompileRepositoryOptions, 'schema'>,
): CompiledRepository {
  const { config } = repository
  const judge = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    applySeverities(found, config.severities, options.strict ?? false)
  const reading = judge(repository.diagnostics)
  if (hasErrors(reading)) return { repository, diagnostics: reading }
  const [held, holding] = readHeldSources(workspace, repository, options)
  const read = [...reading, ...judge(holding)]
  if (hasErrors(read)) return { repository, diagnostics: read }
  const result = compileWith(workspace, repository, held, options)
  const isAlone = options.file !== undefined && result.plan.federation.clusters.length === 0
  const missing = isAlone ? [createDiagnostic('stdin-without-clusters', {})] : []
  return { repository, result, diagnostics: [...read, ...judge(missing), ...result.diagnostics] }
}

/** Compiles what was read. Where waves are held, what their commits have in common is made once. */
function compileWith(
  workspace: Workspace,
  repository: Repository,
  held: readonly HeldSources[],
  options: Omit<CompileRepositoryOptions, 'schema'>,
): CompileResult {
  const { config, files, observed, dnsLock, schema } = repository
  const previous = options.lastOutput ?? repository.previous
  const lastRendered = previous
    ? readLastOutput(previous)
    : findLastRendered(workspace, repository, options.stdout ?? false)
  const { deliveredFrom = findDeliveryPlace(workspace, repository, options) } = options
  const given = {
    deliveredFrom,
    observed,
    ...(dnsLock && { dnsLock }),
    ...(lastRendered && { lastRendered }),
  }
  const total = [{ files, observed }, ...held].reduce(
    (sum, each) => sum + each.files.length + each.observed.length,
    0,
  )
  workspace.progress.begin({ name: 'compiling', counts: 'parsed', total })
  const shared = held.length === 0 ? {} : { held, memo: options.memo ?? createMemo() }
  const reader = options.readFile ?? (held.length === 0 ? readSource : rememberReadings())
  const readFile = countReadings(workspace, reader)
  return compile(files, schema, { ...options, ...given, ...shared, config, readFile })
}

function countReadings({ progress }: Workspace, read: FileReader): FileReader {
  return (file) => {
    progress.count('parsed')
    return read(file)
  }
}

function readLastOutput(previous: PreviousOutput): NonNullable<CompileOptions['lastRendered']> {
  const paths = new Set(previous.paths)
  return (path) => (paths.has(path) ? Buffer.from(previous.read(path)).toString('utf8') : undefined)
}

/** The files of the output directory. */
function findLastRendered(
  { host }: Workspace,
  { root, output: directory }: Repository,
  stdout: boolean,
): CompileOptions['lastRendered'] {
  const [output] = stdout ? [] : openOutput(host, { root, directory })
  return output && ((path) => readRenderedText(output, path))
}
