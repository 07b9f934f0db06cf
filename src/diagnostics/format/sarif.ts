import { compareText } from '../../text/compare-text.ts'
import { catalog, type DiagnosticCode } from '../catalog/index.ts'
import { fingerprints } from '../fingerprint.ts'
import { messageWithFix } from '../message-with-fix.ts'
import type { SuggestedEdit } from '../located-diagnostic.ts'
import type { Location } from '../locate.ts'
import type { PlacedDiagnostic } from '../review-place.ts'
import type { SarifLevel, SarifLocation, SarifLog, SarifResult, SarifRule } from './sarif-log.ts'
import type { Severity } from '../../model/severity.ts'

/** The facts of a run that a SARIF log holds beside its diagnostics. */
export interface SarifRun {
  readonly version: string
  /** The path of the rendered repository inside the Git repository: '', or one that ends in '/'. */
  readonly prefix: string
}

const levelOf: Readonly<Record<Severity, SarifLevel>> = { error: 'error', warning: 'warning', info: 'note' }

/**
 * Where the page is read that `npm run docs` writes, with a heading for each code: the only address that fedrender prints of
 * itself. docs/releasing.md names it among what a first release needs.
 */
const diagnosticsReference = 'https://fedrender.dev/docs/reference/diagnostics'

/** GitHub refuses a run that has more results. */
const mostResults = 25_000

/**
 * The diagnostics as a SARIF 2.1.0 log of one run, with what GitHub's code scanning requires of it. Of more results than
 * it takes the gravest are kept, and a notification counts those that are left out. Results have no hash of their
 * lines, because it would reveal a Secret's value; `upload-sarif` adds its own.
 */
export function formatSarif(
  diagnostics: readonly PlacedDiagnostic[],
  { version, prefix }: SarifRun,
): SarifLog {
  const kept = gravest(diagnostics)
  const codes = [...new Set(kept.map((each) => each.code))].sort(compareText)
  const indexOf = new Map(codes.map((code, index) => [code, index]))
  const marks = fingerprints(kept)
  const leftOut = diagnostics.length - kept.length
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'fedrender', semanticVersion: version, rules: codes.map(ruleOf) } },
        // GitHub distinguishes analyses by what comes before the last slash.
        automationDetails: { id: `fedrender/${encodePath(prefix)}` },
        columnKind: 'utf16CodeUnits',
        ...(leftOut > 0 && { invocations: [tellLeftOut(leftOut)] }),
        results: kept.map((each, index) => resultOf(each, indexOf.get(each.code) ?? 0, marks[index] ?? '')),
      },
    ],
  }
}

function gravest(diagnostics: readonly PlacedDiagnostic[]): readonly PlacedDiagnostic[] {
  if (diagnostics.length <= mostResults) return diagnostics
  const of = (severity: Severity): readonly PlacedDiagnostic[] =>
    diagnostics.filter((each) => each.severity === severity)
  return [...of('error'), ...of('warning'), ...of('info')].slice(0, mostResults)
}

function tellLeftOut(count: number): NonNullable<SarifLog['runs'][number]['invocations']>[number] {
  const text = `${count} more results are left out: GitHub takes ${mostResults} of a run.`
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [{ level: 'warning', message: { text } }],
  }
}

function ruleOf(code: DiagnosticCode): SarifRule {
  const { about, severity } = catalog[code]
  const severities = `severities:\n  ${code}: ${severity === 'error' ? 'warning' : 'error'}`
  return {
    id: code,
    helpUri: `${diagnosticsReference}#${code}`,
    shortDescription: { text: about },
    fullDescription: { text: about },
    help: {
      text: `${about}\n\nfedrender.yaml can give it another severity:\n\n${severities}`,
      markdown: `${about}\n\n\`fedrender.yaml\` can give it another severity:\n\n\`\`\`yaml\n${severities}\n\`\`\``,
    },
    defaultConfiguration: { level: levelOf[severity] },
  }
}

function resultOf(diagnostic: PlacedDiagnostic, ruleIndex: number, fingerprint: string): SarifResult {
  const { code, severity, location, related, edits } = diagnostic
  return {
    ruleId: code,
    ruleIndex,
    level: levelOf[severity],
    message: { text: escapeMessage(messageWithFix(diagnostic)) },
    locations: [{ physicalLocation: physicalLocationOf(location) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((each, index) => ({
        id: index + 1,
        physicalLocation: physicalLocationOf(each.location),
        message: { text: escapeMessage(each.message) },
      })),
    }),
    ...fixesOf(edits ?? []),
    partialFingerprints: { 'fedrender/v1': fingerprint },
  }
}

function fixesOf(edits: readonly SuggestedEdit[]): Pick<SarifResult, 'fixes'> {
  const [first] = edits
  if (first === undefined) return {}
  const { artifactLocation } = physicalLocationOf(first.location)
  const replacements = edits.map(({ location, text }) => ({
    deletedRegion: physicalLocationOf(location).region,
    insertedContent: { text },
  }))
  return { fixes: [{ artifactChanges: [{ artifactLocation, replacements }] }] }
}

function physicalLocationOf({
  file,
  line,
  column,
  endLine,
  endColumn,
}: Location): SarifLocation['physicalLocation'] {
  return {
    artifactLocation: { uri: encodePath(file.path), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  }
}

/** In a message, braces are placeholders (SARIF 2.1.0, 3.11.5) and `[text](target)` is a link (3.11.6), unless escaped. */
function escapeMessage(text: string): string {
  return text.replaceAll(/[{}]/g, '$&$&').replaceAll(/\[([^[\]]*)\](?=\()/g, String.raw`\[$1\]`)
}

/** A path as a relative URI reference; a lone surrogate, which no URI can hold, is replaced. */
function encodePath(path: string): string {
  return path
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
}
