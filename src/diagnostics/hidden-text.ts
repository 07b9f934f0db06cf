import { isObject } from '../json/own.ts'
import type { SourceFile } from '../model/source-file.ts'
import { documentNodes } from '../yaml/find/document-nodes.ts'
import { writtenRanges } from '../yaml/find/written-ranges.ts'
import { readDocument } from '../yaml/read/read-document.ts'
import { chunkText, splitDocuments, type DocumentChunk } from '../yaml/read/split-documents.ts'
import type { TextRange } from '../yaml/read/yaml-problem.ts'
import { mayNameSecret, mentionsSecret } from './mentions-secret.ts'
import { hiddenFields } from './secret-fields.ts'

/** A part of a file that is not shown. */
export interface HiddenText extends TextRange {
  /** Whether the keys of KubeFed's own at the starts of its lines are shown: nothing is known of what it is. */
  readonly isUnread: boolean
}

const hiddenByFile = new WeakMap<SourceFile, readonly HiddenText[]>()

/**
 * The parts of a file of which nothing may be shown, in its order: in a document that is or may be a Secret its content,
 * its comments and what is not known; of one that cannot be read and mentions Secrets, all. None overlaps another.
 */
function hiddenText(file: SourceFile): readonly HiddenText[] {
  const known = hiddenByFile.get(file)
  if (known) return known
  const hidden = mayNameSecret(file.text, file.secretKinds) ? findHidden(file) : []
  hiddenByFile.set(file, hidden)
  return hidden
}

/** The hidden parts of a file that share a character with a range, or that an empty range is in. */
export function hiddenIn(file: SourceFile, { start, end }: TextRange): readonly HiddenText[] {
  const hidden = hiddenText(file)
  let [low, high] = [0, hidden.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((hidden[middle]?.end ?? 0) > start) high = middle
    else low = middle + 1
  }
  const found: HiddenText[] = []
  for (let each = hidden[low]; each !== undefined; each = hidden[(low += 1)]) {
    if (each.start >= Math.max(end, start + 1)) break
    found.push(each)
  }
  return found
}

/** Whether a part of a range of a file is not shown. */
export function isHidden(file: SourceFile, range: TextRange): boolean {
  return hiddenIn(file, range).length > 0
}

function findHidden(file: SourceFile): readonly HiddenText[] {
  const { chunks } = splitDocuments(file.text)
  const hidden: HiddenText[] = []
  let end = 0
  for (const chunk of chunks) {
    const found = [unread(file, { start: end, end: chunk.start }), inDocument(file, chunk)]
    for (const each of found.flat()) hidden.push(each)
    end = chunk.end
  }
  return [...hidden, ...unread(file, { start: end, end: file.text.length })]
}

/** A text that no reader takes for an object; a directive may belong to the Secret after it. */
function unread({ text, secretKinds }: SourceFile, { start, end }: TextRange): readonly HiddenText[] {
  const part = text.slice(start, end)
  const isHidden = part.startsWith('%') || mentionsSecret(part, secretKinds)
  return isHidden ? [{ start, end, isUnread: true }] : []
}

function inDocument(file: SourceFile, chunk: DocumentChunk): readonly HiddenText[] {
  const text = chunkText(file.text, chunk)
  const { value } = readDocument(text, chunk.format)
  if (!isObject(value) || typeof value['kind'] !== 'string') return unread(file, chunk)
  const fields = hiddenFields(value, file.secretKinds)
  if (fields.length === 0) return []
  const document = documentNodes(text)
  // Where the places are not known, nothing of it is shown.
  if (document.root === undefined) return unread(file, chunk)
  const ranges = fields.flatMap(({ pointer }) => writtenRanges(document, pointer))
  return joined([...ranges, ...comments(text)]).map(({ start, end }) => {
    return { start: chunk.start + start, end: chunk.start + end, isUnread: false }
  })
}

/** Ranges in their order, those that overlap as one. */
function joined(ranges: readonly TextRange[]): readonly TextRange[] {
  const found: TextRange[] = []
  for (const range of [...ranges].sort((left, right) => left.start - right.start)) {
    const last = found.at(-1)
    if (last === undefined || last.end < range.start) found.push(range)
    else found[found.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
  }
  return found
}

/** What looks like a comment; what does inside a scalar is hidden too. */
function comments(text: string): readonly TextRange[] {
  return [...text.matchAll(/(?<![^\s])#.*/g)].map(({ index, 0: comment }) => {
    return { start: index, end: index + comment.length }
  })
}
