import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { requireBinaries } from './require-binaries.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = readFileSync(join(root, 'docs/how-to/check-policies.md'), 'utf8')

/** The blocks of the page, by their language. */
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}))

/** A copy of the quickstart with the files of the page, each of which names itself in its first line, and programs beside it. */
function prepare(programs: Readonly<Record<string, string>>): {
  readonly directory: string
  readonly path: string
} {
  const directory = mkdtempSync(join(tmpdir(), 'fedrender-engines-'))
  const sources = join(directory, 'sources')
  const path = join(directory, 'bin')
  cpSync(join(root, 'examples/quickstart'), sources, { recursive: true })
  for (const { text } of blocks) {
    const name = /^# (\S+\/\S+)\n/.exec(text)?.[1]
    if (name === undefined) continue
    mkdirSync(dirname(join(sources, name)), { recursive: true })
    writeFileSync(join(sources, name), text)
  }
  mkdirSync(path)
  writeFileSync(join(path, 'fedrender'), `#!/bin/sh\nexec node ${join(root, 'dist/fedrender.mjs')} "$@"\n`)
  chmodSync(join(path, 'fedrender'), 0o755)
  for (const [name, file] of Object.entries(programs)) symlinkSync(file, join(path, name))
  return { directory, path }
}

/** What the commands of the page print that name a program, in the quickstart, with more words for the last of them. */
function runCommands(
  name: string,
  program: string,
  words: string,
): { readonly status: number | null; readonly stdout: string } {
  const { directory, path } = prepare({ [name]: program })
  const commands = blocks.filter(({ language, text }) => language === 'sh' && text.includes(name))
  expect(commands).toHaveLength(1)
  const { status, stdout } = spawnSync('sh', ['-c', `${commands[0]?.text.trim()} ${words}`], {
    cwd: join(directory, 'sources'),
    encoding: 'utf8',
    env: { ...process.env, PATH: `${path}${delimiter}${process.env['PATH'] ?? ''}` },
  })
  rmSync(directory, { recursive: true })
  return { status, stdout }
}

it('conftest reads what --unique writes, each variant once, as the page says', (context) => {
  const { conftest } = requireBinaries(context, 'conftest')
  const { status, stdout } = runCommands('conftest', conftest, '--no-color -o json')
  expect(JSON.parse(stdout)).toStrictEqual([
    {
      filename: 'fleet.yaml',
      namespace: 'main',
      successes: 4,
      failures: [{ msg: 'web has more than 4 replicas: 5' }],
    },
  ])
  expect(status).toBe(1)
})

it('Kyverno reads it, too, and judges both variants of an object', (context) => {
  const { kyverno } = requireBinaries(context, 'kyverno')
  const { status, stdout } = runCommands('kyverno', kyverno, '--remove-color')
  expect(stdout).toContain('Applying 1 policy rule(s) to 5 resource(s)')
  expect(stdout).toContain('policy few-replicas -> resource shop/Deployment/web failed')
  expect(stdout).toContain('pass: 1, fail: 1, warn: 0, error: 0, skip: 0')
  expect(status).toBe(1)
})
