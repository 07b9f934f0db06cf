/** The address of a remote without the token that it may hold before its host, or after a question mark. */
export function addressWithoutCredentials(address: string): string {
  const [, scheme, authority = '', path = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)((?:\/[^?#]*)?)/i.exec(address) ?? []
  if (scheme === undefined) return address
  return `${scheme}${authority.slice(authority.lastIndexOf('@') + 1)}${path}`
}
