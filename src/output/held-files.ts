import type { HeldLookup, HeldReason, HeldRule } from '../model/file-tree.ts'
import { currentPath, readOutputPath } from './layout.ts'

/**
 * Looks rules up by their parts instead of trying each in turn: with `--keep-going` there is one rule for every
 * object in error. Where several match, the most specific one counts. Rules name what this release renders, and match
 * the file of an earlier one that holds the same object under another path.
 */
export function createHeldLookup(rules: readonly HeldRule[]): HeldLookup {
  const reasons = new Map<string, HeldReason>()
  for (const rule of rules) {
    const key = rule.path ?? ruleKey(rule.clusterDirectory, rule.typeDirectory, rule.file)
    if (!reasons.has(key)) reasons.set(key, rule.reason)
  }
  return (path) => {
    if (reasons.size === 0) return undefined
    const current = currentPath(path)
    const exact = reasons.get(path) ?? reasons.get(current)
    if (exact !== undefined) return exact
    const { cluster, type, below } = readOutputPath(current)
    if (cluster === undefined) return reasons.get(ruleKey())
    for (const wantedFile of [below, undefined]) {
      for (const wantedCluster of [cluster, undefined]) {
        for (const wantedType of [type, undefined]) {
          const reason = reasons.get(ruleKey(wantedCluster, wantedType, wantedFile))
          if (reason !== undefined) return reason
        }
      }
    }
    return undefined
  }
}

/** `*` means an absent part; emit encodes it in a directory's name. */
function ruleKey(cluster = '*', type = '*', file = '*'): string {
  return `${cluster} ${type} ${file}`
}
