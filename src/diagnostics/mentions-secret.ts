/**
 * Whether a text that cannot be read may hold the content of a Secret, so that nothing of it may be quoted: a search for
 * words, in whatever spelling quoted scalars of YAML and JSON have. The `secretRef` of a KubeFedCluster is only a name.
 *
 * @param kinds those that FederatedTypeConfigs map to Secret
 */
export function mentionsSecret(text: string, kinds: readonly string[] = []): boolean {
  const plain = text.includes('\\') ? unescape(text) : text
  return /secret(?!Ref\b)|stringData|![^\s!]{0,99}binary/i.test(plain) || namesKind(plain, kinds)
}

/** Whether a text could name a Secret once it is read: by its words, or in a spelling that only a reader knows. */
export function mayNameSecret(text: string, kinds: readonly string[] = []): boolean {
  return /secret|stringData|[\\!%]/i.test(text) || namesKind(text, kinds)
}

/** Whether a text has one of the kinds, or one by which objects of such a kind are overridden. */
function namesKind(text: string, kinds: readonly string[]): boolean {
  if (kinds.length > 0 && text.includes('ClusterOverride')) return true
  return kinds.some((kind) => text.includes(kind))
}

/** Whether objects of a kind are Secrets, or federated ones. */
export function isSecretKind(kind: string, kinds: readonly string[]): boolean {
  return /^(?:federated)?secret$/i.test(kind) || kinds.includes(kind)
}

/** YAML 1.1, 5.6; JSON knows one of them. */
const escapes = /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|\r?\n[ \t]*)/gi

function unescape(text: string): string {
  return text.replaceAll(escapes, (_, ...codes: (string | undefined)[]) => {
    const code = Number.parseInt(codes.slice(0, 3).find((each) => each !== undefined) ?? '', 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

/** Whether a line looks as if it gave a credential, wherever it is: in a ConfigMap, or in a broken kubeconfig. */
export function namesCredential(line: string): boolean {
  return /passw|token|credential|private|(?:api|access|client)[-_]?key/i.test(line)
}
