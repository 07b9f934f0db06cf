import { resolve } from 'node:path'
import { schemaFiles } from '../../authoring/schemas/schema-files.ts'
import { serializeSchema } from '../../authoring/schemas/serialize-schema.ts'
import { readKubernetesSchemas, readSchemas } from '../../host/schemas.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import type { JsonObject } from '../../model/json.ts'
import { declaredDefinitions } from '../../stages/check/declared-definitions.ts'
import { count } from '../../views/count.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { compileRepository } from '../compile-repository.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { addRepository, kubernetesOption } from '../options.ts'
import { formatDiagnostics, hasErrors } from '../report-diagnostics.ts'
import type { RepositoryOptions } from '../repository.ts'
import type { Terminal } from '../terminal.ts'
import { writeSchemas } from '../write-schemas.ts'

/** The options of `fedrender schema`. */
interface SchemaOptions extends RepositoryOptions {
  readonly output: string
  /** The minor version of Kubernetes whose types templates follow. */
  readonly kubernetes?: number
}

/** Adds `schema`. */
export function addSchema({ terminal, exit, add }: CommandLine): void {
  const schema = add({
    name: 'schema',
    group: authorGroup,
    summary: 'writes JSON Schemas of the sources for editors',
    example: 'fedrender schema --output .fedrender/schemas',
  })
  addRepository(schema)
    .option(
      '-o, --output <dir>',
      'where the schemas are written, relative to the repository',
      '.fedrender/schemas',
    )
    .addOption(
      kubernetesOption('the version of Kubernetes whose fields templates may have (default: the newest)'),
    )
    .action((directory: string, options: SchemaOptions) => exit(runSchema(terminal, directory, options)))
}

/**
 * Writes a JSON Schema of every kind that the repository's sources may hold, its own types among them, and an index of
 * them. Sources in error have what types they have; exit 2 where not even those can be read, or nothing be written.
 */
function runSchema(terminal: Terminal, directory: string, options: SchemaOptions): number {
  const { repository, result, diagnostics } = compileRepository(terminal, directory, options)
  if (result === undefined) {
    terminal.writeError(formatDiagnostics(diagnostics, 'text', terminal.colorErrors))
    return exitError
  }
  const kubernetes = readKubernetesSchemas()
  const { federation } = result.plan
  const schemas = readSchemas()
  const files = schemaFiles({
    types: federation.types,
    definitions: declaredDefinitions(result.sources.manifests, federation.federatedObjects),
    kubernetes,
    minor: options.kubernetes ?? kubernetes.minors[1],
    handWritten: (path) => schemas.get(path) as JsonObject,
  })
  const texts = new Map([...files].map(([path, schema]) => [path, serializeSchema(schema)]))
  try {
    const [written, found] = writeSchemas(terminal, resolve(repository.root, options.output), texts)
    terminal.writeError(formatDiagnostics(found, 'text', terminal.colorErrors))
    if (hasErrors(found)) return exitError
    for (const path of written) terminal.writeOutput(`${path}\n`)
    terminal.writeError(
      `wrote ${count(written.length, 'schema')}, ${texts.size - written.length} unchanged\n`,
    )
    return exitDone
  } catch (error) {
    if (!isSystemError(error)) throw error
    terminal.writeError(`${options.output} cannot be written: ${describeSystemError(error)}\n`)
    return exitError
  }
}
