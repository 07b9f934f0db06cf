import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { repositoryPath } from '../docs/documents.ts'
import { runCli, temporaryDirectory } from '../e2e/run-cli.ts'
import { git, gitConfiguration } from '../helpers/git-repository.ts'
import { readTree } from '../helpers/read-tree.ts'
import { readRepositoryFile } from './read-pipeline.ts'

interface Job {
  readonly spec: {
    readonly completions: number
    readonly template: {
      readonly spec: {
        readonly containers: readonly { args: string[]; env: { name: string; value: string }[] }[]
      }
    }
  }
}

const example = repositoryPath('examples/scale')

/** A bare repository whose main branch holds the example without its output, and the directory of the `fedrender` command. */
function remote(): { readonly directory: string; readonly origin: string; readonly commands: string } {
  const directory = temporaryDirectory()
  const [origin, work, commands] = ['origin.git', 'work', 'bin'].map((name) => join(directory, name))
  cpSync(example, work!, { recursive: true })
  rmSync(join(work!, 'rendered'), { recursive: true })
  git(work!, 'init', '-q', '-b', 'main')
  git(work!, 'add', '.')
  git(work!, 'commit', '-qm', 'sources')
  git(work!, 'clone', '-q', '--bare', '.', origin!)
  mkdirSync(commands!)
  const cli = repositoryPath('dist/fedrender.mjs')
  writeFileSync(join(commands!, 'fedrender'), `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`, {
    mode: 0o755,
  })
  return { directory, origin: origin!, commands: commands! }
}

describe('examples/scale', () => {
  it('has a workflow that GitHub takes', () => {
    const content = readRepositoryFile('examples/scale/pipelines/matrix.yaml')
    const { context } = parseWorkflow({ name: 'matrix.yaml', content }, new NoOperationTraceWriter())
    expect(context.errors.getErrors().map((error) => error.message)).toStrictEqual([])
  })

  it('has a matrix whose parts are as many as it says', () => {
    const content = readRepositoryFile('examples/scale/pipelines/matrix.yaml')
    const [, count] = /--shard \$\{\{ matrix\.shard \}\}\/(\d+)/.exec(content) ?? []
    const { jobs } = parse(content) as { jobs: { shard: { strategy: { matrix: { shard: number[] } } } } }
    expect(jobs.shard.strategy.matrix.shard).toStrictEqual(
      Array.from({ length: Number(count) }, (_, index) => index + 1),
    )
  })

  it('has a Job whose Pods push, each its part, what one run would write', () => {
    const { directory, origin, commands } = remote()
    const { spec } = parse(readRepositoryFile('examples/scale/pipelines/job.yaml')) as Job
    const [container] = spec.template.spec.containers
    const shards = container?.env.find(({ name }) => name === 'SHARDS')?.value
    expect(shards).toBe(String(spec.completions))
    for (let index = 0; index < spec.completions; index++) {
      const pod = join(directory, `pod-${index}`)
      mkdirSync(pod)
      const env = {
        ...process.env,
        ...gitConfiguration,
        PATH: `${commands}:${process.env['PATH'] ?? ''}`,
        SHARDS: shards,
        REPOSITORY: `file://${origin}`,
        JOB_COMPLETION_INDEX: String(index),
        HOME: pod,
      }
      const { status, stderr } = spawnSync('sh', ['-ec', container?.args[0] ?? ''], { cwd: pod, env })
      expect(status, String(stderr)).toBe(0)
    }
    const clone = join(directory, 'clone')
    git(directory, 'clone', '-q', origin, clone)
    expect(readTree(join(clone, 'rendered'))).toStrictEqual(readTree(join(example, 'rendered')))
    rmSync(directory, { recursive: true })
  })

  it('refuses a part that is none', () => {
    for (const shard of ['0/4', '5/4', '1', '1/0', 'a/b']) {
      const { status, stderr } = runCli(example, ['render', '--shard', shard, '--check'])
      expect([status, stderr.split('\n')[0]]).toStrictEqual([
        2,
        `error command-line-invalid: Option '--shard <i/n>' argument '${shard}' is invalid. It must be I/N with I from 1 to N, as 1/4.`,
      ])
    }
  })
})
