import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDiagnostics } from '../../src/cli/terminal/format-diagnostics.ts'
import type { DiagnosticCode } from '../../src/diagnostics/catalog/index.ts'
import { createDiagnostic, type Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { nameSide } from '../../src/diagnostics/name-side.ts'
import { printableLines } from '../../src/text/quote.ts'
import { formatResults, toResults } from '../../src/krm/results.ts'
import { hostileParameters } from '../diagnostics/hostile-parameters.ts'
import { hostileText } from '../helpers/hostile-text.ts'
import { obeyedByTerminals, runnerCommands, withoutColors } from '../helpers/read-log.ts'

const makers = hostileParameters()

/** The diagnostics of a code with a text as every parameter, name and line. */
function diagnosticsOf(code: DiagnosticCode, text: string): readonly Diagnostic[] {
  const at = { file: { path: text, text: `a: ${text}\n` }, start: 0, end: 1 }
  const context = { at, related: [{ message: text, at }] }
  const value = { apiVersion: text, kind: text, metadata: { name: text, namespace: text } }
  const subject = { file: at.file, start: 0, end: 1, item: '', value }
  return (makers.get(code)?.(text) ?? []).flatMap((parameters) => [
    createDiagnostic(code, parameters as never, { ...context, subject }),
    ...nameSide([createDiagnostic(code, parameters as never)], `${text}:`),
  ])
}

const countLines = (text: string): number => text.split('\n').length

describe.each([...makers.keys()])('the diagnostic %s', (code) => {
  it('says whatever its parameters are with nothing that a terminal, a log or a forge obeys', () => {
    const plain = formatDiagnostics(diagnosticsOf(code, 'plain'), 'text', false)
    fc.assert(
      fc.property(hostileText, (text) => {
        const diagnostics = diagnosticsOf(code, text)
        const shown = formatDiagnostics(diagnostics, 'text', false)
        expect(countLines(shown)).toBe(countLines(plain))
        expect(obeyedByTerminals(shown)).toStrictEqual([])
        const colored = printableLines(formatDiagnostics(diagnostics, 'text', true), true)
        expect(withoutColors(colored)).toBe(printableLines(shown))
        expect(runnerCommands(printableLines(shown))).toStrictEqual([])

        const github = formatDiagnostics(diagnostics, 'github', false)
        const commands = runnerCommands(github)
        expect(commands.map(({ properties }) => properties['title'])).toStrictEqual(
          diagnostics.map(() => code),
        )
        expect(github.trimEnd().split('\n')).toHaveLength(diagnostics.length)
        expect(obeyedByTerminals(github)).toStrictEqual([])
        for (const { message, properties } of commands)
          expect(obeyedByTerminals(message + Object.values(properties).join(''))).toStrictEqual([])

        for (const format of ['json', 'gitlab', 'sarif', 'rdjson'] as const) {
          const document = formatDiagnostics(diagnostics, format, false)
          const printed = printableLines(document)
          expect(JSON.parse(printed)).toStrictEqual(JSON.parse(document))
          expect(runnerCommands(printed)).toStrictEqual([])
        }
        const results = formatResults(toResults(diagnostics, { files: new Map(), output: '' }))
        expect(obeyedByTerminals(printableLines(results))).toStrictEqual([])
        expect(runnerCommands(printableLines(results))).toStrictEqual([])
      }),
      { numRuns: 20 },
    )
  })
})
