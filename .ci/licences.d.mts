export function licencesOf(root: string, modules: readonly string[], others?: readonly string[]): string
export function kubernetesLicence(root: string): string
