import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { git, gitRepository, write } from '../helpers/git-repository.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { tinyModule } from '../helpers/tiny-module.ts'
import { writeKubernetesPackage } from '../helpers/write-kubernetes-package.ts'
import { main, plainEnvironment, runCli, temporaryDirectory } from './run-cli.ts'

const workspace = temporaryDirectory()
afterAll(() => rmSync(workspace, { recursive: true }))

const refusal = {
  code: 422,
  reason: 'Invalid',
  message: 'all of it',
  causes: [{ field: 'spec.ports[0].port', reason: 'FieldValueInvalid', message: 'Invalid value: 99999: no' }],
}
const packages = join(workspace, 'packages')
writeKubernetesPackage(packages, 34, { module: tinyModule({ answer: JSON.stringify(refusal) }) })
writeKubernetesPackage(packages, 30, { module: tinyModule() })

const fleet =
  clusterYaml('east', '{fedrender.dev/kubernetes-version: "1.34"}') +
  clusterYaml('west', '{fedrender.dev/kubernetes-version: "1.30"}') +
  namespaceYaml('shop')
const service = (port: number, name = 'web'): string =>
  federatedYaml('Service', `shop/${name}`, `template: {spec: {ports: [{port: ${port}}]}}`)

function repository(name: string, files: Readonly<Record<string, string>>): string {
  const directory = join(workspace, name)
  write(directory, { 'fleet.yaml': fleet, ...files })
  return directory
}

/** Copies the command to where npm would install it, and gives its path. */
function install(name: string): string {
  const copied = join(workspace, name, 'node_modules/fedrender/dist/fedrender.mjs')
  mkdirSync(dirname(copied), { recursive: true })
  copyFileSync(main, copied)
  return copied
}

function runNode(commandLine: readonly string[], directory: string): { readonly stdout: string } {
  const { stdout } = spawnSync(process.execPath, commandLine, {
    cwd: directory,
    encoding: 'utf8',
    env: plainEnvironment,
  })
  return { stdout }
}

/** The lines that are about the Service. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => /kubernetes-\w+/.test(line) && line.startsWith('web.yaml'))
}

describe('the command in one file', () => {
  it('asks packages of two versions side by side, in threads, and reports what they refuse where it is written', () => {
    const directory = repository('two', { 'web.yaml': service(99_999) })
    const { status, stdout } = runCli(directory, ['validate', '--kubernetes-packages', packages])
    expect(status).toBe(2)
    expect(linesOf(stdout)).toStrictEqual([
      'web.yaml:4:75: error kubernetes-refused: The API server of "east" (1.34) will refuse this Service: spec.ports[0].port: Invalid value: 99999: no.',
    ])
  })

  it('names what its package does not hold, where the configuration asks for it', () => {
    const settings = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nchecks: {kubernetes: server}\n'
    const directory = repository('none', { 'fedrender.yaml': settings, 'web.yaml': service(80) })
    // A package in the repository's own node_modules is never looked at.
    writeKubernetesPackage(join(directory, 'node_modules/@fedrender'), 34, {
      module: tinyModule({ answer: JSON.stringify(refusal) }),
    })
    const { stdout } = runNode([install('alone'), 'validate'], directory)
    expect(stdout).not.toContain('kubernetes-refused')
    expect(stdout).toContain(
      'warning kubernetes-package-missing: There is no package of Kubernetes 1.30, 1.34',
    )
  })

  it('finds the packages beside its own installation, unless that is in the repository', () => {
    const settings = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nchecks: {kubernetes: server}\n'
    const directory = repository('beside', { 'fedrender.yaml': settings, 'web.yaml': service(99_999) })
    const copied = install('together')
    const modules = join(dirname(copied), '../..')
    symlinkSync(packages, join(modules, '@fedrender'))
    expect(runNode([copied, 'validate'], directory).stdout).toContain('kubernetes-refused')
    const inside = join(directory, 'node_modules')
    renameSync(modules, inside)
    const { stdout } = runNode([join(inside, 'fedrender/dist/fedrender.mjs'), 'validate'], directory)
    expect(stdout).toContain('kubernetes-package-missing')
    expect(stdout).not.toContain('kubernetes-refused')
  })

  it('fails a check for what a change brings, and warns of what the base has', () => {
    const directory = gitRepository({ 'fleet.yaml': fleet, 'web.yaml': service(99_999) })
    git(directory, 'branch', 'base')
    write(directory, { 'new.yaml': service(99_999, 'new') })
    const commandLine = ['diff', '--base', 'base', '--kubernetes-packages', packages]
    const { stdout, stderr } = runCli(directory, commandLine)
    const lines = `${stdout}${stderr}`
      .split('\n')
      .filter((line) => /^(?:web|new).*kubernetes-refused/.test(line))
    expect(lines.map((line) => line.replace(/:\d+:\d+: (\w+) .*/, ' $1')).sort()).toStrictEqual([
      'new.yaml error',
      'web.yaml warning',
    ])
  })

  it('lets the update strategies decide of a change where it asks them, and its own table where it does not', () => {
    const consenting = join(workspace, 'consenting')
    for (const minor of [30, 34]) writeKubernetesPackage(consenting, minor, { module: tinyModule() })
    const withAddress = (ip: string): string =>
      federatedYaml('Service', 'shop/web', `template: {spec: {clusterIP: ${ip}, ports: [{port: 80}]}}`)
    const directory = gitRepository({ 'fleet.yaml': fleet, 'web.yaml': withAddress('10.0.0.1') })
    git(directory, 'branch', 'base')
    write(directory, { 'web.yaml': withAddress('10.0.0.2') })
    const diff = (...more: readonly string[]): string =>
      runCli(directory, ['diff', '--base', 'base', ...more]).stdout
    const ofTable = 'Service "shop/web" is refused by the API server'
    expect(diff()).toContain(ofTable)
    expect(diff('--kubernetes-packages', consenting)).not.toContain(ofTable)
    expect(diff('--kubernetes-packages', consenting)).toContain('10.0.0.2')
    const refusing = join(workspace, 'refusing')
    const answer = (text: string): string => JSON.stringify({ code: 422, message: text })
    for (const minor of [30, 34]) {
      writeKubernetesPackage(refusing, minor, { module: tinyModule({ answer: answer('no') }) })
    }
    // It refuses the object, too, so that the change is not what is refused.
    expect(diff('--kubernetes-packages', refusing)).not.toContain(ofTable)
  })
})
