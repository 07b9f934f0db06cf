import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { parse } from '../../stages/parse/parse.ts'
import type { ComparedSources } from '../../views/fleet-diff/causes/compared-sources.ts'
import type { CompiledFiles } from './compiled-files.ts'
import { findCausesInWaves } from '../waves/find-causes-in-waves.ts'
import { createCauseFinder, type FindCauses } from '../../views/fleet-diff/causes/create-cause-finder.ts'

/**
 * Finds the causes of changes between two compiled repositories; where waves are held, between the commits that the clusters
 * of a change get. Observed state, configuration and lock are parsed again, but only as far as they differ.
 */
export function findCausesBetween(base: CompiledFiles, head: CompiledFiles): FindCauses {
  const isHeld = [base, head].some(({ result }) => (result.held ?? []).length > 0)
  return isHeld ? findCausesInWaves(base, head, findCausesOf) : findCausesOf(base, head)
}

function findCausesOf(base: CompiledFiles, head: CompiledFiles): FindCauses {
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
