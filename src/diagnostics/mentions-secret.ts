/**
 * Whether a text may hold the content of a Secret, so that nothing of it may be quoted. Deliberately a word search and
 * no look at the kind: the text may not parse. The `secretRef` of a KubeFedCluster is only a name.
 */
export function mentionsSecret(text: string): boolean {
  return /secret(?!Ref\b)|stringData/i.test(text)
}

/** Whether a line looks as if it gave a credential, wherever it stands: in a ConfigMap, or in a broken kubeconfig. */
export function namesCredential(line: string): boolean {
  return /passw|token|credential|private|(?:api|access|client)[-_]?key/i.test(line)
}
