import { createMatcher } from '../../text/glob.ts'

/** What DNS takes in a name, and the `*` of a wildcard; nothing else may be claimed, as globs could be deceived by it. */
const plainName = /^[-a-z0-9_.*]+$/

/** Labels that no glob names, so that only what matches any label matches them. */
const anyLabel = '\0any\0'

/**
 * Whether one of some globs matches a DNS name: `*` is any part of one label, a label `**` any number of labels, none
 * included. DNS takes no notice of case nor of the dot at the end. A wildcard answers for every name below it, however
 * many labels more it has (RFC 4592, section 2.2.1), and so takes a glob that matches all of those.
 */
export function createNameMatcher(globs: readonly string[]): (name: string) => boolean {
  const matches = createMatcher(globs.map((glob) => asPath(glob.toLowerCase())))
  return (name) => {
    const lower = withoutLastDot(name).toLowerCase()
    // Upper case outside of ASCII may have its lower case in it.
    if (!plainName.test(lower) || /[^\0-\x7f]/.test(name)) return false
    const [first, ...parents] = lower.split('.')
    if (first !== '*') return matches(asPath(lower))
    return [[anyLabel], [anyLabel, anyLabel]].every((labels) => matches([...labels, ...parents].join('/')))
  }
}

function asPath(name: string): string {
  return withoutLastDot(name).replaceAll('.', '/')
}

function withoutLastDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name
}
