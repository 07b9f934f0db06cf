import { spawn } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratchDirectory } from '../helpers/git-repository.ts'
import { readScripts, readSteps } from './read-pipeline.ts'

const marker = '<!-- fedrender diff -->'
const body = `${marker}\n**fedrender diff** "$(quoted)" \`code\`\n`

/** Runs a script as a runner does, and gives its exit code. */
function runScript(
  directory: string,
  script: string,
  environment: NodeJS.ProcessEnv,
): Promise<number | null> {
  const shell = spawn('bash', ['-e', '-o', 'pipefail', '-c', script], {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) => shell.on('close', resolve))
}

describe('the comment of the review workflow', () => {
  const script = readSteps('examples/ci/github/review.yaml').find(({ name }) => name === 'comment')?.run ?? ''

  /** Runs the step with a `gh` that finds these comments, and gives the calls that write. */
  async function comment(found: readonly number[], changed: boolean): Promise<readonly string[][]> {
    const directory = scratchDirectory()
    const gh = `#!${process.execPath}
const { appendFileSync } = require('node:fs')
const [, , ...given] = process.argv
if (given.includes('--paginate')) console.log(${JSON.stringify(found.join('\n'))})
else appendFileSync('calls', JSON.stringify(given) + '\\n')
`
    writeFileSync(join(directory, 'gh'), gh)
    chmodSync(join(directory, 'gh'), 0o755)
    writeFileSync(join(directory, 'calls'), '')
    const status = await runScript(directory, script, {
      PATH: `${directory}:${process.env['PATH'] ?? ''}`,
      GITHUB_REPOSITORY: 'o/r',
      COMMENTS: 'repos/o/r/issues/7/comments',
      COMMENT: 'comment.md',
      CHANGED: String(changed),
    })
    expect(status).toBe(0)
    const calls = readFileSync(join(directory, 'calls'), 'utf8').split('\n').filter(Boolean)
    return calls.map((line) => JSON.parse(line) as string[])
  }

  it('is found by its first line', () => {
    expect(script).toContain(`startswith("${marker}")`)
  })

  it('is updated where there is one, also where nothing changes any more', async () => {
    for (const changed of [true, false]) {
      const [call, ...others] = await comment([12, 34], changed)
      expect(call?.slice(0, 4)).toStrictEqual(['api', '--method', 'PATCH', 'repos/o/r/issues/comments/12'])
      expect(call).toContain('body=@comment.md')
      expect(others).toStrictEqual([])
    }
  })

  it('is written where there is none and something changes', async () => {
    const [call, ...others] = await comment([], true)
    expect(call?.slice(0, 4)).toStrictEqual(['api', '--method', 'POST', 'repos/o/r/issues/7/comments'])
    expect(others).toStrictEqual([])
    expect(await comment([], false)).toStrictEqual([])
  })
})

describe('the note of the GitLab pipeline', () => {
  const { diff = [] } = readScripts('examples/ci/gitlab/.gitlab-ci.yml')
  const script = diff.find((line) => line.includes('FEDRENDER_TOKEN')) ?? ''

  /** Runs the script against a server that has these notes, two a page, and gives the requests that write. */
  async function note(
    notes: readonly { id: number; body: string }[],
    token = 'secret',
  ): Promise<readonly object[]> {
    const written: object[] = []
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost')
      const page = Number(url.searchParams.get('page'))
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      request.on('end', () => {
        if (request.headers['private-token'] !== 'secret') response.statusCode = 401
        if (request.method !== 'GET') {
          written.push({ method: request.method, path: url.pathname, body: JSON.parse(text) as object })
        }
        if (page * 2 < notes.length) response.setHeader('x-next-page', String(page + 1))
        response.end(JSON.stringify(notes.slice((page - 1) * 2, page * 2)))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const directory = scratchDirectory()
    writeFileSync(join(directory, 'fedrender.md'), body)
    const status = await runScript(directory, script, {
      CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
      CI_PROJECT_ID: '1',
      CI_MERGE_REQUEST_IID: '7',
      FEDRENDER_TOKEN: token,
    })
    server.close()
    expect(status).toBe(0)
    return written
  }

  const notes = '/api/v4/projects/1/merge_requests/7/notes'
  const mine = { id: 33, body: `${marker}\nold` }
  const other = { id: 1, body: `> ${marker}` }

  it('is updated where there is one, on whatever page', async () => {
    const updated = [{ method: 'PUT', path: `${notes}/33`, body: { body } }]
    expect(await note([other, mine])).toStrictEqual(updated)
    expect(await note([other, other, other, mine])).toStrictEqual(updated)
  })

  it('is written where there is none', async () => {
    expect(await note([other, other, other])).toStrictEqual([{ method: 'POST', path: notes, body: { body } }])
  })

  it('is left out without a token', async () => {
    expect(await note([mine], '')).toStrictEqual([])
  })
})
