import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rememberApiServers } from '../../../src/host/kubernetes/api-servers.ts'
import { besideInstallation } from '../../../src/host/kubernetes/find-package.ts'
import type { ApiServers } from '../../../src/model/api-servers.ts'
import { tinyModule } from '../../helpers/tiny-module.ts'
import { writeKubernetesPackage, type WrittenPackage } from '../../helpers/write-kubernetes-package.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fedrender-packages-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

/** Writes a package of a minor version. */
function write(minor: number, written: WrittenPackage = {}): void {
  writeKubernetesPackage(directory, minor, written)
}

const open = (): ApiServers => rememberApiServers()({ named: directory, repository: '/somewhere' })
const batch = { definitions: ['define'], questions: ['a', 'trap', 'b'] }

describe('a package', () => {
  it('is found by its minor version, and asked', () => {
    write(34)
    const servers = open()
    expect([servers.find(33), servers.find(34)]).toMatchObject([undefined, { version: '1.34.4' }])
    expect(servers.ask(new Map([[34, batch]])).get(34)).toStrictEqual({
      definitions: ['{}'],
      questions: ['{}', undefined, '{}'],
    })
  })

  it('is asked beside others of which one is of no use', () => {
    write(30, { module: tinyModule({ imports: ['env', 'open'] }) })
    write(34, { module: tinyModule({ answer: '{"code":422}' }) })
    const answers = open().ask(
      new Map([
        [30, batch],
        [33, batch],
        [34, batch],
      ]),
    )
    expect([answers.get(30), answers.get(33)]).toStrictEqual([
      { problem: 'imports "open"' },
      { problem: 'is absent' },
    ])
    expect(answers.get(34)).toMatchObject({ definitions: ['{"code":422}'] })
  })

  it.each<[string, WrittenPackage]>([
    ['has no manifest that can be read', { manifest: '{' }],
    ['has a manifest of another form', { manifest: 'null' }],
    ['has a manifest of another form', { manifest: { size: '1' } }],
    ['has a manifest of another form', { manifest: { file: '../kubernetes-1.34/kubernetes.wasm.br' } }],
    ['has a manifest of another form', { manifest: { size: 2 ** 40 } }],
    ['is of another version of fedrender', { manifest: { protocol: 1 } }],
    ['is of Kubernetes 1.3.4', { manifest: { version: '1.3.4' } }],
    ['has a module that is not the one of its manifest', { manifest: { digest: 'abc' } }],
    ['has no module that can be read', { manifest: { file: 'other' } }],
  ])('%s', (problem, written) => {
    write(34, written)
    expect(open().find(34)).toMatchObject({ problem })
  })

  it.each([
    ['manifest.json', 'has no manifest that can be read'],
    ['kubernetes.wasm.br', 'has no module that can be read'],
  ])('of which %s is a device is not read', (file, problem) => {
    write(34)
    const path = join(directory, 'kubernetes-1.34', file)
    rmSync(path)
    symlinkSync('/dev/null', path)
    expect(open().find(34)).toMatchObject({ problem })
  })

  it('that is larger than it says is not unpacked', () => {
    write(34, { manifest: { size: 10 } })
    const answers = open().ask(new Map([[34, batch]]))
    expect(answers.get(34)).toStrictEqual({ problem: 'is not compressed as its manifest says' })
  })
})

it('is not looked for in the repository that is read, though this program is in it', () => {
  const own = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
  expect(besideInstallation(own)).toStrictEqual([])
  expect(besideInstallation(join(own, '..'))).toStrictEqual([])
  expect(besideInstallation(join(own, 'examples'))).toContain(join(own, 'packages'))
})
