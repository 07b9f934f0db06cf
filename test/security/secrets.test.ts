import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readTree } from '../helpers/read-tree.ts'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const plain = 'kJ8xCanary42Zq'
const base64 = Buffer.from(plain).toString('base64')
const other = 'Zw9Canary77Pp'
/** Numbers that readers of YAML disagree on, so that a warning is due. */
const octal = '0712345671'
const hexadecimal = '0x5EC4E7'
const canaries = [plain, base64, other, octal, hexadecimal]

const head = (name: string, kind = 'FederatedSecret'): string =>
  `apiVersion: types.kubefed.io/v1beta1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop}\n`
const secret = (name: string, spec: string): string => `${head(name)}spec:\n${spec}`
const everywhere = '  placement: {clusterSelector: {}}\n'

/** Sources that hold a canary, each with a code that it has to give; a place of that code is at or near the canary. */
const sources: Readonly<Record<string, readonly [code: string, text: string]>> = {
  'plain text': [
    'plain-text-secret',
    secret(
      'plain',
      `${everywhere}  template:\n    stringData: {password: ${plain}}\n    data: {password: ${base64}}\n`,
    ),
  ],
  'several lines': [
    'plain-text-secret',
    secret(
      'lines',
      `${everywhere}  template:\n    stringData:\n      key: |\n        ${plain}\n        ${other}\n`,
    ),
  ],
  'one line in flow style': [
    'unknown-field',
    `${head('flow')}spec: {template: {stringData: {a: ${plain}}}, placement: {clusterz: []}, overrides: [{clusterName: east, clusterOverrides: [{path: /stringData/a, value: ${other}}]}]}\n`,
  ],
  'one line of JSON': [
    'unknown-field',
    `{"apiVersion":"types.kubefed.io/v1beta1","kind":"FederatedSecret","metadata":{"name":"json","namespace":"shop"},"spec":{"placement":{"clusterz":[]},"template":{"stringData":{"a":"${plain}"}}}}\n`,
  ],
  "KubeFed's own words as keys": [
    'yaml-ambiguous-scalar',
    secret(
      'words',
      `${everywhere}  template:\n    stringData:\n      name: ${octal}\n      path: ${hexadecimal}\n`,
    ),
  ],
  'numbers that readers disagree on': [
    'yaml-ambiguous-scalar',
    secret(
      'numbers',
      `${everywhere}  template:\n    stringData:\n      pin: ${octal}\n      ${hexadecimal}: x\n`,
    ),
  ],
  'an override': [
    'override-not-applicable',
    secret(
      'override',
      `${everywhere}  template: {data: {a: ${base64}}}\n  overrides:\n  - clusterName: east\n    clusterOverrides:\n    - {path: /data/a/b, value: ${plain}}\n`,
    ),
  ],
  'an override in the dotted form': [
    'override-dotted-path',
    secret(
      'dotted',
      `${everywhere}  overrides:\n  - clusterName: east\n    clusterOverrides:\n    - {path: data.a, value: ${plain}}\n`,
    ),
  ],
  'an override with a wrong op': [
    'override-op-invalid',
    secret(
      'op',
      `  overrides:\n  - clusterName: east\n    clusterOverrides:\n    - {path: /data/a, op: patch, value: ${plain}}\n`,
    ),
  ],
  'an override that stands twice': [
    'override-duplicate-path',
    secret(
      'twice',
      `  overrides:\n  - clusterName: east\n    clusterOverrides:\n    - {path: /data/a, value: ${plain}}\n    - {path: /data/a, value: ${other}}\n`,
    ),
  ],
  'a part of an override, pasted without its object': [
    'kubefed-fragment',
    `spec: {overrides: [{clusterName: east, clusterOverrides: [{path: /stringData/a, value: ${plain}}]}]}\n`,
  ],
  'a value in the place of a field': ['schema-violation', secret('field', `  overrides: ${plain}\n`)],
  'a field that KubeFed does not know': ['unknown-field', secret('unknown', `  stringData: {a: ${plain}}\n`)],
  'labels that are no strings': [
    'template-labels-invalid',
    secret('labels', `${everywhere}  template: {metadata: {labels: ${plain}}, data: {a: ${base64}}}\n`),
  ],
  'a key that stands twice': [
    'yaml-duplicate-key',
    secret('duplicate', `  template:\n    stringData:\n      ${plain}: 1\n      ${plain}: ${other}\n`),
  ],
  'a colon too many': [
    'yaml-syntax',
    secret('colon', `  template:\n    stringData:\n      name: ${plain}: x\n`),
  ],
  'a quote that is not closed': [
    'yaml-syntax',
    secret('quote', `  template:\n    stringData:\n      a: "${plain}\n`),
  ],
  'an alias without an anchor': [
    'yaml-syntax',
    secret('alias', `  template:\n    stringData:\n      a: *${plain}\n`),
  ],
  'a tag that nobody knows': [
    'plain-text-secret',
    secret('tag', `  template:\n    stringData:\n      a: !!${plain} x\n`),
  ],
  'a directive': ['yaml-syntax', `%${plain} ${other}\n---\n${head('directive')}`],
  'a tab': ['yaml-syntax', secret('tab', `  template:\n    stringData:\n\ta: ${plain}\n`)],
  'text of a block that is not indented': [
    'yaml-syntax',
    secret('block', `  template:\n    stringData:\n      key: |\n        first\n${plain}\n`),
  ],
  'an ellipsis': [
    'ellipsis-placeholder',
    secret('dots', `  template:\n    stringData: {a: ${plain}}\n    ...\n`),
  ],
  'a shell here-document': [
    'shell-here-document',
    `$ kubectl create secret generic s --from-literal=a=${plain} -f - <<EOF\n${secret('here', `  template: {data: {a: ${base64}}}\n`)}EOF\n`,
  ],
  'a template of Helm': [
    'templates-skipped',
    secret(
      'helm',
      `  template:\n    stringData:\n      a: {{ .Values.a | default "${plain}" }}\n      b: ${other}\n`,
    ),
  ],
  'a file that SOPS encrypted': [
    'sops-encrypted',
    `${secret('sops', `  template: {data: {a: "ENC[AES256_GCM,data:${plain}]"}}\n`)}sops: {mac: ${other}}\n`,
  ],
  'a plain Secret that does not parse': [
    'yaml-syntax',
    `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  a: ${plain}: x\n`,
  ],
  'a kubeconfig that does not parse': [
    'yaml-syntax',
    `apiVersion: v1\nkind: FederatedConfig\nusers:\n- user:\n    token: ${plain}: x\n    client-key-data: "${base64}\n`,
  ],
}

const commandLines = [
  ['render'],
  ['render', '--check'],
  ['render', '--dry-run'],
  ['render', '--keep-going'],
  ['render', '--keep-going', '--format', 'json'],
  ['render', '--stdout'],
  ['render', '--format', 'json'],
  ['render', '--format', 'github'],
  ['render', '--strict'],
  ['validate'],
  ['validate', '--format', 'json'],
  ['validate', '--format', 'github'],
  ['validate', '--format', 'gitlab'],
  ['validate', '--format', 'sarif'],
  ['validate', '--format', 'rdjson'],
  ['status'],
  ['status', '-o', 'json'],
  ['status', '-o', 'yaml'],
  ['clusters'],
  ['clusters', '-o', 'json'],
  ['clusters', '-o', 'yaml'],
]

const fleet = { 'clusters.yaml': inventoryYaml('east', 'west'), 'namespace.yaml': namespaceYaml('shop') }

function expectNoCanary(text: string): void {
  for (const canary of canaries) expect(text).not.toContain(canary)
}

describe('the content of a Secret', () => {
  for (const [name, [code, text]] of Object.entries(sources)) {
    it(`is in no diagnostic about ${name}`, () => {
      expect(canaries.some((canary) => text.includes(canary))).toBe(true)
      const repository = createTestRepository({ ...fleet, 'a.yaml': text })
      const { stdout, stderr } = repository.run('validate')
      expect(stdout).toContain(` ${code}: `)
      expectNoCanary(stdout + stderr)
    })
  }

  for (const commandLine of commandLines) {
    it(`is nowhere in what ${commandLine.join(' ')} writes to the terminal`, () => {
      const files = Object.entries(sources).map(([name, [, text]]) => [`${name}/a.yaml`, text])
      const { stdout, stderr } = createTestRepository({ ...fleet, ...Object.fromEntries(files) }).run(
        ...commandLine,
      )
      expect(stdout + stderr).not.toBe('')
      expectNoCanary(stdout + stderr)
    })
  }

  it('is in the rendered files and in the objects of --stdout, and in nothing else', () => {
    const [, text] = sources['plain text']!
    const repository = createTestRepository({ ...fleet, 'a.yaml': text })
    expectNoCanary(Object.values(repository.run('render')).join('\n'))
    expect(repository.rendered()['clusters/east/shop/secrets/plain.yaml']).toContain(plain)
    repository.host.put('/repo/a.yaml', text.replaceAll(plain, other))
    for (const options of [['--check'], ['--dry-run', '--format', 'json'], []]) {
      expectNoCanary(Object.values(repository.run('render', ...options)).join('\n'))
    }
    const { stdout, stderr } = repository.run('render', '--stdout')
    expect(stdout).toContain(other)
    expectNoCanary(stderr)
  })
})

describe('what is no content of a Secret', () => {
  it('is shown in a file that names one, or has one beside it (a case of an adversarial review)', () => {
    const files = Object.fromEntries(
      readTree(fileURLToPath(new URL('cases/masking-too-much', import.meta.url))),
    )
    const { stdout } = createTestRepository(files).run('validate')
    expect(stdout).toContain('1 | apiVersion: types.kubefed.k8s.io/v1beta1\n')
    expect(stdout).toContain('placement: {clusters: [{name: c1}, {name: c9}]}\n')
    expect(stdout).not.toContain('***')
  })

  it('is shown of a Secret itself: its kind, its names, its placement', () => {
    const text = `${head('a').replace('types.kubefed.io', 'types.kubefed.k8s.io')}spec:
  placement:
    clusters:
    - name: estimate
  template:
    data: {a: ${plain}}
    typo: ${other}
`
    const { stdout } = createTestRepository({ ...fleet, 'a.yaml': text }).run('validate')
    expect(stdout).toContain('1 | apiVersion: types.kubefed.k8s.io/v1beta1\n')
    expect(stdout).toContain('7 |     - name: estimate\n')
    expectNoCanary(stdout)
  })

  it('is shown of the file of a Secret by --dry-run, and its values are not', () => {
    const files = { ...fleet, 'a.yaml': secret('a', `${everywhere}  template:\n    data: {a: ${base64}}\n`) }
    const { stdout } = createTestRepository(files).run(
      'orphaning-deletion',
      'enable',
      'secrets',
      'a',
      '--dry-run',
    )
    expect(stdout).toContain(' kind: FederatedSecret\n')
    expect(stdout).toMatch(/^\+metadata: .*orphan/m)
    expectNoCanary(stdout)
  })
})

it('shows no credentials of a URL', () => {
  const cluster = (field: string): string =>
    `apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata: {name: ${field}, namespace: kube-federation-system}\nspec: {apiEndpoint: "https://u:${plain}@h", ${field}: "ftp://u:${other}/x@${plain}@h", secretRef: {name: 1}}\n`
  const files = { 'a.yaml': cluster('proxyURL'), 'b.yaml': cluster('proxyUrl') }
  for (const commandLine of [
    ['validate'],
    ['validate', '--format', 'json'],
    ['clusters', '-o', 'yaml'],
    ['report'],
  ]) {
    const { stdout, stderr } = createTestRepository(files).run(...commandLine)
    expect(stdout + stderr).not.toBe('')
    expectNoCanary(stdout + stderr)
  }
})
