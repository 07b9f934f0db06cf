import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../../diagnostics/diagnostic.ts'
import { getOwn, isObject } from '../../../json/own.ts'
import { childPointer } from '../../../json/pointer.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { entryAt, keyAt, valueAt } from '../../../model/place.ts'
import type { SourceFile } from '../../../model/source-file.ts'
import type { WaveLine, WaveOrder } from '../../../model/wave.ts'
import { nearest } from '../../../text/nearest.ts'
import { parse } from '../../parse/parse.ts'
import type { SchemaValidator } from '../schema-validator.ts'
import { reportSchemaFault } from '../validate-context.ts'

const schemaPath = 'fedrender.dev/v1alpha1/WaveLedger.json'

/**
 * Reads `waves.yaml`: the commit of each wave but the first, in the order of the waves. Without the file no wave is held,
 * `waves-not-held`; with it each needs a line, since one that was forgotten would let every change through. Reports what
 * parsing reports, `schema-violation`, `unknown-field`, `wave-unknown`, `wave-first-held`, `wave-without-line` and
 * `wave-commit-invalid`; no line is given then.
 */
export function readWaveLedger(
  file: SourceFile | undefined,
  waves: WaveOrder,
  schema: SchemaValidator,
): DiagnosticResult<readonly WaveLine[]> {
  const later = waves.order.slice(1)
  if (file === undefined) {
    return [[], later.length === 0 ? [] : [createDiagnostic('waves-not-held', { waves: later })]]
  }
  const [{ manifests }, parsing] = parse([file])
  const [manifest, second] = manifests
  const diagnostics = [...parsing]
  const invalid = (): Diagnostic => {
    const problem = manifest === undefined ? 'holds no WaveLedger' : 'holds more than one document'
    const place = { at: { file, start: 0, end: 0 } }
    return createDiagnostic('schema-violation', { kind: 'WaveLedger', pointer: '', problem }, place)
  }
  if (manifest === undefined || second !== undefined) {
    const isExplained = manifest === undefined && parsing.some(({ severity }) => severity === 'error')
    return [[], isExplained ? parsing : [...parsing, invalid()]]
  }
  for (const fault of schema(schemaPath, manifest.value)) {
    // Of an id that is none, more is said than the pattern that it does not follow.
    if (isLine(fault.pointer) && fault.kind !== 'unknown-field') continue
    reportSchemaFault(fault, manifest, 'WaveLedger', (each) => diagnostics.push(each))
  }
  diagnostics.push(...checkLines(manifest, waves))
  const hasErrors = diagnostics.some(({ severity }) => severity === 'error')
  return [hasErrors ? [] : linesOf(manifest, later), diagnostics]
}

function isLine(pointer: string): boolean {
  return pointer.startsWith('/waves/')
}

function checkLines(manifest: Manifest, { order }: WaveOrder): readonly Diagnostic[] {
  const value = getOwn(manifest.value, 'waves')
  if (!isObject(value)) return []
  const [first, ...later] = order
  const faults = Object.entries(value).flatMap(([wave, commit]): readonly Diagnostic[] => {
    const pointer = childPointer('/waves', wave)
    const at = keyAt(manifest, pointer)
    if (wave === first) return [createDiagnostic('wave-first-held', { wave }, { at })]
    if (!later.includes(wave)) {
      return [createDiagnostic('wave-unknown', { wave, nearest: nearest(wave, later) }, { at })]
    }
    if (isWholeId(commit)) return []
    return [createDiagnostic('wave-commit-invalid', { wave }, { at: valueAt(manifest, pointer) })]
  })
  const missing = later
    .filter((wave) => !Object.hasOwn(value, wave))
    .map((wave) => createDiagnostic('wave-without-line', { wave }, { at: keyAt(manifest, '/waves') }))
  return [...faults, ...missing]
}

/** Whether a value is the whole id of an object of Git, and so can be nothing else to it, such as a branch or an option. */
function isWholeId(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)
}

function linesOf(manifest: Manifest, later: readonly string[]): readonly WaveLine[] {
  const value = getOwn(manifest.value, 'waves')
  return later.flatMap((wave): readonly WaveLine[] => {
    const commit = isObject(value) ? getOwn(value, wave) : undefined
    if (!isWholeId(commit)) return []
    return [{ wave, commit, at: entryAt(manifest, childPointer('/waves', wave)) }]
  })
}
