import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { repositoryPath } from '../docs/documents.ts'
import { plainEnvironment, runCli } from '../e2e/run-cli.ts'
import { commit, git, gitRepository, scratchDirectory } from '../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readScripts, readSteps } from './read-pipeline.ts'

const fleet = 'teams/platform'

/** A monorepo whose fleet is published to the branch `rendered`, with a newer commit, and a place for commands. */
function published(): { readonly clone: string; readonly commands: string } {
  const work = gitRepository({
    [`${fleet}/fleet.yaml`]: inventoryYaml('east') + namespaceYaml('shop'),
    'other/README.md': '',
  })
  expect(runCli(work, ['publish', '-C', fleet, '--branch', 'rendered']).status).toBe(0)
  commit(work, { [`${fleet}/web.yaml`]: configMapYaml('shop/web') })
  const directory = scratchDirectory()
  git(directory, 'clone', '-q', '--bare', work, 'origin.git')
  git(directory, 'clone', '-q', 'origin.git', 'clone')
  mkdirSync(`${directory}/bin`)
  const cli = repositoryPath('dist/fedrender.mjs')
  writeFileSync(`${directory}/bin/fedrender`, `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`, {
    mode: 0o755,
  })
  return { clone: `${directory}/clone`, commands: `${directory}/bin` }
}

type Places = ReturnType<typeof published>

function runScript(
  { clone, commands }: Places,
  script: string,
  variables: Readonly<Record<string, string>>,
): string {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', script], {
    cwd: clone,
    encoding: 'utf8',
    env: {
      ...plainEnvironment,
      PATH: `${commands}:${process.env['PATH'] ?? ''}`,
      FLEET: fleet,
      ...variables,
    },
  })
  expect([status, stderr]).toStrictEqual([0, expect.any(String)])
  return stdout
}

const isOnBranch = ({ clone }: Places): boolean => {
  git(clone, 'fetch', '-q', 'origin', 'rendered')
  return git(clone, 'ls-tree', '-r', '--name-only', 'FETCH_HEAD').includes('configmaps/web.yaml')
}

describe('what is approved is published, from a directory of a monorepo', () => {
  it('by GitHub', () => {
    const places = published()
    const steps = readSteps('examples/ci/github/publish-approved.yaml')
    const [compare = '', publish = ''] = steps.flatMap(({ run = '' }) =>
      run.includes('fedrender ') ? [run] : [],
    )
    const [summary, output] = ['summary.md', 'output'].map((name) => `${places.commands}/${name}`)
    const variables = { RUNNER_TEMP: places.commands, GITHUB_STEP_SUMMARY: summary!, GITHUB_OUTPUT: output! }
    runScript(places, compare, variables)
    expect(readFileSync(summary!, 'utf8')).toContain('`configmaps shop/web` added')
    const [, effect = ''] = /^effect=([0-9a-f]{64})\n$/.exec(readFileSync(output!, 'utf8')) ?? []
    expect(isOnBranch(places)).toBe(false)
    runScript(places, publish, { EFFECT: effect })
    expect(isOnBranch(places)).toBe(true)
  })

  it('by GitLab', () => {
    const places = published()
    const scripts = readScripts('examples/ci/gitlab/.gitlab-ci.yml')
    const lines = (job: string): string =>
      (scripts[job] ?? []).join('\n').replaceAll(/"https:[^"]*"/g, 'origin')
    const shown = runScript(places, lines('compare'), { FEDRENDER_BRANCH: 'rendered' })
    expect(shown).toContain('`configmaps shop/web` added')
    const [, effect = ''] =
      /^FEDRENDER_EFFECT=([0-9a-f]{64})\n$/.exec(readFileSync(`${places.clone}/effect.env`, 'utf8')) ?? []
    expect(isOnBranch(places)).toBe(false)
    runScript(places, lines('publish'), { FEDRENDER_BRANCH: 'rendered', FEDRENDER_EFFECT: effect })
    expect(isOnBranch(places)).toBe(true)
  })
})
