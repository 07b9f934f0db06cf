import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { plainEnvironment, temporaryDirectory, type ProcessResult } from './run-cli.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const sources = new Map([
  ['clusters.yaml', inventoryYaml('east')],
  ['shop.yaml', namespaceYaml('shop') + configMapYaml('shop/settings')],
])

/** A project that depends on the packed package, and the paths of the files in the package. */
let [consumer, packed]: [string, readonly string[]] = ['', []]

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(project, path), 'utf8')) as T
}

function run(command: string, commandArguments: readonly string[], directory = consumer): ProcessResult {
  const { status, stdout, stderr } = spawnSync(command, commandArguments, {
    cwd: directory,
    encoding: 'utf8',
    env: plainEnvironment,
  })
  return { status, stdout, stderr }
}

/**
 * Packs a copy, because packing replaces package.json for a moment, and has npm install it in an empty directory, without a
 * network: its dependencies are links to ours.
 */
beforeAll(() => {
  consumer = temporaryDirectory()
  const clone = join(consumer, 'clone')
  mkdirSync(clone)
  const { files: directories } = readJson<{ files: string[] }>('package.json')
  const kept = directories.filter((name) => !name.startsWith('!'))
  for (const name of [...kept, 'package.json', 'README.md', 'LICENSE', '.ci/pack-manifest.mjs']) {
    cpSync(join(project, name), join(clone, name), { recursive: true })
  }
  const { status, stdout, stderr } = run('npm', ['pack', '--json', '--pack-destination', consumer], clone)
  expect(status, stderr).toBe(0)
  expect(readFileSync(join(clone, 'package.json'), 'utf8')).toBe(
    readFileSync(join(project, 'package.json'), 'utf8'),
  )
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
  packed = files.map(({ path }) => path)
  const { dependencies } = readJson<{ dependencies: Record<string, string> }>('package.json')
  const overrides = Object.keys(dependencies).map((name) => [
    name,
    `file:${join(project, 'node_modules', name)}`,
  ])
  const manifest = {
    private: true,
    type: 'module',
    dependencies: { fedrender: `file:${filename}` },
    overrides: Object.fromEntries(overrides) as object,
  }
  writeFileSync(join(consumer, 'package.json'), JSON.stringify(manifest))
  const installed = run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'])
  expect(installed.status, installed.stderr).toBe(0)
}, 120_000)
afterAll(() => rmSync(consumer, { recursive: true }))

describe('the package', () => {
  it('holds the compiled files, the schemas and what a reader needs, and no source or test', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/fedrender.LICENSES.txt',
        'dist/fedrender.mjs',
        'dist/index.d.ts',
        'dist/index.js',
        'package.json',
        'schemas/fedrender.dev/v1alpha1/RenderConfig.json',
      ]),
    )
    const expected = /^dist\/(?!cli\/|action\/).+\.(?:js|d\.ts)$|^schemas\/.+\.json$/
    expect(packed.filter((path) => !expected.test(path)).sort()).toStrictEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/fedrender.LICENSES.txt',
      'dist/fedrender.mjs',
      'dist/start.cjs',
      'package.json',
    ])
  })

  it('has no script of which npm would warn whoever installs it', () => {
    const { scripts } = JSON.parse(
      readFileSync(join(consumer, 'node_modules/fedrender/package.json'), 'utf8'),
    ) as { scripts: Readonly<Record<string, string>> }
    expect(Object.keys(scripts)).toContain('build')
    expect(
      Object.keys(scripts).filter((name) => /^(?:pre|post)?(?:install|prepare)$/.test(name)),
    ).toStrictEqual([])
  })

  it('has a command that npx finds and that renders a repository', () => {
    const repository = join(consumer, 'repository')
    writeTree(repository, sources)
    const npx = (...commandLine: readonly string[]): ProcessResult =>
      run('npx', ['--no-install', 'fedrender', ...commandLine])
    const { version } = readJson<{ version: string }>('package.json')
    expect(npx('--version')).toMatchObject({ status: 0, stdout: `${version}\n` })
    const { status, stderr } = npx('render', repository)
    expect(stderr).toContain('wrote 3 files')
    expect(status).toBe(0)
    expect([...readTree(join(repository, 'rendered')).keys()]).toStrictEqual([
      '.gitattributes',
      'clusters/east/_cluster/namespaces/shop.yaml',
      'clusters/east/shop/configmaps/settings.yaml',
    ])
  })

  it('exports render, which compiles files in memory, with types that a strict compiler takes', () => {
    writeFileSync(
      join(consumer, 'use.mts'),
      `import { render, type RenderResult, type SourceFile } from 'fedrender'
const sources: readonly SourceFile[] = ${JSON.stringify([...sources].map(([path, text]) => ({ path, text })))}
const result: RenderResult = render(sources)
for (const { path } of result.tree?.files ?? []) process.stdout.write(path + '\\n')
process.exitCode = result.diagnostics.length
`,
    )
    const compiler = join(project, 'node_modules/typescript/bin/tsc')
    const types = ['--types', 'node', '--typeRoots', join(project, 'node_modules/@types')]
    const options = ['--module', 'nodenext', '--target', 'es2023', '--strict', ...types]
    expect(run(process.execPath, [compiler, ...options, 'use.mts']).stdout).toBe('')
    expect(run(process.execPath, ['use.mjs'])).toStrictEqual({
      status: 0,
      stdout: [
        '.gitattributes',
        'clusters/east/_cluster/namespaces/shop.yaml',
        'clusters/east/shop/configmaps/settings.yaml\n',
      ].join('\n'),
      stderr: '',
    })
  })

  it('exports nothing else', () => {
    writeFileSync(join(consumer, 'inner.mjs'), "await import('fedrender/dist/render.js')\n")
    const { status, stderr } = run(process.execPath, ['inner.mjs'])
    expect(status).toBe(1)
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED')
  })

  it('needs nothing at run time whose content the lock file does not pin, and can be listed as SPDX', () => {
    interface Locked {
      readonly integrity?: string
      readonly dev?: boolean
    }
    const { packages } = readJson<{ packages: Readonly<Record<string, Locked>> }>('package-lock.json')
    const needed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true)
    expect(needed.length).toBeGreaterThan(5)
    expect(needed.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))).toStrictEqual([])
    // With --omit=dev npm would leave out what the tools of development need too.
    const sbom = run('npm', ['sbom', '--sbom-format=spdx', '--package-lock-only'], project)
    const { packages: listed } = JSON.parse(sbom.stdout) as {
      packages: readonly { readonly name: string; readonly checksums?: readonly object[] }[]
    }
    const pinned = listed.filter(({ checksums = [] }) => checksums.length > 0).map(({ name }) => name)
    expect(pinned).toStrictEqual(
      expect.arrayContaining(needed.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13))),
    )
  })
})
