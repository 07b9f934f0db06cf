import { chunkText, splitDocuments } from '../../src/yaml/read/split-documents.ts'
import { compareReaders } from '../helpers/compare-readers.ts'
import { mutate } from './mutate.ts'
import { createRandom } from './random.ts'
import { listSeeds } from './seeds.ts'
import { makeTokenSoup } from './token-soup.ts'

/** What a run came to: how many documents both readers were given, and how many of them the plain one read. */
export interface PlainRun {
  readonly documents: number
  readonly read: number
  /** The texts of which the two readers make different things. */
  readonly differing: readonly string[]
}

/** How many of ten files are made of tokens in any order; the others are changed from those that people and programs wrote. */
const soupOfTen = 3

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
    const isSoup = random.below(10) < soupOfTen
    const text = isSoup ? makeTokenSoup(random) : mutate(random.pick(seeds), random, random.pick(seeds))
    for (const chunk of splitDocuments(text).chunks) {
      if (chunk.format === 'json') continue
      const document = chunkText(text, chunk)
      const comparison = compareReaders(document)
      documents += 1
      if (comparison !== 'left') read += 1
      if (comparison === 'differs') differing.push(document)
    }
  }
  return { documents, read, differing }
}
