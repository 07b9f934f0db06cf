import type { DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { openPrevious } from '../host/open-previous.ts'
import type { PreviousOutput } from '../host/previous-output.ts'
import type { Repository } from './repository.ts'
import type { Terminal } from './terminal.ts'

/** Opens what `--previous` names; undefined without it. */
export function openNamedPrevious(
  { host, directory }: Terminal,
  { root, output }: Pick<Repository, 'root' | 'output'>,
  named: string | undefined,
): DiagnosticResult<PreviousOutput | undefined> {
  return named === undefined ? [undefined, []] : openPrevious(host, named, { root, output, directory })
}
