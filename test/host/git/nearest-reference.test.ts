import { describe, expect, it } from 'vitest'
import type { Git } from '../../../src/host/git/git.ts'
import { explainMissing } from '../../../src/host/git/nearest-reference.ts'

const git: Git = ([command]) => Buffer.from(command === 'remote' ? 'origin\n' : 'main\norigin/main\n')

describe('a reference that the clone lacks', () => {
  it('is compared with its branches, and no remote that is misspelled is fetched from', () => {
    expect(explainMissing(git, 'orign/main', false)).toStrictEqual({
      nearest: 'origin/main',
      fetch: undefined,
    })
    const { nearest, fetch } = explainMissing(git, 'origin/mian', false)
    expect([nearest, fetch]).toStrictEqual([
      'origin/main',
      'git fetch origin +refs/heads/mian:refs/remotes/origin/mian',
    ])
  })
})
