import { describe, expect, it } from 'vitest'
import { isQuestion, trackedBy } from '../../../src/host/index/question.ts'

describe('what git is asked again', () => {
  it.each([
    [['ls-files', '-z'], ['']],
    [
      ['ls-files', '-z', '--', 'a', '--x'],
      ['', 'a', '--x'],
    ],
    [
      ['ls-files', '-z', '--stage', '--', '.'],
      ['stage', '.'],
    ],
    [['--literal-pathspecs', 'ls-files', '-z', '--stage'], ['stage']],
  ])('is a listing: %j', (words, asked) => {
    expect(trackedBy(words)).toStrictEqual(asked)
  })

  it.each([
    [['-c', 'alias.x=!id', 'x']],
    [['-c', 'alias.x=!id', 'ls-files', '-z']],
    [['ls-files', '-z', '--exclude-per-directory=x']],
    [['ls-files', '-z', '--exclude-per-directory=x', '--', 'a']],
    [['ls-files', '-z', '--stage', '--debug', '--', 'a']],
    [['cat-file', '--textconv', 'HEAD:x']],
    [['config', 'core.fsmonitor', 'id']],
    [['ls-files']],
    [[]],
  ])('is nothing else: %j', (words) => {
    expect(trackedBy(words)).toBeUndefined()
  })

  it('is no question of another build', () => {
    expect(isQuestion(['readFile', '/a', '10'])).toBe(true)
    for (const words of [['runGit', '/a', '["-c"]', '{}'], ['constructor'], ['readFile', 1], []]) {
      expect(isQuestion(words)).toBe(false)
    }
  })
})
