import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryDirectory } from '../e2e/run-cli.ts'

const directory = temporaryDirectory()
const packer = fileURLToPath(new URL('../../.ci/pack-vscode.mjs', import.meta.url))

/** Packs the extension into a file, with no network to ask. */
function pack(name: string): Buffer {
  const file = join(directory, name)
  const { status, stderr } = spawnSync(process.execPath, [packer, file], { encoding: 'utf8' })
  expect([status, stderr]).toStrictEqual([0, ''])
  return readFileSync(file)
}

/** The files of an archive, as its directory lists them. */
function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = archive.length - 22
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, length] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)]
    const offset = archive.readUInt32LE(at + 42)
    const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + length)
    files.set(name, inflateRawSync(archive.subarray(start, start + packed)))
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return files
}

let archive: Buffer
let files: ReadonlyMap<string, Buffer>
beforeAll(() => {
  archive = pack('one.vsix')
  files = unzip(archive)
})
afterAll(() => rmSync(directory, { recursive: true }))

describe('the extension for VS Code', () => {
  it('is not in the package of npm, though it lies in dist/', () => {
    const copy = join(directory, 'package')
    mkdirSync(join(copy, 'dist'), { recursive: true })
    copyFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), join(copy, 'package.json'))
    for (const name of ['start.cjs', 'fedrender-vscode.vsix']) writeFileSync(join(copy, 'dist', name), '')
    const packing = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline']
    const { stdout } = spawnSync('npm', packing, { cwd: copy, encoding: 'utf8' })
    const [{ files }] = JSON.parse(stdout) as [{ files: readonly { path: string }[] }]
    expect(files.map(({ path }) => path)).toStrictEqual(['dist/start.cjs', 'package.json'])
  })

  it('is packed into the same bytes each time, with what VS Code installs', () => {
    expect(pack('two.vsix').equals(archive)).toBe(true)
    expect([...files.keys()]).toStrictEqual([
      'extension.vsixmanifest',
      '[Content_Types].xml',
      'extension/package.json',
      'extension/README.md',
      'extension/LICENSE.txt',
      'extension/LICENSES.txt',
      'extension/extension.cjs',
    ])
    expect(files.get('extension.vsixmanifest')?.toString()).toContain('Id="fedrender-vscode"')
  })

  it('asks for a trusted workspace, and lets no workspace name the program', () => {
    const { capabilities, contributes, version } = JSON.parse(String(files.get('extension/package.json')))
    const own = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(version).toBe(own.version)
    expect(capabilities.untrustedWorkspaces.supported).toBe(false)
    expect(capabilities.virtualWorkspaces.supported).toBe(false)
    const { properties } = contributes.configuration
    expect(Object.keys(properties)).toStrictEqual(['fedrender.path'])
    expect(properties['fedrender.path'].scope).toBe('machine')
  })

  it.each([
    ['starts nothing in a workspace that is not trusted', false, []],
    [
      'starts nothing that lies in an open folder, whatever the workspace says',
      true,
      ['in no absolute directory of PATH'],
    ],
  ])('%s', async (_, isTrusted, problems) => {
    const bin = join(directory, 'folder/bin')
    mkdirSync(bin, { recursive: true })
    const witness = join(directory, 'was-run')
    writeFileSync(join(bin, 'fedrender'), `#!/bin/sh\ntouch '${witness}'\n`, { mode: 0o755 })
    const warnings: string[] = []
    const extension = loadExtension(String(files.get('extension/extension.cjs')), {
      isTrusted,
      folder: join(directory, 'folder'),
      warnings,
    })
    const { PATH } = process.env
    process.env['PATH'] = bin
    try {
      await extension.activate({ subscriptions: [] })
    } finally {
      process.env['PATH'] = PATH
    }
    expect(warnings).toStrictEqual(problems.map((each) => expect.stringContaining(each)))
    expect(() => readFileSync(witness)).toThrow('ENOENT')
    await extension.deactivate()
  })
})

interface Extension {
  activate(context: { subscriptions: unknown[] }): Promise<void>
  deactivate(): Promise<void>
}

/** Loads the packed code as VS Code does, with what it asks of the editor. */
function loadExtension(
  code: string,
  { isTrusted, folder, warnings }: { isTrusted: boolean; folder: string; warnings: string[] },
): Extension {
  const ignore = (): object => ({ dispose: () => undefined })
  const vscode = {
    commands: { registerCommand: ignore },
    window: { showWarningMessage: (text: string) => warnings.push(text) },
    workspace: {
      isTrusted,
      workspaceFolders: [{ uri: { scheme: 'file', fsPath: folder } }],
      onDidGrantWorkspaceTrust: ignore,
      onDidChangeConfiguration: ignore,
      onDidChangeWorkspaceFolders: ignore,
      // What a workspace sets is there too, and is not looked at.
      getConfiguration: () => ({ inspect: () => ({ workspaceValue: join(folder, 'bin/fedrender') }) }),
    },
  }
  // The client makes classes of what the editor has when it is loaded; none of them is used here.
  const editor = new Proxy(vscode, {
    get: (known, name) => known[name as keyof typeof known] ?? Object,
  })
  const file = join(directory, `extension-${isTrusted}.cjs`)
  writeFileSync(file, code)
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown }
  const { _load: load } = loader
  loader._load = (request, ...rest) => (request === 'vscode' ? editor : load(request, ...rest))
  try {
    return createRequire(file)(file) as Extension
  } finally {
    loader._load = load
  }
}
