import { getOwn, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { compareText } from '../../text/compare-text.ts'
import { isSecretKind } from '../../diagnostics/mentions-secret.ts'
import type { FileReading } from './file-reading.ts'

/**
 * The kinds, beside Secret and FederatedSecret, that any FederatedTypeConfig maps to Secret, whether or not it is in
 * force: one in error, or disabled, defines all the same what its objects are. Sorted, each once.
 */
export function findSecretKinds(readings: readonly FileReading[]): readonly string[] {
  const kinds = new Set<string>()
  for (const { manifests, unreadable } of readings) {
    for (const { value } of manifests) for (const kind of mappedKinds(value)) kinds.add(kind)
    for (const { file, start, end } of unreadable) {
      for (const kind of mentionedKinds(file.text.slice(start, end))) kinds.add(kind)
    }
  }
  return [...kinds].filter((kind) => !isSecretKind(kind, [])).sort(compareText)
}

/** `spec.targetType` and `spec.federatedType`; before v0.1.0-rc.6 they were `spec.target` and `spec.template`. */
function mappedKinds({ kind, spec, metadata }: JsonObject): readonly string[] {
  if (kind !== 'FederatedTypeConfig' || !isObject(spec)) return []
  const isNamedSecrets = isObject(metadata) && metadata['name'] === 'secrets'
  const targets = [getOwn(spec, 'targetType'), getOwn(spec, 'target')].filter((each) => each !== undefined)
  const isSecret = targets.some((each) => /^secrets?$/i.test(kindOf(each) ?? ''))
  if (!isSecret && !(isNamedSecrets && targets.length === 0)) return []
  const others = Object.entries(spec).filter(([key]) => key !== 'targetType' && key !== 'target')
  return others.flatMap(([, each]) => kindOf(each) ?? [])
}

function kindOf(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined
  const kind = getOwn(value, 'kind')
  return typeof kind === 'string' && kind !== '' ? kind : undefined
}

/** What a FederatedTypeConfig that nobody can read may map. */
function mentionedKinds(text: string): readonly string[] {
  if (!/FederatedTypeConfig/.test(text) || !/\bSecret\b/i.test(text)) return []
  return [...text.matchAll(/\bkind["']?\s*:\s*["']?(Federated\w+)/g)]
    .map(([, kind = '']) => kind)
    .filter((kind) => kind !== 'FederatedTypeConfig')
}
