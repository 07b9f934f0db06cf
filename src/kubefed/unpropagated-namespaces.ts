/** Namespaces that KubeFed never propagates themselves (KubeFed: pkg/controller/sync/accessor.go, isSystemNamespace). */
export const unpropagatedNamespaces: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'default'])
