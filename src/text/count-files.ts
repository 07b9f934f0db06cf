import { count } from './count.ts'

/** What became of the files of an output. */
export interface FileCounts {
  readonly written: number
  readonly unchanged: number
  readonly pruned: number
  readonly held: number
}

/** The counts in the words that every command has for them, after `wrote` or `would write`. */
export function countFiles({ written, unchanged, pruned, held }: FileCounts): string {
  return `${count(written, 'file')}, ${unchanged} unchanged, ${pruned} pruned, ${held} held`
}
