import { hasFiles, renderItems } from '../../app/krm/render-items.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { readStandardInput } from '../../host/sources/sources.ts'
import { readFunctionConfig } from '../../krm/function-config.ts'
import { layOutPackage } from '../../krm/package-files.ts'
import { formatResourceList, readResourceList } from '../../krm/resource-list.ts'
import { formatResults, toResults } from '../../krm/results.ts'
import { type CommandLine, deliverGroup } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Adds `fn`. */
export function addFn({ terminal, exit, add }: CommandLine): void {
  add({
    name: 'fn',
    group: deliverGroup,
    summary: 'renders as a function of kpt or kustomize: a ResourceList on standard input and output',
    example: 'kpt fn eval fleet --exec "fedrender fn"',
  }).action(() => exit(runFn(terminal)))
}

/** What the specification calls the list; where there is none to take the version from. */
const listVersion = 'config.kubernetes.io/v1'

/**
 * Renders the items of a ResourceList, and nothing else: no file is read. Exit 2 on errors; the items are then as they
 * were, and the errors are among the results.
 */
function runFn(terminal: Terminal): number {
  const [[input], reading] = readStandardInput(terminal.host)
  const [list, listing] = input ? readResourceList(input) : [undefined, []]
  if (list === undefined) {
    const found = [...reading, ...listing]
    printDiagnostics(terminal, found)
    const results = toResults(found, { files: new Map(), output: '' })
    terminal.writeData(formatResourceList(listVersion, [], results))
    return exitError
  }
  const [settings, configuring] = readFunctionConfig(list.functionConfig)
  const given = layOutPackage(list, settings)
  const rendered = hasErrors(configuring) ? undefined : renderItems(terminal, list, settings, given)
  const diagnostics = [...configuring, ...(rendered?.diagnostics ?? [])]
  const results = toResults(diagnostics, given)
  // kpt shows the results; kustomize, which gives items without files, shows nothing but standard error.
  if (!hasFiles(list)) terminal.writeError(formatResults(results))
  const lines = rendered?.lines ?? list.items.map((item) => item.lines)
  terminal.writeData(formatResourceList(list.apiVersion, lines, results))
  return hasErrors(diagnostics) ? exitError : exitDone
}
