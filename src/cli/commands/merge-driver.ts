import { mergeFiles } from '../../app/merge/merge-files.ts'
import { printable, quote } from '../../text/quote.ts'
import type { CommandLine } from '../command-line.ts'
import { valueArgument } from '../completion/value-source.ts'
import { exitDifference, exitDone } from '../exit-code.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Adds `merge-driver`. */
export function addMergeDriver({ terminal, exit, add }: CommandLine): void {
  const driver = add({
    name: 'merge-driver',
    group: 'Commands:',
    summary: 'merges a rendered file for git, which leaves it to be rendered anew',
    example: "git config merge.fedrender.driver 'fedrender merge-driver %O %A %B %P'",
  })
  driver
    .addArgument(valueArgument('<base>', "git's %O: the file of the common ancestor", 'files'))
    .addArgument(valueArgument('<ours>', "git's %A: the file of our side, and of the result", 'files'))
    .addArgument(valueArgument('<theirs>', "git's %B: the file of the other side", 'files'))
    .addArgument(valueArgument('<path>', "git's %P: the path in the repository", 'files'))
    .action((base: string, ours: string, theirs: string, path: string) =>
      exit(runMergeDriver(terminal, { base, ours, theirs, path })),
    )
}

/** Merges one file. Exit 1 where git is to take it for a conflict. */
function runMergeDriver(terminal: Terminal, files: Parameters<typeof mergeFiles>[1]): number {
  const { state, problem } = mergeFiles(terminal, files)
  if (state === 'merged') return exitDone
  if (state === 'to-render') {
    terminal.writeNote(`${printable(files.path)}: run \`fedrender render\`, then \`git add\`\n`)
  }
  if (problem !== undefined) terminal.writeNote(`${quote(files.path)} is not merged: ${printable(problem)}\n`)
  return exitDifference
}
