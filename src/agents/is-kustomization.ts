/** Whether a file is a kustomization by its name in lower case (kustomize: api/konfig/general.go). */
export function isKustomization(name: string): boolean {
  return name === 'kustomization' || name.startsWith('kustomization.')
}
