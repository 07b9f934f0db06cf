import { readVersion } from '../../host/version.ts'
import { addIgnoredOptions, reportIgnored } from '../authoring/authoring-options.ts'
import type { CommandLine } from '../command-line.ts'
import { exitDone } from '../exit-code.ts'

/** Adds `version`, which kubefedctl has too; it prints what `--version` prints. */
export function addVersion({ terminal, exit, add }: CommandLine): void {
  const version = add({
    name: 'version',
    group: 'Commands:',
    summary: 'prints the version of fedrender',
    example: 'fedrender version',
  })
  addIgnoredOptions(version).action(() => {
    reportIgnored(terminal, version)
    terminal.writeOutput(`${readVersion()}\n`)
    exit(exitDone)
  })
}
