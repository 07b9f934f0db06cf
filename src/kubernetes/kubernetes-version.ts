/**
 * The minor number of a version of Kubernetes, spelled as `1.30`, as releases are (`v1.30.4`) or as a provider's
 * (`v1.30.4-gke.1000`); undefined for what is none.
 */
export function parseKubernetesVersion(text: string): number | undefined {
  const minor = /^v?1\.([0-9]{1,3})(?:\.[0-9]+)?(?:[-+_].*)?$/.exec(text)?.[1]
  return minor === undefined ? undefined : Number(minor)
}
