import { Argument } from 'commander'
import { printable } from '../../text/quote.ts'
import type { CommandLine } from '../command-line.ts'
import { complete } from '../completion/complete.ts'
import { readRepositoryNames } from '../completion/repository-names.ts'
import { completionScripts, type Shell, shells } from '../completion/scripts.ts'
import { exitDone } from '../exit-code.ts'

/** Adds `completion`, and `complete`, by which the scripts that it prints ask what a word may be. */
export function addCompletion({ terminal, exit, add }: CommandLine): void {
  const completion = add({
    name: 'completion',
    group: 'Commands:',
    summary: 'prints a script by which a shell completes command lines',
    example: 'source <(fedrender completion bash)',
  })
  completion.addArgument(new Argument('<shell>', 'the shell').choices(shells)).action((shell: Shell) => {
    terminal.writeData(completionScripts[shell])
    exit(exitDone)
  })
  const program = completion.parent ?? completion
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action((words: readonly string[]) => {
      const candidates = complete(program, words, readRepositoryNames(terminal))
      // A name that no terminal shows as it is cannot be typed either.
      const shown = candidates.filter((each) => printable(each) === each)
      terminal.writeData(shown.map((each) => `${each}\n`).join(''))
      exit(exitDone)
    })
}
