import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { CompileResult } from '../../render.ts'
import { parse } from '../../stages/parse/parse.ts'
import type { ComparedSources } from '../../views/fleet-diff/causes/compared-sources.ts'
import { createCauseFinder, type FindCauses } from '../../views/fleet-diff/causes/create-cause-finder.ts'

/** The files of one side of a diff, and what the compiler made of them. */
export interface CompiledFiles {
  readonly result: Pick<CompileResult, 'sources' | 'plan' | 'resources'>
  readonly files: readonly SourceFile[]
  readonly observed: readonly SourceFile[]
  /** `fedrender.yaml`, where there is one. */
  readonly config?: SourceFile
  /** `dns.lock.yaml`, where there is one. */
  readonly dnsLock?: SourceFile
}

/**
 * Finds the causes of changes between two compiled repositories. Observed state, configuration and lock are parsed
 * again, but only as far as they differ.
 */
export function findCausesBetween(base: CompiledFiles, head: CompiledFiles): FindCauses {
  return createCauseFinder(comparedSources(base, head), comparedSources(head, base))
}

function comparedSources(side: CompiledFiles, other: CompiledFiles): ComparedSources {
  const { result, files, observed } = side
  const [config, dnsLock] = [listOf(side.config), listOf(side.dnsLock)]
  return {
    files: [...files, ...observed, ...config, ...dnsLock],
    manifests: result.sources.manifests,
    observed: manifestsOf(differing(observed, other.observed)),
    config: manifestsOf(differing(config, listOf(other.config))),
    dnsLock: manifestsOf(differing(dnsLock, listOf(other.dnsLock))),
    plan: result.plan,
  }
}

function listOf(file: SourceFile | undefined): readonly SourceFile[] {
  return file === undefined ? [] : [file]
}

function differing(files: readonly SourceFile[], others: readonly SourceFile[]): readonly SourceFile[] {
  const texts = new Map(others.map((each) => [each.path, each.text]))
  return files.filter((each) => texts.get(each.path) !== each.text)
}

function manifestsOf(files: readonly SourceFile[]): readonly Manifest[] {
  return parse(files)[0].manifests
}
