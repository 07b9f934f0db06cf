import { getOwn, isObject } from '../json/own.ts'
import type { Json } from '../model/json.ts'

/**
 * The commit that an event's change starts from, where the event names it: the base of a pull request or of a merge
 * group, or what a branch was before a push. `parents` are those of the commit that is checked out: for a pull request
 * that is the merge that GitHub made, whose first parent is newer than the base that the event names and is what was
 * merged into.
 */
export function eventBase(event: Json, parents: readonly string[]): string | undefined {
  const [pullRequest, mergeGroup] = [memberOf(event, 'pull_request'), memberOf(event, 'merge_group')]
  if (pullRequest !== undefined) {
    const [into, merged] = parents
    const isMerge = merged !== undefined && merged === textAt(memberOf(pullRequest, 'head'), 'sha')
    return isMerge ? into : textAt(memberOf(pullRequest, 'base'), 'sha')
  }
  if (mergeGroup !== undefined) return textAt(mergeGroup, 'base_sha')
  const before = textAt(event, 'before')
  // A branch that is new was nothing before.
  return before === undefined || /^0+$/.test(before) ? undefined : before
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? getOwn(value, key) : undefined
}

function textAt(value: Json | undefined, key: string): string | undefined {
  const text = memberOf(value, key)
  return typeof text === 'string' && text !== '' ? text : undefined
}
