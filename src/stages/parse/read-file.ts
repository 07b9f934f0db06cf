import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SkipReason, UnreadableSource } from '../../model/parsed-sources.ts'
import { keyAt, type Span } from '../../model/place.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { readDocument, type DocumentReading } from '../../yaml/read/read-document.ts'
import { chunkText, splitDocuments, type SplitFault } from '../../yaml/read/split-documents.ts'
import type { YamlProblem } from '../../yaml/read/yaml-problem.ts'
import { classifyMapping, concernsKubeFed } from './classify-mapping.ts'
import {
  describeAmbiguities,
  describeProblem,
  maximumLength,
  placeIn,
  type DocumentText,
} from './describe-problem.ts'
import { findEllipses } from './find-ellipses.ts'
import { findForbiddenKeys, forbiddenKey } from './find-forbidden-keys.ts'
import { findHereDocuments } from './find-here-documents.ts'
import { isTemplate } from './is-template.ts'
import { unpackList } from './unpack-list.ts'

/** What one file holds. */
export interface FileReading {
  readonly manifests: readonly Manifest[]
  readonly unreadable: readonly UnreadableSource[]
  readonly documents: number
  /** One entry for each document that was left alone. */
  readonly skipped: readonly SkipReason[]
  /** The file is a template: the caller reports its directory. */
  readonly isTemplate: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/** How a file is read: anew, or from memory. */
export type FileReader = (file: SourceFile) => FileReading

/** Reads one file; a bad document drops only itself, a template the whole file. */
export function readFile(file: SourceFile): FileReading {
  const whole = { file, start: 0, end: file.text.length }
  if (file.text.length > maximumLength) {
    const tooLarge = createDiagnostic(
      'source-too-large',
      { limit: maximumLength },
      { at: { ...whole, end: 0 } },
    )
    return { ...nothing, unreadable: [lose(whole)], diagnostics: [tooLarge] }
  }
  const hereDocuments = findHereDocuments(file.text)
  if (hereDocuments.length > 0) {
    const diagnostics = hereDocuments.map(({ firstLine, lastLine, start, end }) =>
      createDiagnostic(
        'shell-here-document',
        { first: firstLine, last: lastLine },
        { at: { file, start, end } },
      ),
    )
    return { ...nothing, unreadable: [lose(whole)], diagnostics }
  }
  return readStream(file)
}

const nothing: FileReading = {
  manifests: [],
  unreadable: [],
  documents: 0,
  skipped: [],
  isTemplate: false,
  diagnostics: [],
}

function readStream(file: SourceFile): FileReading {
  const { chunks, faults } = splitDocuments(file.text)
  const parts: FileReading[] = faults.map((fault) => readFault(file, fault))
  for (const chunk of chunks) {
    const text = chunkText(file.text, chunk)
    const reading = readDocument(text, chunk.format)
    if (isTemplate(text, reading)) return { ...nothing, isTemplate: true }
    const document = { ...chunk, file }
    parts.push(
      reading.value === undefined ? readBroken(document, text, reading) : readWhole(document, reading),
    )
  }
  return {
    manifests: parts.flatMap((part) => part.manifests),
    unreadable: parts.flatMap((part) => part.unreadable),
    documents: parts.reduce((sum, part) => sum + part.documents, 0),
    skipped: parts.flatMap((part) => part.skipped),
    isTemplate: false,
    diagnostics: parts.flatMap((part) => part.diagnostics),
  }
}

function readFault(file: SourceFile, { start, end, lostEnd, problem }: SplitFault): FileReading {
  const diagnostic = createDiagnostic('yaml-syntax', { problem }, { at: { file, start, end } })
  return readLost({ file, start, end: lostEnd }, [diagnostic], problem)
}

/** A document that cannot be read: an error, unless it can be known to be none of ours. */
function readBroken(document: DocumentText, text: string, { problems }: DocumentReading): FileReading {
  if (kubeconfigKind.test(text) && kubeconfigList.test(text)) {
    return { ...nothing, documents: 1, skipped: ['kubeconfig'] }
  }
  const ellipses = problems[0]?.kind === 'content-after-end' ? [] : findEllipses(text)
  const diagnostics = ellipses.map((ellipsis) =>
    createDiagnostic('ellipsis-placeholder', { form: 'line' }, { at: placeIn(document, ellipsis) }),
  )
  const [first] = problems
  const problem = first?.kind === 'syntax' ? first.problem : 'its structure cannot be read'
  return readLost(
    document,
    diagnostics.length > 0 ? diagnostics : distinct(problems).map((each) => describeProblem(document, each)),
    problem,
  )
}

/** The reader may name one fault of the syntax twice, as where a tab indents a key. */
function distinct(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  const same = (left: YamlProblem, right: YamlProblem): boolean =>
    left.kind === right.kind && left.start === right.start
  return problems.filter((each, index) => problems.findIndex((other) => same(each, other)) === index)
}

const kubeconfigKind = /^kind:\s*Config\s*$/m
const kubeconfigList = /^(?:clusters|contexts|users):/m

function readLost(span: Span, diagnostics: readonly Diagnostic[], problem: string): FileReading {
  const [first] = diagnostics
  if (mentionsKubernetes.test(span.file.text) || !first) {
    return { ...nothing, documents: 1, unreadable: [lose(span)], diagnostics }
  }
  const warning = createDiagnostic('source-not-readable', { problem }, { at: first.at })
  return { ...nothing, documents: 1, skipped: ['not-readable'], diagnostics: [warning] }
}

const mentionsKubernetes = /apiVersion|\bkind\b|kubefed|Federated|clusterOverrides/i
const mentionsFleet = /KubeFedCluster|FederatedTypeConfig|KubeFedConfig/

function lose({ file, start, end }: Span): UnreadableSource {
  return { file, start, end, mentionsFleet: mentionsFleet.test(file.text.slice(start, end)) }
}

/** A document that reads well: its manifests, and what is worth a word about it. */
function readWhole(document: DocumentText, reading: DocumentReading): FileReading {
  const { value = null } = reading
  if (value === null) return nothing
  if (!isObject(value)) return { ...nothing, documents: 1, skipped: ['no-kubernetes-object'] }
  const { file, start, end } = document
  const manifests: Manifest[] = []
  const skipped: SkipReason[] = []
  const diagnostics: Diagnostic[] = []
  for (const { item, value: mapping } of unpackList(value)) {
    const manifest = { file, start, end, item, value: mapping }
    const found = classifyMapping(mapping)
    if (found.kind === 'manifest') manifests.push(manifest)
    else if (found.kind !== 'incomplete') skipped.push(skipReasons[found.kind])
    const context = { at: keyAt(manifest, ''), subject: manifest }
    if (found.kind === 'incomplete') diagnostics.push(createDiagnostic('incomplete-object', found, context))
    if (found.kind === 'fragment') diagnostics.push(createDiagnostic('kubefed-fragment', found, context))
  }
  const unreadable = diagnostics.some(({ code }) => code === 'incomplete-object') ? [lose(document)] : []
  const noted = diagnostics.concat(describeManifests(document, reading, manifests))
  return { ...nothing, documents: 1, manifests, skipped, diagnostics: noted, unreadable }
}

const skipReasons = {
  kubeconfig: 'kubeconfig',
  fragment: 'kubefed-fragment',
  other: 'no-kubernetes-object',
} as const

function describeManifests(
  document: DocumentText,
  reading: DocumentReading,
  manifests: readonly Manifest[],
): readonly Diagnostic[] {
  if (manifests.length === 0) return []
  const { ellipses, hasPrototypeKey } = reading
  const forbidden = hasPrototypeKey ? manifests.flatMap(forbidKeys) : []
  if (!manifests.some(({ value }) => concernsKubeFed(value))) return forbidden
  const placeholders = ellipses.map((ellipsis) => {
    const [subject] = manifests.length === 1 ? manifests : []
    return createDiagnostic(
      'ellipsis-placeholder',
      { form: 'value' },
      { at: placeIn(document, ellipsis), subject },
    )
  })
  return [...forbidden, ...placeholders, ...describeAmbiguities(document, reading)]
}

function forbidKeys(manifest: Manifest): readonly Diagnostic[] {
  return findForbiddenKeys(manifest.value).map((pointer) =>
    createDiagnostic(
      'forbidden-key',
      { key: forbiddenKey },
      { at: keyAt(manifest, pointer), subject: manifest },
    ),
  )
}
