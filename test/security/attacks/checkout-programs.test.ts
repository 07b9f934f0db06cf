import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { repositoryPath } from '../../docs/documents.ts'
import { main, plainEnvironment } from '../../e2e/run-cli.ts'
import { git, scratchDirectory, write } from '../../helpers/git-repository.ts'
import { pullRequest } from '../../helpers/run-action.ts'
import { configMapYaml } from '../../helpers/kubefed-yaml.ts'
import { attackedRepository, smallFleet, type AttackedRepository, type Files } from './attacked-repository.ts'

const { dependencies } = JSON.parse(readFileSync(repositoryPath('package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}

/** What fedrender imports, and itself. */
const packages = [...Object.keys(dependencies), 'fedrender']

/** What fedrender, npm and the scripts of pipelines call. */
const programs = ['git', 'npm', 'npx', 'node', 'sh', 'fedrender']

/** Whatever a checkout may hold that Node, npm or a shell would run, or take settings from; each leaves the file `ran`. */
function hostileFiles(ran: string): Files {
  const code = `require('node:fs').appendFileSync(${JSON.stringify(ran)}, __filename + '\\n')\n`
  const settings = [
    'registry=http://127.0.0.1:9/',
    'ignore-scripts=false',
    'node-options=--require ./evil.cjs',
  ]
  const evil = 'node evil.cjs'
  return {
    'shop.yaml': String(smallFleet['shop.yaml']).replace('old', 'new') + configMapYaml('shop/more', 'x'),
    'evil.cjs': code,
    'index.js': code,
    '.npmrc': `${settings.join('\n')}\nscript-shell=./node_modules/.bin/sh\n`,
    '.yarnrc': 'yarn-path "./evil.cjs"\n',
    '.pnp.cjs': code,
    '.nvmrc': '0.10\n',
    '.env': 'NODE_OPTIONS=--require ./evil.cjs\n',
    'node.config.json': JSON.stringify({ nodeOptions: { require: ['./evil.cjs'] } }),
    'tsconfig.json': JSON.stringify({ compilerOptions: { baseUrl: '.', paths: { '*': ['./evil.cjs'] } } }),
    'package.json': JSON.stringify({
      name: 'fleet',
      bin: 'evil.cjs',
      imports: { '#*': './evil.cjs' },
      exports: './evil.cjs',
      packageManager: 'yarn@1.0.0',
      workspaces: ['**'],
      scripts: { preinstall: evil, install: evil, postinstall: evil, prepare: evil },
    }),
    ...Object.fromEntries(
      packages.flatMap((name) => [
        [
          `node_modules/${name}/package.json`,
          JSON.stringify({ name, exports: { '.': './i.cjs', './*': './i.cjs' } }),
        ],
        [`node_modules/${name}/i.cjs`, code],
      ]),
    ),
    ...Object.fromEntries(
      programs.flatMap((name) => {
        const script = `#!/bin/sh\necho ${name} >> '${ran}'\n`
        return [
          [`node_modules/.bin/${name}`, script],
          [name, script],
        ]
      }),
    ),
  }
}

interface Hostile extends AttackedRepository {
  /** What was run, one a line; empty where nothing was. */
  readonly ran: () => string
}

function hostileCheckout(): Hostile {
  const ran = join(scratchDirectory(), 'ran')
  const attacked = attackedRepository(smallFleet, (directory) => {
    write(directory, hostileFiles(ran))
    const scripts = programs.flatMap((name) => [name, `node_modules/.bin/${name}`])
    spawnSync('chmod', ['+x', ...scripts.map((name) => join(directory, name))])
  })
  return { ...attacked, ran: () => (existsSync(ran) ? readFileSync(ran, 'utf8') : '') }
}

/** Relative directories of PATH are the checkout's. */
const relativePath = ['node_modules/.bin', '.', '', process.env['PATH']].join(delimiter)

const commandLines: readonly (readonly string[])[] = [
  ['render', '--check'],
  ['render', '--check', '--base', 'main', '--format', 'github'],
  ['render', '--dry-run', '--previous', 'main'],
  ['render'],
  ['validate', '--kubernetes', '1.30', '--format', 'sarif'],
  ['validate', '--fix', '--dry-run'],
  ['diff', '--base', 'main', '--output', 'markdown'],
  ['diff', '--rendered', '--base', 'main'],
  ['report', '--base', 'main', '-o', 'report.html'],
  ['schema', '-o', 'editor'],
  ['explain', 'east', 'ConfigMap/settings', '-n', 'shop'],
  ['find', '--type', 'ConfigMap'],
  ['plan'],
  ['status'],
  ['publish', '--branch', 'rendered'],
]

describe('a checkout that brings programs', () => {
  it('would have Node and npm run them', () => {
    const { directory, ran } = hostileCheckout()
    const imports = packages.map((name) => `await import('${name}')`).join('\n')
    spawnSync(process.execPath, ['--input-type=module', '--eval', imports], { cwd: directory })
    for (const name of packages) expect(ran()).toContain(`node_modules/${name}/i.cjs`)
    for (const name of packages.slice(-1)) spawnSync('npx', ['--no-install', name], { cwd: directory })
    expect(ran()).toMatch(/^(?:sh|fedrender)$/m)
    expect(npmSettings(directory)).toMatchObject({ registry: 'http://127.0.0.1:9/' })
  })

  it.each(commandLines.map((words) => [words.join(' '), words] as const))(
    'has none run by %s',
    (_, commandLine) => {
      const { directory, ran } = hostileCheckout()
      const { status, stderr } = spawnSync(process.execPath, [main, ...commandLine], {
        cwd: directory,
        env: { ...plainEnvironment, PATH: relativePath },
        encoding: 'utf8',
      })
      expect(ran()).toBe('')
      // 1 is a difference, 2 an error, by which a command would have ended early.
      expect(status, stderr).toBeLessThan(2)
    },
  )

  it('has none run by the action, which installs its packages beside itself by its own lock file', () => {
    const { directory, base, ran } = hostileCheckout()
    const { root, commands, calls } = installedAction()
    const files = scratchDirectory()
    const event = pullRequest(git(directory, 'rev-parse', 'HEAD'), base)
    write(files, { 'event.json': JSON.stringify(event), output: '', summary: '' })
    const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/action/main.mjs')], {
      cwd: directory,
      encoding: 'utf8',
      env: {
        ...plainEnvironment,
        PATH: [commands, relativePath].join(delimiter),
        GITHUB_EVENT_PATH: join(files, 'event.json'),
        GITHUB_OUTPUT: join(files, 'output'),
        GITHUB_STEP_SUMMARY: join(files, 'summary'),
        RUNNER_TEMP: files,
      },
    })
    expect(readFileSync(join(files, 'output'), 'utf8'), stdout + stderr).toContain('changed=true\n')
    expect(ran()).toBe('')
    const [call, ...more] = calls()
    expect(more).toStrictEqual([])
    expect(call).toMatchObject({
      cwd: root,
      words: expect.arrayContaining(['ci', '--ignore-scripts']) as string[],
    })
    expect(npmSettings(call?.cwd ?? '')['registry']).not.toContain('127.0.0.1')
  })
})

/** What npm takes for its settings in a directory. */
function npmSettings(directory: string): Readonly<Record<string, unknown>> {
  const { stdout } = spawnSync('npm', ['config', 'list', '--json'], { cwd: directory, encoding: 'utf8' })
  return JSON.parse(stdout) as Record<string, unknown>
}

interface InstalledAction {
  /** Where the runner has the action. */
  readonly root: string
  /** A directory for PATH, with an npm that records how it is called and takes the packages of this repository. */
  readonly commands: string
  readonly calls: () => readonly { readonly cwd: string; readonly words: readonly string[] }[]
}

/** The action as the runner has it: outside of the workspace, without packages. Older Node than 24 needs its JavaScript. */
function installedAction(): InstalledAction {
  const directory = scratchDirectory()
  const [root, commands] = [join(directory, '_actions/fedrender/v1'), join(directory, 'bin')]
  mkdirSync(root, { recursive: true })
  for (const name of ['package.json', 'package-lock.json', 'schemas']) {
    cpSync(repositoryPath(name), join(root, name), { recursive: true })
  }
  buildSync({
    entryPoints: [repositoryPath('src/action/main.ts')],
    outdir: root,
    entryNames: 'src/action/[name]',
    chunkNames: 'src/action/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  })
  const npm = `#!${process.execPath}
const { appendFileSync, symlinkSync } = require('node:fs')
appendFileSync(__dirname + '/calls', JSON.stringify({ cwd: process.cwd(), words: process.argv.slice(2) }) + '\\n')
symlinkSync(${JSON.stringify(repositoryPath('node_modules'))}, 'node_modules')
`
  write(commands, { npm, calls: '' })
  spawnSync('chmod', ['+x', join(commands, 'npm')])
  return {
    root,
    commands,
    calls: () =>
      readFileSync(join(commands, 'calls'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { cwd: string; words: string[] }),
  }
}
