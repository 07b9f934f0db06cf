/** How many levels mappings and lists may be nested; deeper ones would overflow the stack of some later reader. */
export const maximumDepth = 256

/** The most scalars of a document that are noted as read differently; a document of 16 MiB may hold millions. */
export const mostAmbiguous = 1000

/** How many tokens a document may hold; 16 MiB of ordinary YAML have fewer. */
export const maximumTokens = 6_000_000

/**
 * The longest document that is edited, in UTF-16 code units: its tree takes a hundred times as much memory. No object of
 * Kubernetes is as long, of which etcd takes 1.5 MiB.
 */
export const longestEdited: number = 2 * 2 ** 20
