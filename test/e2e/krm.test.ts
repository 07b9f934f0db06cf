import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTree } from '../helpers/read-tree.ts'
import { main, plainEnvironment, runCli, temporaryDirectory, type ProcessResult } from './run-cli.ts'

const quickstart = fileURLToPath(new URL('../../examples/quickstart', import.meta.url))

/** Whether a program is installed; what is skipped because it is not, says so. */
function isInstalled(program: string): boolean {
  const found = spawnSync(program, ['version']).error === undefined
  if (!found) console.warn(`skipped: ${program} is not on the PATH`)
  return found
}

let scratch = ''

beforeAll(() => {
  scratch = temporaryDirectory()
  // What npm puts on the PATH, so that the orchestrators find it by its name.
  mkdirSync(join(scratch, 'bin'))
  writeFileSync(join(scratch, 'bin/fedrender'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`)
  chmodSync(join(scratch, 'bin/fedrender'), 0o755)
})
afterAll(() => rmSync(scratch, { recursive: true }))

/** A copy of the quickstart without what is rendered. */
function createPackage(name: string): string {
  const directory = join(scratch, name)
  cpSync(quickstart, directory, { recursive: true })
  rmSync(join(directory, 'rendered'), { recursive: true })
  return directory
}

function run(directory: string, program: string, ...commandArguments: readonly string[]): ProcessResult {
  const { status, stdout, stderr } = spawnSync(program, commandArguments, {
    cwd: directory,
    encoding: 'utf8',
    env: { ...plainEnvironment, PATH: `${join(scratch, 'bin')}${delimiter}${process.env['PATH'] ?? ''}` },
  })
  return { status, stdout, stderr }
}

/** Everything in a package, the output without the file that tells Git of it, which is no object. */
function filesOf(directory: string): ReadonlyMap<string, string> {
  const files = new Map(readTree(directory))
  files.delete('rendered/.gitattributes')
  return files
}

describe.skipIf(!isInstalled('kpt'))('kpt', () => {
  it('writes a package with the function as render would, and changes nothing the second time', () => {
    const [rendered, evaluated] = [createPackage('rendered'), createPackage('evaluated')]
    expect(runCli(rendered, ['render']).status).toBe(0)
    for (let count = 0; count < 2; count += 1) {
      expect(run(evaluated, 'kpt', 'fn', 'eval', '.', '--exec', 'fedrender fn')).toMatchObject({ status: 0 })
      expect(filesOf(evaluated)).toStrictEqual(filesOf(rendered))
    }
    expect(runCli(evaluated, ['render']).stderr).toContain('wrote 1 file, 7 unchanged')
  }, 60_000)

  it('prunes what is no longer rendered, and shows where a fault is', () => {
    const directory = createPackage('faulty')
    const evaluate = (): ProcessResult =>
      run(directory, 'kpt', 'fn', 'eval', '.', '--exec', 'fedrender fn', '--results-dir', '../results')
    expect(evaluate().status).toBe(0)
    const web = join(directory, 'shop/web.yaml')
    const text = readFileSync(web, 'utf8')
    writeFileSync(web, text.replace(/^ {4}- name: us-east\n/m, ''))
    expect(evaluate().status).toBe(0)
    expect([...filesOf(directory).keys()]).not.toContain(
      'rendered/clusters/us-east/shop/deployments.apps/web.yaml',
    )
    const before = filesOf(directory)
    writeFileSync(web, text.replace('path: /spec/replicas', 'path: /kind'))
    expect(evaluate().status).toBe(1)
    const results = readFileSync(join(scratch, 'results/results.yaml'), 'utf8')
    expect(results).toContain('severity: error')
    expect(results).toContain('path: spec.overrides[0].clusterOverrides[0].path')
    expect(results).toContain('path: shop/web.yaml')
    writeFileSync(web, text.replace(/^ {4}- name: us-east\n/m, ''))
    expect(filesOf(directory)).toStrictEqual(before)
  }, 60_000)
})

describe.skipIf(!isInstalled('kustomize'))('kustomize', () => {
  const build = (directory: string): ProcessResult =>
    run(directory, 'kustomize', 'build', '--enable-alpha-plugins', '--enable-exec', '.')

  /** A kustomization of the sources, with the function as its transformer. */
  function createKustomization(name: string, ...data: readonly string[]): string {
    const directory = createPackage(name)
    const resources = [...filesOf(directory).keys()].filter((path) => path.endsWith('.yaml'))
    writeFileSync(
      join(directory, 'kustomization.yaml'),
      `resources:\n${resources.map((path) => `- ${path}\n`).join('')}transformers:\n- fn.yaml\n`,
    )
    const exec = 'exec: {path: fedrender, args: [fn]}'
    writeFileSync(
      join(directory, 'fn.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: fn\n  annotations:\n    config.kubernetes.io/function: "${exec}"\ndata:\n${data.map((each) => `  ${each}\n`).join('')}`,
    )
    return directory
  }

  it('builds the objects of one cluster', () => {
    const { status, stdout, stderr } = build(
      createKustomization('one', 'cluster: eu-west', 'keepSources: "false"'),
    )
    expect([status, stderr]).toStrictEqual([0, ''])
    expect(stdout.match(/^kind: .*$/gm)).toStrictEqual([
      'kind: Namespace',
      'kind: ConfigMap',
      'kind: Service',
      'kind: Deployment',
    ])
    expect(stdout).not.toContain('config.kubernetes.io')
  }, 60_000)

  it('fails with the reason where no cluster is named', () => {
    const { status, stderr } = build(createKustomization('all', 'keepSources: "false"'))
    expect(status).toBe(1)
    expect(stderr).toContain('error function-cluster-missing: ')
  }, 60_000)
})
