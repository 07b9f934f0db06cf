import { describe, expect, it } from 'vitest'
import { eventBase } from '../../src/action/event-base.ts'
import type { Json } from '../../src/model/json.ts'

const pullRequest = { pull_request: { head: { sha: 'head' }, base: { sha: 'old-base' } } }

describe('eventBase', () => {
  it.each<[string, Json, readonly string[], string | undefined]>([
    ['a pull request, with its merge checked out', pullRequest, ['into', 'head'], 'into'],
    ['a pull request, with its branch checked out', pullRequest, ['before-head'], 'old-base'],
    ['a pull request whose branch ends in another merge', pullRequest, ['a', 'b'], 'old-base'],
    ['a merge group', { merge_group: { base_sha: 'base', head_sha: 'head' } }, ['a', 'b'], 'base'],
    ['a push', { before: 'b'.repeat(40), after: 'a'.repeat(40) }, ['b'], 'b'.repeat(40)],
    ['the push of a new branch', { before: '0'.repeat(40) }, ['a'], undefined],
    ['a schedule', { schedule: '0 0 * * *' }, ['a'], undefined],
    ['something else', ['before'], [], undefined],
    ['names that lie', { pull_request: { head: 1, base: { sha: '' } } }, [], undefined],
  ])('of %s is where its change starts', (_, event, parents, expected) => {
    expect(eventBase(event, parents)).toBe(expected)
  })
})
