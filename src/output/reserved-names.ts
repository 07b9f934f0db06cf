/**
 * The names that no file and no directory of the output has, whatever an object is called. Each pattern matches from the
 * character on that is to be encoded, and that one is no hexadecimal digit of an encoded one before it.
 *
 * - devices of Windows;
 * - hidden ones: `.git`, `.sourceignore`, `.argocd-source.yaml`, and `.sops.yaml`, `.flux.yaml` and the like, which Flux
 *   leaves out of its source by default (fluxcd/pkg: sourceignore/sourceignore.go, ExcludeVCS, ExcludeCI, ExcludeExtra);
 * - the others that Flux leaves out so, directories too, as written there (ExcludeExt, ExcludeCI);
 * - kustomizations, for which Argo CD and Flux take the whole directory (kustomize: api/konfig/general.go, fluxcd/pkg:
 *   kustomize/kustomize_generator.go), and the parts of a chart, wherever case does not count;
 * - charts, by how the name ends (Argo CD: util/app/discovery/discovery.go).
 */
const reservedNames: readonly RegExp[] = [
  /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i,
  /^\./,
  /\.(?:jpe?g|gif|png|wmv|flv|tar\.gz|zip)$/,
  /^(?:appveyor|cloudbuild|codeship-services|codeship-steps)\.ya?ml$/,
  /^(?:kustomization|chart|values)\.ya?ml$/i,
  /^kustomization$/i,
  /(?<=Char)t\.yaml$/,
]

/** Where the first character to be encoded is in a segment of a path; undefined where nobody reserves the segment. */
export function findReserved(segment: string): number | undefined {
  for (const pattern of reservedNames) {
    const index = segment.search(pattern)
    if (index !== -1) return index
  }
  return undefined
}
