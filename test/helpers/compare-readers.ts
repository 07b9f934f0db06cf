import { readPlain } from '../../src/yaml/plain/read-plain.ts'
import { readNodes } from '../../src/yaml/read/read-nodes.ts'
import { stringifyExactJson } from './stringify-exact-json.ts'

/** Whether the plain reader leaves a document to the scanner's, or else whether the two make the same of it. */
export type Comparison = 'left' | 'same' | 'differs'

/** Compares the plain reader with the scanner's: the value, its keys in their order, and that nothing is to be noted. */
export function compareReaders(document: string): Comparison {
  const value = readPlain(document)
  if (value === undefined) return 'left'
  const { value: scanned, problems, ambiguousCount, ellipses, ...notes } = readNodes(document, 'yaml')
  const isSame =
    scanned !== undefined &&
    stringifyExactJson(scanned) === stringifyExactJson(value) &&
    problems.length + ambiguousCount + ellipses.length === 0 &&
    !notes.hasPrototypeKey &&
    !notes.hasChartAction
  return isSame ? 'same' : 'differs'
}
