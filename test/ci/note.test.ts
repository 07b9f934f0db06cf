import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { scratchDirectory } from '../helpers/git-repository.ts'
import { readScripts } from './read-pipeline.ts'

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

describe('the note of the GitLab pipeline', () => {
  const { note: lines = [] } = readScripts('examples/ci/gitlab/.gitlab-ci.yml')
  const [script = ''] = lines

  const pipelineFile = 'repository/files/.gitlab-ci.yml?ref='
  /** What GitLab answers below the project: merge request 7 with the pipeline 3, whose job "diff" is 4. */
  const gitlab: Readonly<Record<string, unknown>> = {
    [`${pipelineFile}main`]: { blob_id: 'ours' },
    [`${pipelineFile}c0ffee`]: { blob_id: 'ours' },
    merge_requests: [{ iid: 7 }],
    'merge_requests/7': {
      head_pipeline: { id: 3, project_id: 1, sha: 'c0ffee', web_url: 'https://gitlab.example.com/3' },
    },
    'pipelines/3/jobs': [
      { id: 5, name: 'check', status: 'success' },
      { id: 4, name: 'diff', status: 'success' },
    ],
    'jobs/4/artifacts/fedrender.md': body,
    'merge_requests/7/notes': [],
  }

  /** Runs the script against a server that lists two a page, and gives the requests that write. */
  async function note(known: Readonly<Record<string, unknown>> = {}): Promise<readonly object[]> {
    const written: object[] = []
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost')
      const page = Number(url.searchParams.get('page'))
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      request.on('end', () => {
        if (request.headers['private-token'] !== 'secret') response.statusCode = 401
        const path = decodeURIComponent(url.pathname).replace('/api/v4/projects/1/', '')
        if (request.method !== 'GET') {
          written.push({ method: request.method, path, body: (JSON.parse(text) as { body: string }).body })
          return response.end('{}')
        }
        const ref = url.searchParams.get('ref')
        const key = ref === null ? path : `${path}?ref=${ref}`
        const answer = path === '/api/v4/user' ? { id: 9 } : { ...gitlab, ...known }[key]
        if (answer === undefined) response.statusCode = 404
        const list: readonly unknown[] | undefined = Array.isArray(answer) ? answer : undefined
        if (list !== undefined && page * 2 < list.length) response.setHeader('x-next-page', String(page + 1))
        if (typeof answer === 'string') return response.end(answer)
        return response.end(JSON.stringify(list?.slice((page - 1) * 2, page * 2) ?? answer ?? {}))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const status = await runScript(scratchDirectory(), script, {
      CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
      CI_PROJECT_ID: '1',
      CI_COMMIT_SHA: 'main',
      FEDRENDER_TOKEN: 'secret',
    })
    server.close()
    expect(status).toBe(0)
    return written
  }

  const text = body.trimEnd()
  const mine = { id: 33, author: { id: 9 }, body: `${marker}\nold` }
  const others = [
    { id: 1, author: { id: 9 }, body: `> ${marker}` },
    { id: 2, author: { id: 8 }, body: `${marker}\nforged` },
  ]
  const notes = (...found: readonly object[]): Readonly<Record<string, unknown>> => ({
    'merge_requests/7/notes': found,
  })

  it('is updated where there is one of its own, on whatever page, and only where it differs', async () => {
    const updated = [{ method: 'PUT', path: 'merge_requests/7/notes/33', body: text }]
    expect(await note(notes(mine))).toStrictEqual(updated)
    expect(await note(notes(...others, mine))).toStrictEqual(updated)
    expect(await note(notes({ ...mine, body: text }))).toStrictEqual([])
  })

  it('is written where there is none', async () => {
    const posted = [{ method: 'POST', path: 'merge_requests/7/notes', body: text }]
    expect(await note(notes(...others))).toStrictEqual(posted)
    expect(
      await note({ merge_requests: [{ iid: 5 }, { iid: 6 }, { iid: 7 }], ...heads(5, 6) }),
    ).toStrictEqual(posted)
  })

  /** Merge requests without a pipeline. */
  function heads(...ids: readonly number[]): Readonly<Record<string, unknown>> {
    return Object.fromEntries(ids.map((iid) => [`merge_requests/${iid}`, { head_pipeline: null }]))
  }

  it('is a notice, in place of the comparison, where the merge request changes .gitlab-ci.yml', async () => {
    for (const file of [{ blob_id: 'theirs' }, undefined]) {
      const [written, ...more] = await note({ [`${pipelineFile}c0ffee`]: file, ...notes(mine) })
      expect(written).toStrictEqual({
        method: 'PUT',
        path: 'merge_requests/7/notes/33',
        body: `${marker}\nThe [pipeline](https://gitlab.example.com/3) of this merge request did not run by the .gitlab-ci.yml of the default branch, so that its comparison is not shown here.`,
      })
      expect(more).toStrictEqual([])
    }
  })

  it('is not written from the pipeline of a fork, a job that failed, or an artifact of something else', async () => {
    const ofFork = { id: 3, project_id: 2, sha: 'c0ffee', web_url: '' }
    expect(await note({ 'merge_requests/7': { head_pipeline: ofFork } })).toStrictEqual([])
    const failed = [{ id: 4, name: 'diff', status: 'failed' }]
    expect(await note({ 'pipelines/3/jobs': failed })).toStrictEqual([])
    expect(await note({ 'jobs/4/artifacts/fedrender.md': undefined })).toStrictEqual([])
    expect(await note({ 'jobs/4/artifacts/fedrender.md': '/merge\n' })).toStrictEqual([])
  })
})
