import { boundDiagnostics } from '../diagnostics/bound-diagnostics.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { identityOf } from '../diagnostics/located-diagnostic.ts'
import { messageWithFix } from '../diagnostics/message-with-fix.ts'
import { printable } from '../text/quote.ts'
import { compareText } from '../text/compare-text.ts'
import type { JsonObject } from '../model/json.ts'
import type { Place } from '../model/place.ts'
import type { ItemFile } from './annotations.ts'
import { fieldPath } from './field-path.ts'
import { findPart, type Package } from './package-files.ts'
import type { FunctionResult } from './function-result.ts'

/** Diagnostics as results, sorted by file, field and code; those of the whole run come last. */
export function toResults(diagnostics: readonly Diagnostic[], input: Package): readonly FunctionResult[] {
  return boundDiagnostics(diagnostics)
    .map((each) => toResult(each, input))
    .sort(compareResults)
}

function toResult(diagnostic: Diagnostic, input: Package): FunctionResult {
  const { code, severity, at, subject, related } = diagnostic
  const place = at && findItemPlace(at, input)
  const resourceRef = identityOf(subject?.value ?? place?.object ?? {})
  const others = related.map((each) => ` (${each.message}: ${nameOf(findItemPlace(each.at, input))})`)
  return {
    message: messageWithFix(diagnostic) + others.join(''),
    severity,
    ...(resourceRef && { resourceRef }),
    ...(place?.field && { field: { path: place.field } }),
    ...(place?.file && { file: place.file }),
    tags: { code },
  }
}

/** The place of something among the items. */
interface ItemPlace {
  readonly object: JsonObject
  readonly file?: ItemFile
  /** As `spec.overrides[0].clusterName`; '' is the whole object. */
  readonly field: string
}

function findItemPlace(at: Place, input: Package): ItemPlace | undefined {
  const part = findPart(input, at)
  if (part === undefined) return undefined
  const pointer = 'manifest' in at ? at.manifest.item + at.pointer : ''
  const fields = [part.field, fieldPath(pointer, part.object)].filter((each) => each !== '')
  return {
    object: part.object,
    ...(part.item?.file && { file: part.item.file }),
    field: fields.join('.'),
  }
}

function nameOf(place: ItemPlace | undefined): string {
  if (place === undefined) return 'elsewhere'
  const { kind, namespace, name } = identityOf(place.object) ?? { kind: 'an object' }
  const object = [kind, [namespace, name].filter(Boolean).join('/')].filter(Boolean).join(' ')
  return printable([place.file?.path ?? object, place.field].filter(Boolean).join(' '))
}

function compareResults(left: FunctionResult, right: FunctionResult): number {
  const [leftKeys, rightKeys] = [sortKeys(left), sortKeys(right)]
  const differing = leftKeys.findIndex((key, index) => key !== rightKeys[index])
  return compareText(leftKeys[differing] ?? '', rightKeys[differing] ?? '')
}

function sortKeys({ file, field, tags, message }: FunctionResult): readonly string[] {
  const index = String(file?.index ?? 0).padStart(9, '0')
  return [file === undefined ? '1' : '0', file?.path ?? '', index, field?.path ?? '', tags.code, message]
}

/** The results for a person, one to a line: kustomize shows nothing else of a function that fails. */
export function formatResults(results: readonly FunctionResult[]): string {
  return results
    .map(({ message, severity, resourceRef, field, file, tags }) => {
      const { kind, namespace, name } = resourceRef ?? {}
      const object = [kind, [namespace, name].filter(Boolean).join('/')].filter(Boolean).join(' ')
      const place = [file?.path ?? object, field?.path].filter(Boolean).join(' ')
      return `${place === '' ? '' : `${printable(place)}: `}${severity} ${tags.code}: ${message}\n`
    })
    .join('')
}
