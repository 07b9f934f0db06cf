import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { mayNameSecret } from '../../diagnostics/mentions-secret.ts'
import type { SkipReason, ParsedSources } from '../../model/parsed-sources.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { compareText } from '../../text/compare-text.ts'
import { findSecretKinds } from './find-secret-kinds.ts'
import type { FileReading } from './file-reading.ts'
import { readFile as readAnew, type FileReader } from './read-file.ts'
import { directoryOf, setChartsAside, type Chart } from './set-charts-aside.ts'

/**
 * Reads every manifest of the sources as kubectl reads it: streams are split, lists unpacked. Helm charts, templates
 * and what is not a Kubernetes object are left alone. All faults of all files are collected; a bad document drops only
 * itself. Gives the codes of the sources catalogue. `readFile` may be one that remembers.
 */
export function parse(
  files: readonly SourceFile[],
  readFile: FileReader = readAnew,
): DiagnosticResult<ParsedSources> {
  const sorted = [...files].sort((left, right) => compareText(left.path, right.path))
  const [charts, rest] = setChartsAside(sorted)
  const readings = readAll(rest, readFile)
  const templates = readings.flatMap(([file, { isTemplate }]) => (isTemplate ? [file] : []))
  const parts = readings.map(([, reading]) => reading)
  const sources: ParsedSources = {
    manifests: parts.flatMap(({ manifests }) => manifests),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
    counts: {
      files: sorted.length,
      documents: parts.reduce((sum, { documents }) => sum + documents, 0),
      skipped: countSkipped(charts, templates, parts),
    },
  }
  const diagnostics = parts.flatMap(({ diagnostics }) => diagnostics)
  return [sources, [...charts.map(reportChart), ...reportTemplates(templates), ...diagnostics]]
}

/**
 * Reads files. Where FederatedTypeConfigs map kinds of their own to Secret, those that name such a kind are read again,
 * so that every place in them knows what of it may be shown.
 */
function readAll(files: readonly SourceFile[], readFile: FileReader): readonly [SourceFile, FileReading][] {
  const readings = files.map((file): [SourceFile, FileReading] => [file, readFile(file)])
  const secretKinds = findSecretKinds(readings.map(([, reading]) => reading))
  if (secretKinds.length === 0) return readings
  return readings.map(([file, reading]) => {
    if (!mayNameSecret(file.text, secretKinds)) return [file, reading]
    const marked = { ...file, secretKinds }
    return [marked, readFile(marked)]
  })
}

function countSkipped(
  charts: readonly Chart[],
  templates: readonly SourceFile[],
  parts: readonly FileReading[],
): Readonly<Record<SkipReason, number>> {
  const skipped = {
    'helm-chart': charts.reduce((sum, { files }) => sum + files.length, 0),
    template: templates.length,
    kubeconfig: 0,
    'kubefed-fragment': 0,
    'no-kubernetes-object': 0,
    'not-readable': 0,
  }
  for (const reason of parts.flatMap((part) => part.skipped)) skipped[reason] += 1
  return skipped
}

function reportChart({ directory, chartFile, files }: Chart): Diagnostic {
  const at = { file: chartFile, start: 0, end: 0 }
  return createDiagnostic('helm-chart-skipped', { directory, files: files.length }, { at })
}

/** One warning for each directory, at its first template. */
function reportTemplates(templates: readonly SourceFile[]): readonly Diagnostic[] {
  const byDirectory = new Map<string, SourceFile[]>()
  for (const file of templates) {
    const directory = directoryOf(file.path)
    const known = byDirectory.get(directory)
    if (known) known.push(file)
    else byDirectory.set(directory, [file])
  }
  return [...byDirectory].flatMap(([directory, [first, ...others]]) => {
    if (!first) return []
    const at = { file: first, start: 0, end: 0 }
    return [createDiagnostic('templates-skipped', { directory, files: others.length + 1 }, { at })]
  })
}
