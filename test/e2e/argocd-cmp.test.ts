import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { splitDocuments } from '../../src/yaml/read/split-documents.ts'
import { main, plainEnvironment, temporaryDirectory, type ProcessResult } from './run-cli.ts'

const example = fileURLToPath(new URL('../../examples/argocd-cmp/', import.meta.url))
const quickstart = fileURLToPath(new URL('../../examples/quickstart/', import.meta.url))

interface Plugin {
  readonly spec: {
    readonly generate: { readonly command: readonly string[]; readonly args: readonly string[] }
    readonly parameters: { readonly static: readonly { readonly name: string }[] }
  }
}

/** Runs what the plugin generates by, as the plugin server does: in the source's directory, parameters as PARAM_…. */
function generate(parameters: Readonly<Record<string, string>>): ProcessResult {
  const plugin = readDocument(readFileSync(join(example, 'plugin.yaml'), 'utf8')).value as unknown as Plugin
  const { command, args } = plugin.spec.generate
  const [program = '', ...rest] = [...command, ...args]
  const bin = join(temporaryDirectory(), 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'fedrender'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`)
  chmodSync(join(bin, 'fedrender'), 0o755)
  const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`
  return spawnSync(program, rest, {
    cwd: quickstart,
    encoding: 'utf8',
    env: { ...plainEnvironment, ...parameters, PATH: path },
  })
}

describe('the plugin of examples/argocd-cmp', () => {
  it('writes the objects of one cluster in the order of applying, and nothing else', () => {
    const { status, stdout, stderr } = generate({ PARAM_CLUSTER: 'us-east' })
    expect(status).toBe(0)
    expect(stderr).toMatch(/^read \d+ files/)
    const objects = splitDocuments(stdout).chunks.map(
      ({ start, end }) => readDocument(stdout.slice(start, end)).value,
    )
    expect(objects.map((each) => (each as { kind: string }).kind)).toStrictEqual([
      'Namespace',
      'Service',
      'Deployment',
    ])
    expect(objects[2]).toMatchObject({ spec: { replicas: 5 } })
  })

  it.each([{}, { PARAM_CLUSTER: '' }, { PARAM_CLUSTER: 'nowhere' }])(
    'fails and writes no object with %j, so that nothing is taken for deleted',
    (parameters) => {
      const { status, stdout, stderr } = generate(parameters)
      expect([status, stdout]).toStrictEqual([2, ''])
      expect(stderr).toContain('selected-cluster-unknown')
    },
  )
})
