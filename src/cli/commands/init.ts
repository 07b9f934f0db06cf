import { readNamedFile } from '../../app/repository/read-named-file.ts'
import { findRoot } from '../../app/repository/read-repository.ts'
import { droppedValues } from '../../authoring/objects/kubefed-config-object.ts'
import { repositorySkeleton } from '../../authoring/objects/repository-skeleton.ts'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { readSchemas } from '../../host/schemas.ts'
import { isObject } from '../../json/own.ts'
import type { JsonObject } from '../../model/json.ts'
import { defaultRenderConfig } from '../../model/render-config.ts'
import { createSchemaValidator } from '../../stages/validate/schema-validator.ts'
import { readDocument } from '../../yaml/read/read-document.ts'
import { forceOption, namespaceOption } from '../authoring/authoring-options.ts'
import { finishAuthoring } from '../authoring/finish-authoring.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { valueOption } from '../completion/value-source.ts'
import { sharedOption } from '../options/grammar.ts'
import { addDirArgument, addDirOption, formatOption } from '../options/repository-options.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender init`. */
interface InitOptions {
  readonly fromValues?: string
  readonly kubefedNamespace?: string
  readonly force?: boolean
  readonly dryRun?: boolean
}

/** Adds `init`. */
export function addInit({ terminal, exit, add }: CommandLine): void {
  const init = add({
    name: 'init',
    group: authorGroup,
    summary: 'writes the skeleton of a repository',
    example: 'fedrender init --from-values kubefed-values.yaml',
  })
  addDirOption(addDirArgument(init))
    .addOption(
      valueOption('--from-values <file>', "the values that KubeFed's chart was installed with", 'files'),
    )
    .addOption(sharedOption('dryRun'))
    .addOption(formatOption())
    .addOption(forceOption())
    .addOption(namespaceOption())
    .action((directory: string, options: InitOptions) => exit(runInit(terminal, directory, options)))
}

/** Writes the skeleton. Exit 2 where one of its files is there with other content. */
function runInit(terminal: Terminal, directory: string, options: InitOptions): number {
  const { fromValues, kubefedNamespace = defaultRenderConfig.systemNamespace } = options
  const [values, diagnostics] = fromValues === undefined ? [{}, []] : readValues(terminal, fromValues)
  const place = {
    root: findRoot(terminal, directory),
    config: { ...defaultRenderConfig, systemNamespace: kubefedNamespace },
    schema: createSchemaValidator(readSchemas()),
  }
  const authored = [{ files: repositorySkeleton(kubefedNamespace, values) }]
  const next = 'fedrender join NAME --cluster-context CONTEXT'
  const dropped = droppedValues(values)
  const notes =
    dropped.length === 0
      ? []
      : [`left out, since they concern the running control plane and no file: ${dropped.join(', ')}`]
  return finishAuthoring(terminal, place, { authored, diagnostics, notes, next }, options)
}

function readValues(terminal: Terminal, path: string): DiagnosticResult<JsonObject> {
  const refuse = (problem: string): DiagnosticResult<JsonObject> => [
    {},
    [createDiagnostic('values-invalid', { path, problem })],
  ]
  const file = readNamedFile(terminal, path)
  if ('problem' in file) return refuse(file.problem)
  const { value, problems } = readDocument(file.text)
  if (problems.length > 0) return refuse('it is not valid YAML')
  if (value === null) return [{}, []]
  return isObject(value) ? [value, []] : refuse('it is no mapping')
}
