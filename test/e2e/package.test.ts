import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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

function run(command: string, commandArguments: readonly string[], directory = consumer): ProcessResult {
  const { status, stdout, stderr } = spawnSync(command, commandArguments, {
    cwd: directory,
    encoding: 'utf8',
    env: plainEnvironment,
  })
  return { status, stdout, stderr }
}

/** Installs the package as npm would, without a network: its files, and its dependencies by links to ours. */
beforeAll(() => {
  consumer = temporaryDirectory()
  const { status, stdout, stderr } = run('npm', ['pack', '--json', '--pack-destination', consumer], project)
  expect(status, stderr).toBe(0)
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
  packed = files.map(({ path }) => path)
  const modules = join(consumer, 'node_modules')
  mkdirSync(join(modules, 'fedrender'), { recursive: true })
  expect(run('tar', ['-xzf', filename, '-C', 'node_modules/fedrender', '--strip-components=1']).status).toBe(
    0,
  )
  const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(dependencies)) {
    symlinkSync(join(project, 'node_modules', name), join(modules, name), 'junction')
  }
  writeFileSync(join(consumer, 'package.json'), '{"type": "module"}')
}, 120_000)
afterAll(() => rmSync(consumer, { recursive: true }))

describe('the package', () => {
  it('holds the compiled files, the schemas and what a reader needs, and no source or test', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/cli/main.js',
        'dist/index.d.ts',
        'dist/index.js',
        'package.json',
        'schemas/fedrender.dev/v1alpha1/RenderConfig.json',
      ]),
    )
    const others = packed.filter((path) => !/^(?:dist\/.+\.(?:js|d\.ts)|schemas\/.+\.json|[^/]+)$/.test(path))
    expect(others).toStrictEqual([])
  })

  it('has a command that renders a repository', () => {
    const repository = join(consumer, 'repository')
    writeTree(repository, sources)
    const { bin } = JSON.parse(
      readFileSync(join(consumer, 'node_modules/fedrender/package.json'), 'utf8'),
    ) as {
      bin: { fedrender: string }
    }
    const main = join(consumer, 'node_modules/fedrender', bin.fedrender)
    expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    const { status, stderr } = run(process.execPath, [main, 'render', repository])
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
})
