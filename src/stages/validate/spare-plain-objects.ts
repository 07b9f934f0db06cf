import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { groupKind, groupOf } from '../../kubernetes/group-version-kind.ts'
import type { UnreadableSource } from '../../model/parsed-sources.ts'
import type { Resources } from '../../model/resources.ts'
import { groupBy } from '../../text/group-by.ts'
import { federatedTypesOf } from './read-objects.ts'

/** What may hold, or be, something that is read although it is not KubeFed's. */
const mentionsUse = /kubefed|federation\.k8s\.io|Federated|fedrender\.dev/
const usedKinds: ReadonlySet<string> = new Set(['List', 'CustomResourceDefinition'])

/**
 * Makes a warning of each fault of a document that is only a plain object's: a plain object is left alone, and nobody
 * here reads it. What it is can be known where its apiVersion and kind are in lines of their own.
 */
export function sparePlainObjects(
  diagnostics: readonly Diagnostic[],
  unreadable: readonly UnreadableSource[],
  { federatedTypeConfigs }: Pick<Resources, 'federatedTypeConfigs'>,
): readonly Diagnostic[] {
  const claimed = federatedTypesOf(federatedTypeConfigs)
  const spared = groupBy(
    unreadable.filter((source) => isPlain(source, claimed)),
    ({ file }) => file,
  )
  if (spared.size === 0) return diagnostics
  return diagnostics.map((each) => {
    const { at, severity } = each
    if (severity !== 'error' || at === undefined || 'manifest' in at) return each
    const isSpared = spared.get(at.file)?.some(({ start, end }) => start <= at.start && at.end <= end)
    return isSpared ? { ...each, severity: 'warning' } : each
  })
}

function isPlain({ file, start, end }: UnreadableSource, claimed: ReadonlyMap<string, unknown>): boolean {
  const text = file.text.slice(start, end)
  if (mentionsUse.test(text)) return false
  const [apiVersion, kind] = [identityLine(text, 'apiVersion'), identityLine(text, 'kind')]
  if (apiVersion === undefined || kind === undefined || usedKinds.has(kind)) return false
  return !claimed.has(groupKind(groupOf(apiVersion), kind))
}

/** The value of a key at the start of a line, where just one line has it. */
function identityLine(text: string, key: 'apiVersion' | 'kind'): string | undefined {
  const lines = [
    ...text.matchAll(new RegExp(`^${key}:[ \\t]*["']?([\\w./-]+)["']?[ \\t]*(?:#.*)?\\r?$`, 'gm')),
  ]
  return lines.length === 1 ? lines[0]?.[1] : undefined
}
