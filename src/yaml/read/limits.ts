/** How many levels mappings and lists may be nested; deeper ones would overflow the stack of some later reader. */
export const maximumDepth = 256

/** How many tokens a document may hold; 16 MiB of ordinary YAML have fewer. */
export const maximumTokens = 6_000_000
