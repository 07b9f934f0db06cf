import { completeAt, type Completion } from '../../../src/language/complete/complete.ts'
import { createSchemas } from '../../../src/lsp/schemas.ts'
import type { CompileResult } from '../../../src/render.ts'
import type { CompletionOption, Completions, Questions } from '../protocol.ts'
import type { Compiled } from './compile-fleet.ts'

/** Offers what may be written at a place. */
export type Complete = (compiled: Compiled, question: Questions['complete']['question']) => Completions

/** Makes what offers the completions of the language server; names are known from the last fleet that there was. */
export function createCompletion(): Complete {
  const schemas = createSchemas()
  let fleet: CompileResult | undefined
  return ({ repository, result, diagnostics }, { path, text, offset }) => {
    fleet = result ?? fleet
    const snapshot = {
      files: repository.files,
      config: repository.config,
      observed: repository.observed,
      ...(repository.configManifest && { configManifest: repository.configManifest }),
      ...(result && { result }),
      ...(fleet && { fleet }),
      diagnostics,
      schemas: () => schemas(fleet),
    }
    const { completions } = completeAt(snapshot, { path, offset }, text)
    const { start, end } = completions[0]?.range ?? { start: offset, end: offset }
    // An editor replaces one range for all that it offers.
    const offered = completions.filter(({ range }) => range.start === start && range.end === end)
    return { from: start, to: end, options: offered.map(toOption) }
  }
}

function toOption({ text: label, kind, detail, newText: insert }: Completion): CompletionOption {
  return { label, kind, insert, ...(detail !== undefined && { detail }) }
}
