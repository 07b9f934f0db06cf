import type { CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'
import type { Completions } from '../../language-protocol.ts'

/** The icons of the editor. */
const typeOf = {
  field: 'property',
  value: 'enum',
  cluster: 'class',
  type: 'class',
  namespace: 'namespace',
  object: 'class',
  label: 'variable',
  pointer: 'text',
} as const
const longestDetail = 80

/** What the editor offers while a person types, as the compiler knows it. */
export function completionSource(
  ask: (text: string, offset: number) => Promise<Completions>,
): CompletionSource {
  return async (context) => {
    const before = context.matchBefore(/[\w./~@-]*/)
    const isStart = before?.text === '' && !/(?:^|: |- | {2})$/.test(lineBefore(context))
    if (!context.explicit && isStart) return null
    return toResult(await ask(context.state.doc.toString(), context.pos), context)
  }
}

function toResult({ from, to, options }: Completions, context: CompletionContext): CompletionResult | null {
  if (options.length === 0 || context.aborted) return null
  return {
    from,
    to,
    options: options.map(({ label, kind, detail, insert }) => ({
      label,
      type: typeOf[kind],
      ...(detail !== undefined && { detail: shortened(detail) }),
      apply: insert,
    })),
    validFor: /^[\w./~@-]*$/,
  }
}

function lineBefore({ state, pos }: CompletionContext): string {
  return state.doc.sliceString(state.doc.lineAt(pos).from, pos)
}

function shortened(text: string): string {
  return text.length > longestDetail ? `${text.slice(0, longestDetail)}…` : text
}
