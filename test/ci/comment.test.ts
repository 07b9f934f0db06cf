import { spawnSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratchDirectory } from '../helpers/git-repository.ts'
import { readSteps } from './read-pipeline.ts'
import { comment, github, type Artifact, type GitHub } from './run-comment.ts'

const marker = '<!-- fedrender diff -->'
const body = `${marker}\n**fedrender diff** "$(quoted)" \`code\`\n`

describe('the comment of the workflow', () => {
  const steps = readSteps('examples/ci/github/comment.yaml')
  const script = steps.find(({ name }) => name === 'comment')?.run ?? ''

  const comments = (...bodies: readonly string[]): Partial<GitHub> => ({
    'repos/o/r/issues/7/comments?per_page=100': bodies.map((text, index) => ({
      id: 12 + index,
      user: { login: text.startsWith('forged') ? 'mallory' : 'github-actions[bot]' },
      body: text.replace('forged', ''),
    })),
  })

  const honest = { number: '7\n', changed: 'true\n', 'comment.md': body }

  it('is given no expression inside of the script', () => {
    expect(script).not.toContain('${{')
    expect(steps.map(({ uses }) => uses?.split('@')[0])).toStrictEqual([
      'actions/download-artifact',
      undefined,
    ])
  })

  it('is written where there is none of its own and something changes', () => {
    const posted = [{ method: 'POST', path: 'repos/o/r/issues/7/comments', body }]
    expect(comment(honest)).toMatchObject({ status: 0, log: '', writes: posted, left: [] })
    expect(comment(honest, comments('hello', `forged${marker}\n`)).writes).toStrictEqual(posted)
    expect(comment({ ...honest, changed: 'false\n' })).toMatchObject({ status: 0, writes: [] })
  })

  it('is updated where there is one, also where nothing changes any more', () => {
    for (const changed of ['true', 'false']) {
      const found = comments('hello', `${marker}\nold`, `${marker}\nolder`)
      expect(comment({ ...honest, changed }, found)).toMatchObject({
        status: 0,
        writes: [{ method: 'PATCH', path: 'repos/o/r/issues/comments/13', body }],
      })
    }
  })

  it('is passed as it is, and nothing of it reaches the shell or the log', () => {
    const hostile = `${marker}\n::set-output name=a::b\n@o/everyone $(touch ran) \`touch ran\`\n##[error]x\n`
    const { status, log, writes, left } = comment({ ...honest, 'comment.md': hostile })
    expect({ status, log, left }).toStrictEqual({ status: 0, log: '', left: [] })
    expect(writes.map((each) => each.body)).toStrictEqual([hostile])
  })

  it.each([
    ['a command as the number', { number: '7; touch ran' }],
    ['a command on a line of its own', { number: '7\n$(touch ran)' }],
    ['a path as the number', { number: '7/../8' }],
    ['a number that is too long', { number: '00000000007' }],
    ['a workflow command as the number', { number: '::error::x' }],
    ['no number', { number: undefined }],
    ['an empty number', { number: '' }],
    ['no comment', { 'comment.md': undefined }],
    ['a comment of 64 KiB', { 'comment.md': `${marker}\n${'x'.repeat(65_536 - marker.length - 1)}` }],
    ['a comment of another program', { 'comment.md': `other\n${marker}\n` }],
    ['a comment of no text', { 'comment.md': '\0\0\0' }],
  ])('is not written for %s', (_, artifact: Artifact) => {
    const { status, log, writes, left } = comment({ ...honest, ...artifact })
    expect({ status, writes, left }).toStrictEqual({ status: 1, writes: [], left: [] })
    expect(log).toMatch(/^::error::The [\w ,.]+\n$/)
  })

  it.each(['number', 'changed', 'comment.md'] as const)(
    'is not written where %s is a link or a directory',
    (name) => {
      const link = comment({ ...honest, [name]: undefined, real: honest[name] }, {}, (comparison) =>
        symlinkSync('real', join(comparison, name)),
      )
      expect(link).toMatchObject({ status: 1, writes: [] })
      const directory = comment({ ...honest, [name]: undefined, [`${name}/x`]: '' })
      expect(directory).toMatchObject({ status: 1, writes: [] })
    },
  )

  it('is not written to a pull request whose head is another, or is no more', () => {
    const file = { 'repos/o/r/pulls/7/files?per_page=100': [] }
    for (const head of [
      { sha: 'decaf', repo: { full_name: 'fork/r' } },
      { sha: 'c0ffee', repo: { full_name: 'victim/r' } },
      { sha: 'c0ffee', repo: null },
    ]) {
      const known = { ...file, 'repos/o/r/pulls/7': { changed_files: 1, head } } as Partial<GitHub>
      expect(comment(honest, known)).toMatchObject({
        status: 0,
        log: expect.stringContaining('::notice::The run is not of the newest commit') as string,
        writes: [],
      })
    }
    expect(comment({ ...honest, number: '8' })).toMatchObject({ status: 1, writes: [] })
  })

  it.each([
    ['a file of .github', [{ filename: '.github/workflows/review.yaml' }], 1],
    ['what was in .github', [{ filename: 'a', previous_filename: '.github/workflows/review.yaml' }], 1],
    ['.github itself', [{ filename: '.github' }], 1],
    ['more files than GitHub lists', [{ filename: 'a' }], 3000],
  ])('is a notice, in place of what the artifact says, where a fork changes %s', (_, files, count) => {
    const pull = { ...github['repos/o/r/pulls/7'], changed_files: count }
    const known = {
      'repos/o/r/pulls/7': pull,
      'repos/o/r/pulls/7/files?per_page=100': files as { filename: string }[],
      ...comments(`${marker}\nNothing changes in any cluster.`),
    }
    const { status, writes } = comment(honest, known)
    const link = 'https://github.example.com/o/r/actions/runs/5'
    const notice = `${marker}\nThis pull request of a fork may change the workflow that compares it, so that [its comparison](${link}) is not shown here.\n`
    expect({ status, writes }).toStrictEqual({
      status: 0,
      writes: [{ method: 'PATCH', path: 'repos/o/r/issues/comments/12', body: notice }],
    })
  })
})

describe('the artifact of the review', () => {
  it('is what the comment is written from', () => {
    const steps = readSteps('examples/ci/github/review.yaml')
    const script = steps.find(({ name }) => name === 'comparison')?.run ?? ''
    expect(script).not.toContain('${{')
    const directory = scratchDirectory()
    writeFileSync(join(directory, 'fedrender.md'), body)
    const env = { ...process.env, RUNNER_TEMP: directory, NUMBER: '7', CHANGED: 'true' }
    expect(spawnSync('bash', ['-e', '-c', script], { cwd: directory, env }).status).toBe(0)
    const read = (name: string): string => readFileSync(join(directory, 'comparison', name), 'utf8')
    expect([read('number'), read('changed'), read('comment.md')]).toStrictEqual(['7\n', 'true\n', body])
    const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))
    const download = readSteps('examples/ci/github/comment.yaml').find(({ id }) => id === 'comparison')
    expect(upload?.with).toMatchObject({ name: download?.with?.['name'], path: download?.with?.['path'] })
  })
})
