import type { EditFix, Fix } from '../diagnostics/fix.ts'
import { groupBy } from '../text/group-by.ts'
import { replaceValues } from '../yaml/replace-values.ts'
import { splitDocuments } from '../yaml/split-documents.ts'
import type { TextChange } from '../yaml/text-change.ts'

/**
 * The fixes that only put values in the place of others, with the changes of their file's text; those of one document
 * are found and checked together. A fix that is not among them has to be looked at by itself.
 */
export function replacingFixes(fixes: Iterable<Fix>): ReadonlyMap<Fix, readonly TextChange[]> {
  const edits = [...new Set(fixes)].filter((fix) => fix.kind === 'edit')
  const found = new Map<Fix, readonly TextChange[]>()
  for (const [{ text }, ofFile] of groupBy(edits, ({ manifest }) => manifest.file)) {
    const byStart = groupBy(ofFile, ({ manifest }) => manifest.start)
    for (const { start, end, format } of splitDocuments(text).chunks) {
      const ofChunk = byStart.get(start) ?? []
      // Whoever looks at one fix by itself is as fast, and says what is wrong with it.
      if (ofChunk.length < 2) continue
      const changes = replaceValues(text.slice(start, end), format, ofChunk.flatMap(editsOf))
      if (changes === undefined) continue
      const inFile = changes.map((each) => ({
        start: each.start + start,
        end: each.end + start,
        replacement: each.replacement,
      }))
      let next = 0
      for (const fix of ofChunk) found.set(fix, inFile.slice(next, (next += fix.edits.length)))
    }
  }
  return found
}

function editsOf({ manifest, edits }: EditFix): EditFix['edits'] {
  return edits.map((edit) => ({ ...edit, pointer: manifest.item + edit.pointer }))
}
