import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SkipReason, UnreadableSource } from '../../model/parsed-sources.ts'
import { keyAt, type Span } from '../../model/place.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { isGenerated } from '../../output/owned-content.ts'
import { findConflict, findMarker, type Conflict } from '../../text/conflict-markers.ts'
import { readDocument } from '../../yaml/read/read-document.ts'
import type { DocumentReading } from '../../yaml/read/read-nodes.ts'
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
import { lose, nothing, type FileReading } from './file-reading.ts'
import { findShellCommand } from './find-shell-command.ts'
import { isTemplate } from './is-template.ts'
import { describeShell, readOddDocument } from './read-odd-document.ts'
import { unpackList } from './unpack-list.ts'

/** How a file is read: anew, or from memory. */
export type FileReader = (file: SourceFile) => FileReading

/** Reads one file; a bad document drops only itself, a template the whole file. */
export function readFile(file: SourceFile): FileReading {
  const whole = { file, start: 0, end: file.text.length }
  if (file.text.length > maximumLength) {
    const tooLarge = createDiagnostic(
      'source-too-large',
      { limit: maximumLength, of: 'bytes' },
      { at: { ...whole, end: 0 } },
    )
    return { ...nothing, unreadable: [lose(whole)], diagnostics: [tooLarge] }
  }
  const conflict = findConflict(file.text)
  if (conflict !== undefined) return readConflict(whole, conflict)
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

/**
 * A file that holds both sides of a merge is not read at all, even where YAML takes the markers for a part of a value or for
 * documents of their own: nobody knows which side is meant.
 */
function readConflict(whole: Span, { count, ...range }: Conflict): FileReading {
  const { file } = whole
  if (readStream(file).isTemplate) return { ...nothing, isTemplate: true }
  const diagnostic = createDiagnostic(
    'unfinished-merge',
    { count, form: formOf(file) },
    { at: { file, ...range } },
  )
  return readLost(whole, [diagnostic], 'it is an unfinished merge')
}

function formOf({ text }: SourceFile): 'source' | 'rendered' {
  return isGenerated(text) ? 'rendered' : 'source'
}

function readStream(file: SourceFile): FileReading {
  const { chunks, faults } = splitDocuments(file.text)
  const found: FoundInFile = { manifests: [], unreadable: [], documents: 0, skipped: [], diagnostics: [] }
  let broken = 0
  for (const fault of faults) addTo(found, readFault(file, fault))
  for (const { start, end, format } of chunks) {
    const text = chunkText(file.text, { start, end, format })
    const reading = readDocument(text, format)
    if (isTemplate(text, reading)) return { ...nothing, isTemplate: true }
    const document = { file, start, end, format }
    if (reading.value === undefined && broken === mostBroken) {
      addTo(found, giveUp({ file, start, end: file.text.length }))
      break
    }
    if (reading.value === undefined) broken += 1
    addTo(
      found,
      reading.value === undefined ? readBroken(document, text, reading) : readWhole(document, reading),
    )
  }
  return { ...found, isTemplate: false }
}

/** How many unreadable documents of one file are read on from: a file of 16 MiB may hold millions. */
const mostBroken = 1000

/** What follows in a file of which too many documents cannot be read: nobody reads it. */
function giveUp(rest: Span): FileReading {
  const start = { ...rest, end: rest.start }
  const problem = `${mostBroken} documents before this one cannot be read, so that the rest of the file is not read`
  const diagnostic = createDiagnostic('yaml-syntax', { problem }, { at: start })
  return readLost(rest, [diagnostic], problem)
}

/** What is found in a file so far: it is added to in place, as a file may hold a million documents. */
interface FoundInFile {
  readonly manifests: Manifest[]
  readonly unreadable: UnreadableSource[]
  documents: number
  readonly skipped: SkipReason[]
  readonly diagnostics: Diagnostic[]
}

function addTo(found: FoundInFile, part: FileReading): void {
  for (const each of part.manifests) found.manifests.push(each)
  for (const each of part.unreadable) found.unreadable.push(each)
  found.documents += part.documents
  for (const each of part.skipped) found.skipped.push(each)
  for (const each of part.diagnostics) found.diagnostics.push(each)
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
  const marker = findMarker(text)
  if (marker !== undefined) {
    const found = { count: 0, form: formOf(document.file) }
    const diagnostic = createDiagnostic('unfinished-merge', found, { at: placeIn(document, marker) })
    return readLost(document, [diagnostic], 'it is an unfinished merge')
  }
  const command = findShellCommand(text)
  if (command !== undefined) {
    const holdsYaml = mentionsManifest.test(text)
    const diagnostics = [describeShell(document, command, holdsYaml)]
    return holdsYaml
      ? { ...nothing, documents: 1, unreadable: [lose(document)], diagnostics }
      : { ...nothing, documents: 1, skipped: ['not-readable'], diagnostics }
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
  if (mentionsKubernetes(span.file) || !first) {
    return { ...nothing, documents: 1, unreadable: [lose(span)], diagnostics }
  }
  const warning = createDiagnostic('source-not-readable', { problem }, { at: first.at })
  return { ...nothing, documents: 1, skipped: ['not-readable'], diagnostics: [warning] }
}

const mentionsManifest = /^[ \t]*(?:apiVersion|kind):/m
const wordOfKubernetes = /apiVersion|\bkind\b|kubefed|Federated|clusterOverrides/i
const mentions = new WeakMap<SourceFile, boolean>()

/** Whether anything in a file is of Kubernetes: it is searched once, however many documents of it cannot be read. */
function mentionsKubernetes(file: SourceFile): boolean {
  const known = mentions.get(file) ?? wordOfKubernetes.test(file.text)
  mentions.set(file, known)
  return known
}

/** A document that reads well: its manifests, and what is worth a word about it. */
function readWhole(document: DocumentText, reading: DocumentReading): FileReading {
  const { value = null } = reading
  if (value === null) return nothing
  const { file, start, end } = document
  const odd = readOddDocument(document, value)
  if (odd !== undefined) return odd
  if (!isObject(value)) return { ...nothing, documents: 1, skipped: ['no-kubernetes-object'] }
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
