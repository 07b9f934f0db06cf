import { Minimatch } from 'minimatch'

/** Whether one of some globs matches a text: `*` is any part of a segment, `**` any segments; a leading `!` or `#` means nothing else. */
export function createMatcher(patterns: readonly string[]): (text: string) => boolean {
  const options = { dot: true, nocomment: true, nonegate: true, platform: 'linux' as const }
  const globs = patterns.map((pattern) => new Minimatch(pattern, options))
  return (text) => globs.some((each) => each.match(text))
}
