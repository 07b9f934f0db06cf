import type { Progress } from '../../app/progress.ts'
import { loadProtocol } from '../../lsp/load-protocol.ts'
import { serveLanguage } from '../../lsp/serve-language.ts'
import { printable } from '../../text/quote.ts'
import type { CommandLine } from '../command-line.ts'
import { formatBug } from '../terminal/format-bug.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Adds `lsp`. */
export function addLsp({ terminal, exit, add }: CommandLine): void {
  add({
    name: 'lsp',
    group: 'Commands:',
    summary: 'answers an editor by the Language Server Protocol',
    example: 'fedrender lsp',
  })
    .option('--stdio', 'talk by standard input and output, which is the only way')
    .action(() => exit(runLsp(terminal)))
}

/** Nobody watches a server. */
const silent: Progress = { begin: () => undefined, count: () => undefined, end: () => undefined }

/** Serves the editor at the other end of standard input and output until it ends; 0, or 1 where it went without a word. */
async function runLsp(terminal: Terminal): Promise<number> {
  return serveLanguage({
    protocol: await loadProtocol(),
    channel: terminal.openChannel(),
    workspace: { ...terminal, progress: silent },
    clock: terminal.clock,
    log: (line) => terminal.writeError(`${printable(line)}\n`),
    reportBug: (error) => terminal.writeError(formatBug(error)),
  })
}
