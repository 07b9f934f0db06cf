import { fixesIn, fixesOfFile, type OfferedFix } from '../../../../src/language/fixes.ts'
import { groupBy } from '../../../../src/text/group-by.ts'
import { hoverAt } from '../../../../src/language/hover/hover.ts'
import { findDefinitions, findReferences } from '../../../../src/language/names/find-places.ts'
import { findClusterName, renameCluster } from '../../../../src/language/names/rename-cluster.ts'
import type { Snapshot } from '../../../../src/language/snapshot.ts'
import { createSchemas } from '../../../../src/lsp/schemas.ts'
import type { CompileResult } from '../../../../src/render.ts'
import type { LanguageQuestions } from '../../language-protocol.ts'
import type { Compiled } from '../compile-fleet.ts'
import { complete } from './complete.ts'
import { readHover } from './read-hover.ts'
import { showPlaces } from './show-places.ts'

type Answers = {
  readonly [N in keyof LanguageQuestions]: (
    question: LanguageQuestions[N]['question'],
  ) => LanguageQuestions[N]['answer']
}

/** What answers the questions of the editor. */
export interface Language {
  /** Takes what was compiled last, and its version. */
  readonly take: (compiled: Compiled, version: number) => void
  readonly answers: Answers
}

/** Makes what answers by the functions of the language server; names are completed from the last fleet that there was. */
export function createLanguage(): Language {
  const schemas = createSchemas()
  let last: { readonly snapshot: Snapshot; readonly version: number } | undefined
  let fleet: CompileResult | undefined
  const about = <Question extends { readonly version: number }, Answer>(
    answer: (snapshot: Snapshot, question: Question) => Answer | undefined,
  ): ((question: Question) => Answer | undefined) => {
    return (question) => (last?.version === question.version ? answer(last.snapshot, question) : undefined)
  }
  return {
    take: (compiled, version) => {
      fleet = compiled.result ?? fleet
      const known = fleet
      last = { snapshot: snapshotOf(compiled, known, () => schemas(known)), version }
    },
    answers: {
      complete: (question) =>
        last
          ? complete(last.snapshot, question)
          : { from: question.offset, to: question.offset, options: [] },
      hover: about((snapshot, cursor) => {
        const found = hoverAt(snapshot, cursor)
        return found && { from: found.range.start, to: found.range.end, blocks: readHover(found.markdown) }
      }),
      definitions: about((snapshot, cursor) => showPlaces(snapshot, findDefinitions(snapshot, cursor))),
      references: about((snapshot, cursor) =>
        showPlaces(snapshot, findReferences(snapshot, cursor, { withDefinitions: true })),
      ),
      clusterName: about((snapshot, cursor) => {
        const found = findClusterName(snapshot, cursor)
        return found && { name: found.name, from: found.start, to: found.end }
      }),
      renameCluster: about(rename),
      fixes: about(findFixes),
    },
  }
}

function snapshotOf(
  { repository, result, diagnostics }: Compiled,
  fleet: CompileResult | undefined,
  schemas: Snapshot['schemas'],
): Snapshot {
  const { files, config, observed, configManifest } = repository
  return {
    files,
    config,
    observed,
    ...(configManifest && { configManifest }),
    ...(result && { result }),
    ...(fleet && { fleet }),
    diagnostics,
    schemas,
  }
}

function rename(
  snapshot: Snapshot,
  { from, to }: LanguageQuestions['renameCluster']['question'],
): LanguageQuestions['renameCluster']['answer'] {
  const renaming = renameCluster(snapshot, from, to)
  if (typeof renaming === 'string') return { problem: renaming }
  const files = Array.from(
    groupBy(renaming.edits, ({ path }) => path),
    ([path, edits]) => {
      return { kind: 'edit', path, edits } as const
    },
  )
  return { change: { files, moves: renaming.moves } }
}

function findFixes(
  snapshot: Snapshot,
  { path, range, problem }: LanguageQuestions['fixes']['question'],
): LanguageQuestions['fixes']['answer'] {
  const found = range
    ? fixesIn(snapshot, { path, start: range.from, end: range.to })
    : fixesOfFile(snapshot, path)
  const isWanted = ({ diagnostics }: OfferedFix): boolean =>
    problem === undefined ||
    diagnostics.some(({ code, message }) => code === problem.code && message === problem.message)
  return found.filter(isWanted).map(({ title, files }) => ({ title, change: { files, moves: [] } }))
}
