import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commit, gitRepository } from '../helpers/git-repository.ts'
import { largeChanges, type LargeChange } from '../helpers/large-changes.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'

const config = { 'fedrender.yaml': 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n' }

/** A comment of a whole fleet is read by a person: so many lines and bytes, whatever the change. */
const [mostLines, mostBytes] = [150, 12 * 1024]

/** Each change, its golden comment in `large-changes/`, the headline, and what its causes are. */
const cases: readonly (readonly [
  name: keyof typeof largeChanges,
  headline: string,
  causes: readonly string[],
])[] = [
  [
    'relabelledClusters',
    '1 edit · 330 objects added · 10 of 100 clusters',
    [
      '`inventory.yaml:18`',
      'inventory.yaml:18,68,118,168,218,268,318,368,418,468',
      '(`label tier stage → prod`)',
    ],
  ],
  [
    'removedCluster',
    '13 critical, 114 high, 114 medium · 3 edits · 240 objects removed · 1 of 20 clusters · needs approval',
    ['- From `inventory.yaml:96-99` (before) (`the cluster goes`):'],
  ],
  [
    'editedConfigMaps',
    '2 edits · 300 objects changed · 100 of 100 clusters',
    Array.from({ length: 300 }, (_, index) => `app-${String(index).padStart(3, '0')}.yaml:4`),
  ],
  [
    'newTeam',
    '1 edit · 41 objects added · 100 of 100 clusters',
    Array.from({ length: 40 }, (_, index) => `app-${String(index).padStart(3, '0')}.yaml:1-4`),
  ],
  [
    'bumpedImage',
    '1 edit · 60 objects changed · 97 of 100 clusters',
    Array.from({ length: 60 }, (_, index) => `app-${String(index).padStart(3, '0')}.yaml:4`),
  ],
]

describe('the comment of a change of a whole fleet', () => {
  it.each(cases)('is short, and names every cause: %s', (name, headline, causes) => {
    const comment = commentOf(largeChanges[name]())
    expect(comment.split('\n').length).toBeLessThanOrEqual(mostLines)
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(mostBytes)
    expect(comment.split('\n')[1]).toBe(`**fedrender diff** ${headline}`)
    for (const each of causes) expect(comment).toContain(each)
    const golden = new URL(`large-changes/${name}.md`, import.meta.url)
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, comment)
    expect(comment).toBe(readFileSync(golden, 'utf8'))
  })
})

function commentOf({ before, after }: LargeChange): string {
  const directory = gitRepository({ ...config, ...before })
  commit(directory, after)
  return runInDirectory(directory, 'diff', '--base', 'HEAD~1', '--output', 'markdown').stdout
}
