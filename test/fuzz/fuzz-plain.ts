import { equalJson } from '../../src/json/equal.ts'
import { readPlain } from '../../src/yaml/plain/read-plain.ts'
import { readNodes } from '../../src/yaml/read/read-nodes.ts'
import { chunkText, splitDocuments } from '../../src/yaml/read/split-documents.ts'
import { mutate } from './mutate.ts'
import { createRandom } from './random.ts'
import { listSeeds } from './seeds.ts'

/** What a run came to: how many documents both readers were given, and how many of them the plain one read. */
export interface PlainRun {
  readonly documents: number
  readonly read: number
  /** The texts of which the two readers make different things. */
  readonly differing: readonly string[]
}

/** Compares the reader of plain documents with the scanner's on mutated files; the same seed makes the same files. */
export function fuzzPlain(options: {
  readonly root: string
  readonly seed: number
  readonly seconds: number
  readonly files: number
}): PlainRun {
  const random = createRandom(options.seed)
  const seeds = listSeeds(options.root, options.seed)
  const end = performance.now() + options.seconds * 1000
  const differing: string[] = []
  let [documents, read] = [0, 0]
  for (let file = 0; file < options.files && performance.now() < end; file += 1) {
    const text = mutate(random.pick(seeds), random, random.pick(seeds))
    for (const chunk of splitDocuments(text).chunks) {
      if (chunk.format === 'json') continue
      const document = chunkText(text, chunk)
      const value = readPlain(document)
      documents += 1
      if (value === undefined) continue
      read += 1
      if (!isSameReading(document, value)) differing.push(document)
    }
  }
  return { documents, read, differing }
}

/** Whether the scanner's reader gives a value too, and has nothing to note of the document. */
function isSameReading(document: string, value: NonNullable<ReturnType<typeof readPlain>>): boolean {
  const { value: scanned, problems, ambiguousCount, ellipses, ...notes } = readNodes(document, 'yaml')
  return (
    scanned !== undefined &&
    equalJson(scanned, value) &&
    JSON.stringify(Object.keys(scanned ?? {})) === JSON.stringify(Object.keys(value)) &&
    problems.length + ambiguousCount + ellipses.length === 0 &&
    !notes.hasPrototypeKey &&
    !notes.hasChartAction
  )
}
