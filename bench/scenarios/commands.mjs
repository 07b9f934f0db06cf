import { rmSync } from 'node:fs'
import { run } from '../measure/run.mjs'
import { addComment, readDigests, removeComment } from './fleet.mjs'

/**
 * The commands of fedrender that are measured, in the order of a round. `prepare`, which can have the command run before, and
 * `restore`, which is done after it, are not measured; `written` are the files that the command leaves, whose bytes are
 * compared with those of a base beside what it prints, unless that `varies`.
 */
export const commands = [
  {
    name: 'cold',
    title: '`render`, no output yet',
    words: ['render'],
    prepare: ({ rendered }) => rmSync(rendered, { recursive: true, force: true }),
    written: ({ rendered }) => readDigests(rendered),
  },
  {
    name: 'unchanged',
    title: '`render`, nothing changed',
    words: ['render'],
    // The index is of a run that found the files as they are, as that of git is after any `git status`.
    prepare: (_, runBefore) => runBefore(),
    written: ({ rendered }) => readDigests(rendered),
  },
  {
    name: 'commented',
    title: '`render`, a comment changed',
    words: ['render'],
    prepare({ deployment }, runBefore) {
      runBefore()
      addComment(deployment)
    },
    restore: ({ deployment }) => removeComment(deployment),
    written: ({ rendered }) => readDigests(rendered),
  },
  { name: 'check', title: '`render --check`', words: ['render', '--check'] },
  {
    name: 'diff',
    title: '`diff`, one image',
    words: ['diff'],
    in: ({ changed }) => changed,
    status: 1,
  },
  { name: 'validate', title: '`validate`', words: ['validate'] },
  {
    name: 'publish',
    title: '`publish`, a new branch',
    words: ['publish', '--branch', 'rendered', '--repo', '../published.git'],
    prepare({ published }) {
      rmSync(published, { recursive: true, force: true })
      run('git', ['init', '-q', '--bare', published])
    },
    written: ({ published }) =>
      readListing(run('git', ['ls-tree', '-r', 'rendered'], { cwd: published, isRead: true }).stdout),
    // The name of a commit depends on when it was made.
    varies: true,
  },
  { name: 'version', title: '`--version`', words: ['--version'], varies: true },
]

/** The lines of `git ls-tree`, by path. */
function readListing(text) {
  const lines = text.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => line.split('\t').toReversed()))
}
