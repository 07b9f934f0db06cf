import { readFileSync } from 'node:fs'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { locateDiagnostics } from '../../src/diagnostics/located-diagnostic.ts'
import { formatText } from '../../src/diagnostics/format/text.ts'

/** A diagnostic that the product made in a test, for the page of its code. */
export interface DiagnosticExample {
  /** As it is printed, with its place and its line but without its fix. */
  readonly text: string
  readonly hint?: string
}

/** An example for each code, as `FEDRENDER_RECORD_EXAMPLES` recorded them. */
const examplesPath: URL = new URL('examples.json', import.meta.url)

/** The examples of the pages of codes. */
export function readExamples(): Readonly<Record<string, DiagnosticExample>> {
  return JSON.parse(readFileSync(examplesPath, 'utf8')) as Readonly<Record<string, DiagnosticExample>>
}

/** Whether a diagnostic is the one of an example, wherever it is reported. */
export function isExample({ message, hint }: Diagnostic, example: DiagnosticExample): boolean {
  const [ownHint, shownHint] = [hint ?? '', example.hint ?? ''].map(withoutChance)
  return ownHint === shownHint && withoutChance(example.text).includes(`: ${withoutChance(message)}`)
}

/** Free ports, and the ids of the commits that tests make, are others each time. */
function withoutChance(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{7,40}\b/g, 'commit').replaceAll(/(127\.0\.0\.1):\d+/g, '$1')
}

/** A diagnostic as an example; undefined for one that a page should not show. */
export function toExample(diagnostic: Diagnostic): DiagnosticExample | undefined {
  const { hint, ...others } = diagnostic
  const text = formatText(locateDiagnostics([others]), false).trimEnd()
  const isOdd = text.length > longest || oddities.test(text) || oddities.test(hint ?? '')
  return isOdd ? undefined : { text, ...(hint !== undefined && { hint }) }
}

const longest = 1_500

/** A path of one machine, a text that tests use to deceive, a character shown as its code. */
const oddities = /\/(?:tmp|root|home)\b|evil|hostile|attack|secret-|\\[ux]|[^\x20-\x7E\n…–—]/i
