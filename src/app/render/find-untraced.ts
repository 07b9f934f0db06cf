import type { Replay } from '../../host/index/replay.ts'
import { describeQuestion, type Fact, type RunRecord } from '../../host/index/run-record.ts'
import type { Traced } from '../../host/index/trace.ts'
import { firstOf } from '../../text/list-some.ts'
import { createDirectoryLookup } from '../../host/index/recorded-directories.ts'
import { filePaths, directoryPaths } from '../../host/index/tree-records.ts'

/** Something that a run depends on and that was not traced, or not rightly. */
export interface UntracedFact {
  /** What is remembered as a whole. */
  readonly unit: string
  /** By what it is found again. */
  readonly key: string
  /** What was found out without being remembered, or what is not as it is remembered. */
  readonly fact: string
}

/** What was not traced, in words for the report of a bug. */
export function describeUntraced(untraced: readonly UntracedFact[]): string {
  const lines = untraced.map(({ unit, key, fact }) => `${unit} (${key}): ${fact}`)
  return ['what was remembered is wrong, and is forgotten now; not traced:', ...firstOf(lines, 20)].join('\n')
}

/**
 * What the index is wrong about, by a run that read everything: files and facts that have the status that was recorded, and
 * another content; and, where the index would have answered in place of the run, all that the run found out and the index
 * does not know.
 *
 * @param claim whether the index would have answered, asked before the run
 * @param said what the run prints; undefined where it changed something
 */
export function findUntraced(
  last: RunRecord | undefined,
  claim: Replay,
  traced: Traced,
  said: string | undefined,
): readonly UntracedFact[] {
  if (last === undefined) return []
  const known = new Map(last.facts.map((fact) => [JSON.stringify(fact.question), fact]))
  const knownOf = ({ question }: Fact): Fact | undefined => known.get(JSON.stringify(question))
  const untraced = (fact: string): UntracedFact => ({ unit: 'the last run', key: last.request, fact })
  const wrong = traced.wrong.map((path) => `the content of ${path}`)
  const otherwise = traced.facts
    .filter((fact) => fact.status !== undefined && fact.status === knownOf(fact)?.status)
    .filter((fact) => fact.answer !== knownOf(fact)?.answer)
    .map((fact) => describeQuestion(fact.question))
  const found = [...wrong, ...otherwise]
  if (claim.differs !== undefined || last.said === undefined) return found.map(untraced)
  const missing = traced.facts
    .filter((fact) => knownOf(fact)?.answer !== fact.answer)
    .map((fact) => describeQuestion(fact.question))
  const result = said === last.said ? [] : [`the result, which is ${said ?? 'a change'}`]
  return [...new Set([...found, ...missing, ...findUnlisted(last, traced), ...result])].map(untraced)
}

/** The directories and files that the run looked at and the record does not have. */
function findUnlisted(last: RunRecord, traced: Traced): readonly string[] {
  const listed = new Set(directoryPaths(last.tree))
  const directoryOf = createDirectoryLookup(last.tree)
  const isRead = (path: string): boolean => {
    const slash = path.lastIndexOf('/')
    return directoryOf(path.slice(0, slash))?.hasRead(path.slice(slash + 1)) === true
  }
  return [
    ...directoryPaths(traced.tree)
      .filter((path) => !listed.has(path))
      .map((path) => `readDirectory ${path}`),
    ...Array.from(filePaths(traced.tree))
      .filter((path) => !isRead(path))
      .map((path) => `readFile ${path}`),
  ]
}
