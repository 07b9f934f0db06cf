import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { repositoryPath } from '../docs/documents.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const paths = [
  'clusters/eu-west.yaml',
  'clusters/us-east.yaml',
  'shop/namespace.yaml',
  'shop/settings.yaml',
  'shop/web.yaml',
]
const quickstart = Object.fromEntries(
  paths.map((path) => [path, readFileSync(repositoryPath(`examples/quickstart/${path}`), 'utf8')]),
)
const header = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
const web = 'shop/web.yaml'
const settings = 'shop/settings.yaml'

/** What `fedrender validate` prints of the quickstart after an edit of one of its files. */
function validateEdited(path: string, from: string, to: string): string {
  const text = quickstart[path] ?? ''
  expect(text).toContain(from)
  const { stdout, stderr } = createTestRepository({ ...quickstart, [path]: text.replace(from, to) }).run(
    'validate',
  )
  return stdout + stderr
}

/** What it prints with a configuration. */
function validateConfigured(config: string): string {
  const { stdout, stderr } = createTestRepository({ ...quickstart, 'fedrender.yaml': config }).run('validate')
  return stdout + stderr
}

const listed = '  placement:\n    clusters:\n    - name: eu-west\n    - name: us-east\n'

describe('the mistakes of first users are named with what to write in their place', () => {
  it.each([
    [
      'a placement in the template',
      web,
      listed,
      listed.replaceAll(/^/gm, '  ').trimEnd() + '\n',
      'Move it to /spec/placement, beside the template',
    ],
    [
      'a version that KubeFed does not serve',
      web,
      'v1beta1',
      'v1alpha1',
      'Write "types.kubefed.io/v1beta1".',
    ],
    [
      'a value that no cluster has',
      settings,
      'region: eu',
      'region: ue',
      'The label has the values "eu", "us".',
    ],
    ['a label that no cluster has', settings, 'region: eu', 'regoin: eu', 'Did you mean "region"?'],
    ['a count in quotes', web, 'value: 5', 'value: "5"', 'must be of type integer, not string'],
    [
      'names in place of clusters',
      web,
      '- name: eu-west',
      '- eu-west',
      'Write each cluster as "- name: NAME".',
    ],
    [
      'an override that is no list',
      web,
      '    - path: /spec/replicas\n      value: 5',
      '      path: /spec/replicas\n      value: 5',
      'begin each override with "- path: POINTER"',
    ],
    [
      'a selector beside a list',
      web,
      '    - name: us-east\n',
      '    - name: us-east\n    clusterSelector: {matchLabels: {region: eu}}\n',
      'The clusterSelector has no effect',
    ],
    ['a conflict marker', web, 'apiVersion', '<<<<<<< HEAD\napiVersion', 'remove the markers'],
  ])('%s', (_, path, from, to, printed) => {
    expect(validateEdited(path, from, to)).toContain(printed)
  })

  it.each([
    ['a setting with a typing error', `${header}ouput: out\n`, 'Did you mean "output"?'],
    [
      'a configuration without its kind',
      'output: out\n',
      'Begin it with "apiVersion: fedrender.dev/v1alpha1" and "kind: RenderConfig".',
    ],
    [
      'a path from the root',
      `${header}delivery: {argocd: {repoURL: 'https://git.example.com/x.git', path: /}}\n`,
      'must be a path in the repository, relative and without "..".',
    ],
  ])('%s', (_, config, printed) => {
    expect(validateConfigured(config)).toContain(printed)
  })

  it.each([
    [['diff', '--format', 'markdown'], 'Did you mean --output markdown?'],
    [['lint'], 'Did you mean "validate"?'],
    [['render', '--approve-prune', 'zzz'], 'It must be a digest of 16 hexadecimal digits'],
    [['find', '/spec/replicas>3'], "write --field '/spec/replicas>3'"],
  ])('%j', (commandLine, printed) => {
    const { exitCode, stderr } = createTestRepository(quickstart).run(...commandLine)
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining(printed)])
  })
})
