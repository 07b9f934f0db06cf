import { join, relative, resolve, sep } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { createDiagnostic } from '../diagnostics/diagnostic.ts'
import { readSchemas } from '../host/schemas.ts'
import { readSources, readStandardInput, sourceSizeLimit } from '../host/sources.ts'
import { defaultRenderConfig, type RenderConfig } from '../model/render-config.ts'
import type { SourceFile } from '../model/source-file.ts'
import { parse } from '../stages/parse/parse.ts'
import { readRenderConfig } from '../stages/validate/render-config.ts'
import { createSchemaValidator, type SchemaValidator } from '../stages/validate/schema-validator.ts'
import type { Terminal } from './terminal.ts'
import { readVersion } from './version.ts'

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

const configName = 'fedrender.yaml'

/** Reads the configuration and the sources of a repository. Nothing is compiled where the configuration is in error. */
export function readRepository(
  terminal: Terminal,
  directory: string,
  options: RepositoryOptions,
): Repository {
  const root = resolve(terminal.directory, directory)
  const schema = createSchemaValidator(readSchemas())
  const { config, diagnostics: configuring } = readConfig(terminal, root, options.config, schema)
  const output =
    options.out === undefined ? resolve(root, config.output) : resolve(terminal.directory, options.out)
  const result = { root, config, output, schema }
  if (configuring.some((each) => each.severity === 'error'))
    return { ...result, files: [], diagnostics: configuring }
  if (terminal.host.kindOf(root) !== 'directory') {
    return {
      ...result,
      files: [],
      diagnostics: [createDiagnostic('source-directory-missing', { directory })],
    }
  }
  const skip = relative(root, output).split(sep).join('/')
  const [files, reading] =
    options.file === undefined
      ? readSources(terminal.host, root, { patterns: config.sources, skip: [skip] })
      : readStandardInput(terminal.host)
  return { ...result, files, diagnostics: [...configuring, ...reading] }
}

function readConfig(
  { host, directory }: Terminal,
  root: string,
  named: string | undefined,
  schema: SchemaValidator,
): { config: RenderConfig; diagnostics: readonly Diagnostic[] } {
  const path = named === undefined ? join(root, configName) : resolve(directory, named)
  if (host.kindOf(path) !== 'file') {
    if (named === undefined) return { config: defaultRenderConfig, diagnostics: [] }
    return { config: defaultRenderConfig, diagnostics: [createDiagnostic('config-missing', { path: named })] }
  }
  const text = host.readFile(path, sourceSizeLimit)?.toString('utf8') ?? ''
  const file = { path: relative(root, path).split(sep).join('/'), text }
  const [{ manifests }, parsing] = parse([file])
  const [manifest] = manifests
  if (manifest === undefined) {
    const at = { file, start: 0, end: 0 }
    const empty = createDiagnostic(
      'config-invalid',
      { pointer: '', problem: 'holds no RenderConfig' },
      { at },
    )
    return { config: defaultRenderConfig, diagnostics: parsing.length > 0 ? parsing : [empty] }
  }
  const [config, diagnostics] = readRenderConfig(manifest, schema, readVersion())
  return { config, diagnostics: [...parsing, ...diagnostics] }
}
