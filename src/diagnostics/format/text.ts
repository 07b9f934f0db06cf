import type { LocatedDiagnostic } from '../located-diagnostic.ts'
import type { Location } from '../locate.ts'
import { codeFrame } from './code-frame.ts'
import { printable } from '../../text/quote.ts'
import { createPaint, type Paint } from './paint.ts'
import type { Severity } from '../../model/severity.ts'

const paintOf: Readonly<Record<Severity, keyof Paint>> = { error: 'red', warning: 'yellow', info: 'cyan' }

/** The diagnostics for a person: `file:line:column: severity code: message`, a code frame, the other places, the fix. */
export function formatText(diagnostics: readonly LocatedDiagnostic[], color: boolean): string {
  const paint = createPaint(color)
  return diagnostics.map((each) => formatOne(each, paint)).join('')
}

function formatOne(diagnostic: LocatedDiagnostic, paint: Paint): string {
  const { code, severity, message, hint, location, related } = diagnostic
  const place = location === undefined ? '' : `${paint.bold(placeOf(location))}: `
  const lines = [`${place}${paint[paintOf[severity]](severity)} ${paint.dim(code)}: ${message}`]
  if (location !== undefined) lines.push(...codeFrame(location).map((line) => paint.dim(line)))
  for (const each of related) lines.push(`  ${each.message}: ${placeOf(each.location)}`)
  if (hint !== undefined) lines.push(`  ${paint.green('fix')}: ${hint}`)
  return `${lines.join('\n')}\n`
}

function placeOf({ file, line, column }: Location): string {
  return `${printable(file.path)}:${line}:${column}`
}
