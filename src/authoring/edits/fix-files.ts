import type { Diagnostic, DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { Fix } from '../../diagnostics/fix.ts'
import type { FileChange } from '../../model/file-change.ts'
import type { ParsedSources } from '../../model/parsed-sources.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import type { Resources } from '../../model/resources.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { createMatcher } from '../../text/glob.ts'
import { knownTypes } from '../types/known-types.ts'
import { authorFix, type FixContext } from './author-fix.ts'
import { fileChanges, type Authored } from './authored.ts'
import { fixesTogether, type FixesTogether } from './fixes-together.ts'
import { noItems, takeItems, type WrittenFixes } from './take-items.ts'

/** What the fixes of some diagnostics come to. */
export interface FixedFiles {
  readonly changes: readonly FileChange[]
  /** What has to be done by hand. */
  readonly refused: readonly Diagnostic[]
  /** How many of the diagnostics have a fix among the changes. */
  readonly count: number
}

/** What fixes need to know of a repository, with the paths of its sources. */
export interface FilesContext extends FixContext {
  readonly known: ReadonlySet<string>
}

/** What fixes need to know, of what the compiler made of a repository. */
export function createFixContext(
  { manifests }: Pick<ParsedSources, 'manifests'>,
  { customTypes }: Pick<Resources, 'customTypes'>,
  { federation: { types } }: Pick<RenderPlan, 'federation'>,
  { config, files }: { readonly config: RenderConfig; readonly files: readonly SourceFile[] },
): FilesContext {
  return {
    types,
    knownTypes: knownTypes(customTypes, types),
    manifests,
    systemNamespace: config.systemNamespace,
    isSource: createMatcher(config.sources ?? ['**']),
    known: new Set(files.map(({ path }) => path)),
  }
}

/**
 * The changes of files by which faults are fixed, as far as fixes are known and may be made together. Reports the fixes that
 * have to be made by hand.
 */
export function fixFiles(diagnostics: readonly Diagnostic[], context: FilesContext): FixedFiles {
  const [written, refused]: [WrittenFixes[], Diagnostic[]] = [[], []]
  const together = fixesTogether(diagnostics.flatMap(({ fix }) => fix ?? []))
  for (const { diagnostic, fix } of onePerMissing(diagnostics)) {
    const [authored, failing] = makeFix(diagnostic, fix, together, context)
    for (const each of failing) refused.push(each)
    // A file that is there already, and so does not hold what it was to hold, is a person's.
    const isNew = authored.files?.every(({ path }) => !context.known.has(path)) ?? true
    if (failing.length === 0 && isNew && Object.keys(authored).length > 0) written.push([[fix], authored])
  }
  const items = written.length > 0 ? noItems : takeItems(diagnostics)
  for (const each of items.refused) refused.push(each)
  const now = [...withoutShifts(written), ...withoutShifts(items.written)]
  const made = new Set(now.flatMap(([fixes]) => fixes.map((fix) => missingOf(fix) ?? fix)))
  const count = diagnostics.filter(({ fix }) => fix && made.has(missingOf(fix) ?? fix)).length
  const [changes, editing] = fileChanges(now.map(([, authored]) => authored))
  return { changes, refused: [...refused, ...editing], count }
}

/** Edits shift the places of what is to go, which so waits for a round without any. */
function withoutShifts(written: readonly WrittenFixes[]): readonly WrittenFixes[] {
  const isEdited = written.some(([, { edits }]) => edits)
  return written.filter(([, { removals }]) => !isEdited || !removals)
}

function makeFix(
  diagnostic: Diagnostic,
  fix: Fix,
  together: FixesTogether,
  context: FixContext,
): DiagnosticResult<Authored> {
  if (fix.kind !== 'edit' || together.alone.has(fix)) return authorFix(diagnostic, fix, context)
  const byHand = together.refused.get(fix)
  if (byHand) return [{}, [byHand]]
  return [together.changes.has(fix) ? { edits: [fix] } : {}, []]
}

/** The fixes that are to be made: what several objects miss is written once, beside the first of them. */
function onePerMissing(
  diagnostics: readonly Diagnostic[],
): readonly { readonly diagnostic: Diagnostic; readonly fix: Fix }[] {
  const wanted = new Set<string>()
  return diagnostics.flatMap((diagnostic) => {
    const { fix } = diagnostic
    if (fix === undefined || fix.kind === 'remove-items') return []
    const missing = missingOf(fix)
    if (missing !== undefined && wanted.has(missing)) return []
    if (missing !== undefined) wanted.add(missing)
    return [{ diagnostic, fix }]
  })
}

/** What a fix adds, where that is an object that several others may miss. */
function missingOf(fix: Fix): string | undefined {
  if (fix.kind === 'federate-namespace') return `namespace ${fix.namespace}`
  return fix.kind === 'enable-type' ? `type ${Object.values(fix.federatedType).join(' ')}` : undefined
}
