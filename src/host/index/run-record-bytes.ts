import { createHash } from 'node:crypto'
import { isQuestion } from './question.ts'
import type { Fact, RunRecord } from './run-record.ts'
import type { TreeColumns } from './tree-records.ts'

/** What a file begins with that holds a record, of this layout. */
const magic = Buffer.from('fedrender run 1\n')
const digestLength = 32
/** Columns begin at multiples of this. */
const alignment = 8

/** The columns, in the order of the file. */
const columns = [
  ['parents', Uint32Array],
  ['directoryNames', Uint32Array],
  ['directoryTraits', Uint32Array],
  ['directoryInodes', BigInt64Array],
  ['directoryModified', BigInt64Array],
  ['directoryChanged', BigInt64Array],
  ['entryCounts', Uint32Array],
  ['fileCounts', Uint32Array],
  ['entries', Uint32Array],
  ['fileNames', Uint32Array],
  ['fileTexts', Uint32Array],
  ['fileTraits', Uint32Array],
  ['inodes', BigInt64Array],
  ['modified', BigInt64Array],
  ['changed', BigInt64Array],
] as const satisfies readonly (readonly [keyof TreeColumns, unknown])[]

/** What is not in columns, as JSON holds it. */
interface Head {
  readonly request: string
  readonly moment: string
  readonly facts: readonly (readonly [question: Fact['question'], answer: string, status?: string])[]
  readonly said?: string
  readonly names: readonly string[]
  readonly hashes: readonly string[]
  readonly lengths: readonly string[]
  readonly traits: readonly (readonly [dev: string, mode: string])[]
  /** How long each column is. */
  readonly counts: readonly number[]
}

/**
 * A record as one file: a line that names the layout, a SHA-256 of what follows, a head in JSON, and the columns in the byte order of
 * the machine, which an index never leaves.
 */
export function encodeRun({ request, moment, facts, tree, said }: RunRecord): Buffer {
  const head: Head = {
    request,
    moment: String(moment),
    facts: facts.map(({ question, answer, status }) =>
      status === undefined ? [question, answer] : [question, answer, status],
    ),
    ...(said !== undefined && { said }),
    names: tree.names,
    hashes: tree.hashes,
    lengths: tree.lengths.map(String),
    traits: tree.traits.map(({ dev, mode }) => [String(dev), String(mode)]),
    counts: columns.map(([name]) => tree.columns[name].length),
  }
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(alignment)
  length.writeUInt32LE(json.length)
  const parts = [length, ...padded(json), ...columns.flatMap(([name]) => padded(bytesOf(tree.columns[name])))]
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return Buffer.concat([magic, hash.digest(), ...parts])
}

/** Reads what `encodeRun` wrote; undefined for anything else, and for what is not as it was written. */
export function decodeRun(content: Buffer): RunRecord | undefined {
  const body = content.subarray(magic.length + digestLength)
  const digest = content.subarray(magic.length, magic.length + digestLength)
  if (!content.subarray(0, magic.length).equals(magic)) return undefined
  if (!createHash('sha256').update(body).digest().equals(digest)) return undefined
  try {
    return readBody(body)
  } catch (error) {
    // Whoever may write the file can give it a digest that is right.
    if (error instanceof SyntaxError || error instanceof RangeError || error instanceof TypeError)
      return undefined
    throw error
  }
}

function readBody(bytes: Buffer): RunRecord {
  const isAligned = bytes.byteOffset % alignment === 0
  const body = isAligned ? (bytes as Buffer<ArrayBuffer>) : Buffer.from(Uint8Array.from(bytes).buffer)
  const jsonLength = body.readUInt32LE(0)
  const head = JSON.parse(body.toString('utf8', alignment, alignment + jsonLength)) as Head
  let offset = alignment + paddedLength(jsonLength)
  const read: Record<string, Uint32Array | BigInt64Array> = {}
  for (const [index, [name, Kind]] of columns.entries()) {
    const column = new Kind(body.buffer, body.byteOffset + offset, head.counts[index] ?? 0)
    offset += paddedLength(column.byteLength)
    if (offset > body.length) throw new RangeError('a column is cut off')
    read[name] = column
  }
  const own = read as unknown as TreeColumns
  requireWhole(own)
  const { request, said, names, hashes } = head
  return {
    request,
    moment: BigInt(head.moment),
    facts: head.facts.map(([question, answer, status]) => {
      if (!isQuestion(question)) throw new RangeError('a question that no run asks')
      return status === undefined ? { question, answer } : { question, answer, status }
    }),
    ...(said !== undefined && { said }),
    tree: {
      names,
      hashes,
      lengths: head.lengths.map(BigInt),
      traits: head.traits.map(([dev, mode]) => ({ dev: BigInt(dev), mode: BigInt(mode) })),
      columns: own,
    },
  }
}

/** Throws where the columns do not belong together: each loop over them ends. */
function requireWhole(own: TreeColumns): void {
  const [directories, files] = [own.parents.length, own.fileNames.length]
  const isWhole = columns.every(([name]) => {
    if (name === 'entries') return sumOf(own.entryCounts) === own.entries.length
    const isOfFiles = ofFiles.has(name)
    return own[name].length === (isOfFiles ? files : directories)
  })
  const isTree = own.parents.every((parent, index) => parent <= index)
  if (!isWhole || !isTree || sumOf(own.fileCounts) !== files) throw new RangeError('columns do not fit')
}

const ofFiles: ReadonlySet<string> = new Set([
  'fileNames',
  'fileTexts',
  'fileTraits',
  'inodes',
  'modified',
  'changed',
])

function sumOf(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | BigInt64Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

function padded(bytes: Buffer): readonly Buffer[] {
  return [bytes, Buffer.alloc(paddedLength(bytes.length) - bytes.length)]
}

function paddedLength(length: number): number {
  return Math.ceil(length / alignment) * alignment
}
