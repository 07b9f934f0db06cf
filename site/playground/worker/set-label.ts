import { fileChanges } from '../../../src/authoring/edits/authored.ts'
import { childPointer } from '../../../src/json/pointer.ts'
import type { Questions } from '../protocol.ts'
import type { Compiled } from './compile-fleet.ts'

/** The file of a KubeFedCluster with one label set or removed, every other byte kept; or why that cannot be. */
export function setLabel(
  { result }: Compiled,
  { cluster, label, value }: Questions['setLabel']['question'],
): Questions['setLabel']['answer'] {
  const found = result?.plan.federation.clusters.find(({ name }) => name === cluster)
  if (found === undefined) return { problem: `There is no cluster ${cluster}.` }
  const pointer = childPointer('/metadata/labels', label)
  const edit = { pointer, ...(value !== undefined && { value }) }
  const [[change], [refused]] = fileChanges([{ edits: [{ manifest: found.manifest, edits: [edit] }] }])
  if (refused) return { problem: `${refused.message} ${refused.hint ?? ''}`.trim() }
  return change?.after === undefined || change.after === null
    ? { problem: 'The label cannot be set.' }
    : { file: { path: change.path, text: change.after } }
}
