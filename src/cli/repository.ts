import { relative, resolve, sep } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { createDiagnostic } from '../diagnostics/diagnostic.ts'
import { readSchemas } from '../host/schemas.ts'
import { readSources, readStandardInput } from '../host/sources.ts'
import { isSystemError } from '../host/system-error.ts'
import type { RenderConfig } from '../model/render-config.ts'
import type { SourceFile } from '../model/source-file.ts'
import { createSchemaValidator, type SchemaValidator } from '../stages/validate/schema-validator.ts'
import { readConfigFile } from './read-config-file.ts'
import type { Terminal } from './terminal.ts'

/** The options that every command has which reads a repository. */
export interface RepositoryOptions {
  /** The configuration file, where it is not `fedrender.yaml` at the root. */
  readonly config?: string
  /** `-`: the sources come from standard input. */
  readonly file?: string
  /** The output directory, where it is not the configuration's. */
  readonly out?: string
}

/** A repository as read from disk, before anything is compiled. */
export interface Repository {
  /** Absolute. */
  readonly root: string
  readonly config: RenderConfig
  /** The output directory, absolute. */
  readonly output: string
  readonly files: readonly SourceFile[]
  readonly schema: SchemaValidator
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads the configuration and the sources of a repository. Nothing is compiled where the configuration is in error. */
export function readRepository(
  terminal: Terminal,
  directory: string,
  options: RepositoryOptions,
): Repository {
  const { host } = terminal
  const root = realPathIfAny(terminal, resolve(terminal.directory, directory))
  const schema = createSchemaValidator(readSchemas())
  const [config, configuring] = readConfigFile(terminal, root, options.config, schema)
  const configuredOutput = resolve(root, config.output)
  const output = options.out === undefined ? configuredOutput : resolve(terminal.directory, options.out)
  const result = { root, config, output, schema }
  if (configuring.some((each) => each.severity === 'error'))
    return { ...result, files: [], diagnostics: configuring }
  if (host.kindOf(root) !== 'directory') {
    return {
      ...result,
      files: [],
      diagnostics: [createDiagnostic('source-directory-missing', { directory })],
    }
  }
  // What is rendered is no source, wherever this run writes.
  const skip = [configuredOutput, output].map((path) => relative(root, path).split(sep).join('/'))
  const [files, reading] =
    options.file === undefined
      ? readSources(host, root, { patterns: config.sources, skip })
      : readStandardInput(host)
  return { ...result, files, diagnostics: [...configuring, ...reading] }
}

/** The user may name the repository by a link; what lies in it is compared by real paths. */
function realPathIfAny({ host }: Terminal, path: string): string {
  try {
    return host.realPath(path)
  } catch (error) {
    if (isSystemError(error)) return path
    throw error
  }
}
