import { childPointer } from '../../json/pointer.ts'
import type { Manifest } from '../../model/manifest.ts'
import { serialize } from '../../yaml/write/serialize.ts'
import type { Authored } from '../edits/authored.ts'

/** Holds waves at commits: edits the lines of a ledger and keeps its comments and its order, or begins one at a path. */
export function holdWaves(
  ledger: Manifest | undefined,
  path: string,
  commits: ReadonlyMap<string, string>,
): Authored {
  if (ledger !== undefined) {
    const edits = [...commits].map(([wave, value]) => ({ pointer: childPointer('/waves', wave), value }))
    return { edits: [{ manifest: ledger, edits }] }
  }
  const object = {
    apiVersion: 'fedrender.dev/v1alpha1',
    kind: 'WaveLedger',
    waves: Object.fromEntries(commits),
  }
  return { files: [{ path, after: serialize(object) }] }
}
