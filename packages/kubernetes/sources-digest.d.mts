/** A digest of all that a package is made of. */
export function sourcesDigest(): string
