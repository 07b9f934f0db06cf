import { resolve } from 'node:path'
import { writeSchemas } from '../../app/author/write-schemas.ts'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { schemaFiles } from '../../authoring/schemas/schema-files.ts'
import { serializeSchema } from '../../authoring/schemas/serialize-schema.ts'
import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { kindInside } from '../../host/kind-inside.ts'
import { readKubernetesSchemas, readSchemas } from '../../host/schemas.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import type { JsonObject } from '../../model/json.ts'
import { declaredDefinitions } from '../../stages/check/declared-definitions.ts'
import { count } from '../../text/count.ts'
import { printable } from '../../text/quote.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addOldOption } from '../options/old-option.ts'
import { addRepository, kubernetesOption } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender schema`. */
interface SchemaOptions extends RepositoryOptions {
  /** Default: `.fedrender/schemas` in the repository, where no source is looked for. */
  readonly to?: string
  /** The minor version of Kubernetes whose types templates follow. */
  readonly kubernetes?: number
}

/** Adds `schema`. */
export function addSchema({ terminal, exit, add, noteOld }: CommandLine): void {
  const schema = add({
    name: 'schema',
    group: authorGroup,
    summary: 'writes JSON Schemas of the sources for editors',
    example: 'fedrender schema --kubernetes 1.30',
  })
  addOldOption(
    schema,
    { noteOld },
    {
      flags: '-o, --output <dir>',
      attribute: 'to',
      note: '-o DIR is --to DIR now',
    },
  )
  addRepository(schema)
    .addOption(
      sharedOption('to', 'where the schemas are written (default: .fedrender/schemas in the repository)'),
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
    printDiagnostics(terminal, diagnostics)
    return exitError
  }
  const kubernetes = readKubernetesSchemas()
  const [oldest, newest] = kubernetes.minors
  const { kubernetes: minor = newest } = options
  if (minor < oldest || minor > newest) {
    printDiagnostics(terminal, [createDiagnostic('schema-version-unknown', { minor, oldest, newest })])
    return exitError
  }
  const { federation } = result.plan
  const schemas = readSchemas()
  const files = schemaFiles({
    types: federation.types,
    definitions: declaredDefinitions(result.sources.manifests, federation.federatedObjects),
    kubernetes,
    minor,
    handWritten: (path) => schemas.get(path) as JsonObject,
  })
  const texts = new Map([...files].map(([path, schema]) => [path, serializeSchema(schema)]))
  return write(terminal, repository.root, options.to, texts)
}

/** Where schemas are written unless the command line names a directory. */
const standardDirectory = '.fedrender/schemas'

function write(
  terminal: Terminal,
  root: string,
  to: string | undefined,
  texts: ReadonlyMap<string, string>,
): number {
  const directory = to === undefined ? `${root}/${standardDirectory}` : resolve(terminal.directory, to)
  try {
    // What the command line names may be a link, what the repository has at the standard place may not.
    if (to === undefined) kindInside(terminal.host, root, standardDirectory)
    const [written, found] = writeSchemas(terminal, directory, texts)
    printDiagnostics(terminal, found)
    if (hasErrors(found)) return exitError
    for (const path of written) terminal.writeOutput(`${printable(path)}\n`)
    terminal.writeNote(`wrote ${count(written.length, 'schema')}, ${texts.size - written.length} unchanged\n`)
    return exitDone
  } catch (error) {
    if (!isSystemError(error)) throw error
    const parameters = { path: directory, problem: describeSystemError(error) }
    printDiagnostics(terminal, [createDiagnostic('file-write-failed', parameters)])
    return exitError
  }
}
