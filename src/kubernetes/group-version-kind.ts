/** The group of an apiVersion: `apps` of `apps/v1`, `''` of `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}

/** The version of an apiVersion: `v1` of `apps/v1` and of `v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1)
}

/** The apiVersion of a group and a version; the core group has no slash. */
export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`
}

/** A group and a kind as one text, the form in which Kubernetes prints a GroupKind: `Deployment.apps`, `Service`. */
export function groupKind(group: string, kind: string): string {
  return group === '' ? kind : `${kind}.${group}`
}

/**
 * The plural name of a kind, guessed as KubeFed guesses it
 * (KubeFed: pkg/apis/core/v1beta1/federatedtypeconfig_types.go, PluralName).
 */
export function pluralName(kind: string): string {
  const lower = kind.toLowerCase()
  if (/(?:s|x|z|ch|sh|o)$/.test(lower)) return `${lower}es`
  if (lower.endsWith('y')) return `${lower.slice(0, -1)}ies`
  return `${lower}s`
}
