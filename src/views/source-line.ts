import { locate } from '../diagnostics/locate.ts'
import { printable } from '../text/quote.ts'
import type { Place } from '../model/place.ts'

/** A line of the sources, as a view prints it. */
export interface SourceLine {
  /** Relative to the repository. */
  readonly file: string
  /** From 1. */
  readonly line: number
}

/** The line on which a place starts. */
export function sourceLine(place: Place): SourceLine {
  const { file, line } = locate(place)
  return { file: file.path, line }
}

/** A line of the sources as `file:line`, which editors and terminals can open; `-` where there is none. */
export function formatSourceLine({ file, line }: Partial<SourceLine>): string {
  return file === undefined ? '-' : `${printable(file)}:${line}`
}
