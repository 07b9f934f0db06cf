// Renders examples/quickstart into an empty directory, and shows what came of it: each command is printed before it runs,
// so that a reader can run the same on a repository of their own.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const fedrender = resolve('dist/fedrender.mjs')
const directory = mkdtempSync(join(tmpdir(), 'fedrender-example-'))

/** Prints a command line and what it prints; one that ends with a code other than the expected ends the example with it. */
function show(shown, [program, ...parameters], expected = 0) {
  process.stdout.write(`\n$ ${shown}\n`)
  const { status, error } = spawnSync(program, parameters, {
    cwd: directory,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (error !== undefined) throw error
  if (status !== expected) process.exitCode = status ?? 1
}

const runs = (...parameters) =>
  show(['fedrender', ...parameters].join(' '), [process.execPath, fedrender, ...parameters])

try {
  for (const name of ['clusters', 'shop']) {
    cpSync(`examples/quickstart/${name}`, join(directory, name), { recursive: true })
  }
  process.stdout.write(
    'Two clusters; a Deployment for both with more replicas in one, and a ConfigMap for the clusters of one region.\n',
  )
  runs('render')
  const clusters = ['rendered/clusters/eu-west', 'rendered/clusters/us-east']
  const compare = ['git', '--no-pager', 'diff', '--no-ext-diff', '--no-index', ...clusters]
  show(`git diff --no-index ${clusters.join(' ')}`, compare, 1)
  runs('explain', 'us-east', 'deploy/web', '/spec/replicas')
  process.stdout.write(
    '\nThe sources are in examples/quickstart; docs/tutorials/a-first-fleet.md makes such a fleet from nothing.\n',
  )
} finally {
  rmSync(directory, { recursive: true, force: true })
}
