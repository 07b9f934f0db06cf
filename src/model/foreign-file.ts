/** What is below the output directory and was not rendered; `submodule` is a directory that Git takes from another repository. */
export type ForeignKind = 'file' | 'link' | 'special' | 'submodule'

/** Something below the output directory that fedrender did not write; `path` is relative to that directory. */
export interface ForeignFile {
  readonly path: string
  readonly kind: ForeignKind
}

/** What a file does that Argo CD, Flux, or Git on their behalf obey wherever they meet it. */
export type ObeyedBy = 'source-ignore' | 'argocd-source' | 'checkout-attributes' | 'submodules'

/**
 * By its name, the kind of a file that agents obey; undefined for every other file. Sources:
 * Flux: pkg/sourceignore/sourceignore.go (`.sourceignore` in the source and in every directory of it).
 * Argo CD: reposerver/repository/repository.go (`.argocd-source.yaml` and `.argocd-source-<application>.yaml` replace
 * settings of an Application's source; `.argocd-allow-concurrency` and `.argocd-helm-dep-up` beside them).
 * Git: gitattributes(5), gitmodules(5); Argo CD checks submodules out unless told otherwise, Flux if it is asked to.
 */
export function obeyedBy(name: string): ObeyedBy | undefined {
  const folded = name.toLowerCase()
  if (folded === '.sourceignore') return 'source-ignore'
  if (folded.startsWith('.argocd-')) return 'argocd-source'
  if (folded === '.gitattributes') return 'checkout-attributes'
  return folded === '.gitmodules' ? 'submodules' : undefined
}

/**
 * Whether an agent reads a file of this name as a manifest or as what leads to others. Argo CD reads `.yaml`, `.yml`,
 * `.json` and `.jsonnet` of a directory (reposerver/repository/repository.go, manifestFile), which may import
 * `.libsonnet`, and takes a directory for a chart or a kustomization by `Chart.yaml` or by a kustomization's names
 * (util/app/discovery/discovery.go); Flux reads `.yaml` and `.yml`, and the same kustomizations (pkg/kustomize/kustomize_generator.go).
 * All of them mind case; here it does not count, because there are file systems on which it does not.
 */
export function isReadByAgents(name: string): boolean {
  const folded = name.toLowerCase()
  return (
    /\.(?:ya?ml|json|jsonnet|libsonnet)$/.test(folded) ||
    folded === 'kustomization' ||
    folded.startsWith('kustomization.')
  )
}
