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
    const key = keyOf(rule)
    if (!reasons.has(key)) reasons.set(key, rule.reason)
  }
  return (path) => {
    if (reasons.size === 0) return undefined
    const current = currentPath(path)
    const exact = reasons.get(path) ?? reasons.get(current)
    if (exact !== undefined) return exact
    const { cluster, type, below } = readOutputPath(current)
    if (cluster === undefined) return reasons.get(ruleKey())
    for (const key of wideningKeys(cluster, type, below)) {
      const reason = reasons.get(key)
      if (reason !== undefined) return reason
    }
    return undefined
  }
}

/**
 * Why files may be held by rules of a base that the rules of a head let go, each reason once; a rule whose files one
 * other rule of the head holds too is none.
 */
export function reasonsLetGo(base: readonly HeldRule[], head: readonly HeldRule[]): readonly HeldReason[] {
  const [keys, reasonOf] = [new Set(head.map(keyOf)), createHeldLookup(head)]
  const left = base.filter(({ path, clusterDirectory, typeDirectory, file }) =>
    path === undefined
      ? !wideningKeys(clusterDirectory, typeDirectory, file).some((key) => keys.has(key))
      : reasonOf(path) === undefined,
  )
  return [...new Set(left.map(({ reason }) => reason))]
}

/** The keys of all rules that match these parts, the most specific first. */
function wideningKeys(cluster?: string, type?: string, file?: string): readonly string[] {
  return [file, undefined].flatMap((ofFile) =>
    [cluster, undefined].flatMap((ofCluster) =>
      [type, undefined].map((ofType) => ruleKey(ofCluster, ofType, ofFile)),
    ),
  )
}

function keyOf({ path, clusterDirectory, typeDirectory, file }: HeldRule): string {
  return path ?? ruleKey(clusterDirectory, typeDirectory, file)
}

/** `*` means an absent part; emit encodes it in a directory's name. */
function ruleKey(cluster = '*', type = '*', file = '*'): string {
  return `${cluster} ${type} ${file}`
}
