import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { ParsedSources } from '../../../src/model/parsed-sources.ts'
import { parse } from '../../../src/stages/parse/parse.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'
import { expectDiagnostics } from '../../helpers/expect-diagnostics.ts'

function parseFiles(
  files: Readonly<Record<string, string>>,
): readonly [ParsedSources, readonly Diagnostic[]] {
  return parse(deepFreeze(Object.entries(files).map(([path, text]) => ({ path, text }))))
}

/** The kinds and names of the manifests, in order. */
function names({ manifests }: ParsedSources): string[] {
  return manifests.map(({ value }) => {
    const { name } = (value['metadata'] ?? {}) as { readonly name?: string }
    return `${String(value['kind'])}/${name ?? ''}`
  })
}

function federated(name: string, rest = ''): string {
  return `apiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMap\nmetadata:\n  name: ${name}\n${rest}`
}

it('finds the manifests of all files, whatever their order', () => {
  const files = {
    'b.yaml': federated('b'),
    'a.yaml': `${federated('a1')}---\n# nothing\n---\n${federated('a2')}`,
  }
  const [sources, diagnostics] = parseFiles(files)
  expect(names(sources)).toStrictEqual([
    'FederatedConfigMap/a1',
    'FederatedConfigMap/a2',
    'FederatedConfigMap/b',
  ])
  expect(diagnostics).toStrictEqual([])
  expect(sources.counts).toMatchObject({ files: 2, documents: 3 })
  expect(parseFiles({ 'a.yaml': files['a.yaml'], 'b.yaml': files['b.yaml'] })).toStrictEqual([
    sources,
    diagnostics,
  ])
})

it('unpacks lists, typed lists and lists in lists, and knows where their items stand', () => {
  const [{ manifests }] = parseFiles({
    'list.yaml': `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
- null
- apiVersion: types.kubefed.io/v1beta1
  kind: FederatedSecretList
  items:
  - metadata: {name: one}
  - kind: FederatedConfigMap
`,
  })
  expect(manifests.map(({ item, value }) => [item, value['apiVersion'], value['kind']])).toStrictEqual([
    ['/items/0', 'v1', 'ConfigMap'],
    ['/items/2/items/0', 'types.kubefed.io/v1beta1', 'FederatedSecret'],
    ['/items/2/items/1', 'types.kubefed.io/v1beta1', 'FederatedConfigMap'],
  ])
})

it('drops only the bad document of a file, and says what was lost', () => {
  const cluster = 'apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata: [\n'
  const text = `${federated('a')}---\n${cluster}---\n${federated('b')}`
  const [sources, diagnostics] = parseFiles({ 'x.yaml': text })
  expect(names(sources)).toStrictEqual(['FederatedConfigMap/a', 'FederatedConfigMap/b'])
  expectDiagnostics(diagnostics, [{ code: 'yaml-syntax', line: 9 }])
  const [lost] = sources.unreadable
  expect(sources.unreadable).toHaveLength(1)
  expect(text.slice(lost?.start, lost?.end)).toBe(cluster)
  expect(lost?.mentionsFleet).toBe(true)
})

it('loses the document behind a separator that is none', () => {
  const [sources, diagnostics] = parseFiles({ 'x.yaml': `${federated('a')}--- x\n${federated('b')}` })
  expect(names(sources)).toStrictEqual(['FederatedConfigMap/a'])
  expectDiagnostics(diagnostics, [{ code: 'yaml-syntax', line: 5, column: 1 }])
  expect(sources.unreadable[0]).toMatchObject({ mentionsFleet: false })
})

it('reports every duplicate key, with both places', () => {
  const [sources, diagnostics] = parseFiles({ 'x.yaml': federated('a', 'spec: {a: 1, a: 2}\nkind: X\n') })
  expect(sources.manifests).toStrictEqual([])
  expectDiagnostics(diagnostics, [
    { code: 'yaml-duplicate-key', line: 5, column: 14, message: /"a"/ },
    { code: 'yaml-duplicate-key', line: 6, column: 1, message: /"kind"/ },
  ])
  expect(diagnostics[1]?.related).toHaveLength(1)
})

it('reports a merge that overrides', () => {
  const spec = 'spec:\n  a: &a {x: 1}\n  b:\n    <<: *a\n    x: 2\n'
  const [, diagnostics] = parseFiles({ 'x.yaml': federated('a', spec) })
  expectDiagnostics(diagnostics, [{ code: 'yaml-merge-override', line: 9, message: /"x"/ }])
})

it('quotes nothing of a document that mentions a Secret', () => {
  const texts = [
    'apiVersion: v1\nkind: Secret\nstringData:\n  a: canary-value: b\n',
    'apiVersion: v1\nkind: Secret\nstringData:\n  canary-key: 1\n  canary-key: 2\n',
    'apiVersion: v1\nkind: Secret\nstringData:\n  a: "canary\\z"\n',
    'apiVersion: v1\nkind: Secret\nstringData: {a: *canary}\n',
    'apiVersion: types.kubefed.io/v1beta1\nkind: FederatedSecret\nspec:\n  pin: 0123_4567\n  date: 2001-01-01\n',
  ]
  for (const text of texts) {
    const [, diagnostics] = parseFiles({ 'x.yaml': text })
    expect(diagnostics.length).toBeGreaterThan(0)
    const words = diagnostics.map(({ message, hint, related }) =>
      JSON.stringify([message, hint, related.map((each) => each.message)]),
    )
    expect(words.join('\n')).not.toMatch(/canary|0123|342391|2001/)
  }
})

it('warns of scalars that readers of YAML disagree on, in objects of KubeFed only', () => {
  const [sources, diagnostics] = parseFiles({
    'a.yaml': federated('a', 'spec:\n  mode: 0644\n  yes: 1\n'),
    'b.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata: {mode: 0644}\n',
  })
  expect(sources.manifests).toHaveLength(2)
  expectDiagnostics(diagnostics, [
    {
      code: 'yaml-ambiguous-scalar',
      line: 6,
      column: 9,
      message: /value "0644" is 420 to kubectl and 644 to/,
    },
    {
      code: 'yaml-ambiguous-scalar',
      line: 7,
      column: 3,
      message: /key "yes" is true to kubectl and "yes" to/,
    },
  ])
})

it('rejects a "__proto__" key where it stands, and reads on', () => {
  const [sources, diagnostics] = parseFiles({
    'x.yaml': federated('a', 'spec:\n  list:\n  - {__proto__: {a: 1}}\n'),
  })
  expectDiagnostics(diagnostics, [{ code: 'forbidden-key', line: 7, column: 6 }])
  expect(diagnostics[0]?.subject).toBe(sources.manifests[0])
  expect(({} as { readonly a?: number }).a).toBeUndefined()
})

it('keeps the manifest whose scalar is a placeholder', () => {
  const [sources, diagnostics] = parseFiles({ 'x.yaml': federated('a', 'spec:\n  ...\n') })
  expect(sources.manifests[0]?.value['spec']).toBe('...')
  expectDiagnostics(diagnostics, [{ code: 'ellipsis-placeholder', line: 6, column: 3 }])
})

it.each([
  ['behind a kind', 'kind: FederatedDeployment\n...\nspec:\n  overrides: []\n', 2],
  ['among keys', 'apiVersion: v1\nkind: FederatedDeployment\nspec:\n  ...\n  overrides: []\n', 4],
  ['as an item', 'apiVersion: v1\nkind: FederatedDeployment\nspec:\n  overrides:\n  - a: 1\n  ...\n', 6],
])('names a placeholder %s', (_name, text, line) => {
  const [sources, diagnostics] = parseFiles({ 'x.yaml': text })
  expectDiagnostics(diagnostics, [{ code: 'ellipsis-placeholder', line }])
  expect(sources).toMatchObject({ manifests: [], unreadable: [{ mentionsFleet: false }] })
})

it('leaves a quoted "..." alone', () => {
  expect(parseFiles({ 'x.yaml': federated('a', 'spec: {text: "..."}\n') })[1]).toStrictEqual([])
})

it.each([
  ['spec:\n  placement: {}\n', /without apiVersion and kind/],
  ['- clusterName: c1\n  clusterOverrides: []\n', undefined],
  ['overrides:\n- clusterOverrides: []\n', /without apiVersion and kind/],
  ['kind: fixture\nspec:\n  overrides: []\n', /without apiVersion;/],
])('warns of the fragment %j', (text, message) => {
  const [sources, diagnostics] = parseFiles({ 'x.yaml': text })
  expect(sources.manifests).toStrictEqual([])
  expectDiagnostics(diagnostics, message ? [{ code: 'kubefed-fragment', line: 1, column: 1, message }] : [])
})

it.each([
  ['kind: FederatedDeployment\nmetadata: {name: a}\n', 'apiVersion'],
  ['apiVersion: core.kubefed.io/v1beta1\nmetadata: {name: a}\n', 'kind'],
])('refuses %j, a KubeFed object that is not whole', (text, missing) => {
  const [{ unreadable }, diagnostics] = parseFiles({ 'x.yaml': text })
  expectDiagnostics(diagnostics, [{ code: 'incomplete-object', message: new RegExp(`no ${missing}\\.`) }])
  expect(unreadable).toHaveLength(1)
})

it('leaves alone what is no Kubernetes object, and counts it', () => {
  const [{ counts }, diagnostics] = parseFiles({
    'a-values.yaml': 'controllermanager:\n  enabled: true\n',
    'b-list.yaml': '- a\n',
    'c-config': 'apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\n',
    'd-view.yaml': '$ kubectl config view\napiVersion: v1\nclusters:\n- name: a\nkind: Config\nusers: []\n',
    'e-text.json': '{ "a": \n',
  })
  expect(counts.skipped).toStrictEqual({
    'helm-chart': 0,
    template: 0,
    kubeconfig: 2,
    'kubefed-fragment': 0,
    'no-kubernetes-object': 2,
    'not-readable': 1,
  })
  expectDiagnostics(diagnostics, [{ code: 'source-not-readable', file: 'e-text.json' }])
})

it('takes an unreadable file for one of ours where it mentions what ours mention', () => {
  for (const word of ['apiVersion: 1', 'kind: x', '# kubefed', '# clusterOverrides', '# FederatedSecret']) {
    expectDiagnostics(parseFiles({ 'x.yaml': `${word}\na: [\n` })[1], [{ code: 'yaml-syntax' }])
  }
})

it('skips whole charts, with one warning for each', () => {
  const [sources, diagnostics] = parseFiles({
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\n',
    'charts/web/charts/db/Chart.yaml': 'apiVersion: v2\n',
    'charts/web/templates/a.yaml': federated('a'),
    'charts/web-plain.yaml': federated('b'),
  })
  expect(names(sources)).toStrictEqual(['FederatedConfigMap/b'])
  expect(sources.counts.skipped['helm-chart']).toBe(3)
  expectDiagnostics(diagnostics, [
    {
      code: 'helm-chart-skipped',
      file: 'charts/web/Chart.yaml',
      message: /"charts\/web" is a Helm chart; 3 files/,
    },
  ])
})

it('skips templates, with one warning for each directory', () => {
  const [sources, diagnostics] = parseFiles({
    'a/one.yaml': federated('{{ .Values.name }}'),
    'a/two.yaml': federated('x', 'spec:\n  {{- if .Values.a }}\n  a: 1\n  {{- end }}\n'),
    'a/three.yaml': federated('plain'),
    'b/four.yaml': `{% for c in clusters %}\n${federated('x')}{% endfor %}\n`,
  })
  expect(names(sources)).toStrictEqual(['FederatedConfigMap/plain'])
  expect(sources.counts.skipped.template).toBe(3)
  expectDiagnostics(diagnostics, [
    { code: 'templates-skipped', file: 'a/one.yaml', message: /"a" holds templates .* 2 files are skipped/ },
    { code: 'templates-skipped', file: 'b/four.yaml', message: /1 file is skipped/ },
  ])
})

it('names the lines of a here-document to keep', () => {
  const [sources, diagnostics] = parseFiles({
    'x.yaml': `$ cat <<EOF | kubectl apply -f -\n${federated('a')}EOF\nkubectl create -f - <<'END'\n${federated('b')}\n`,
  })
  expectDiagnostics(diagnostics, [
    { code: 'shell-here-document', line: 1, column: 1, message: /lines 2 to 5\./ },
    { code: 'shell-here-document', line: 7, column: 1, message: /lines 8 to 11\./ },
  ])
  expect(sources).toMatchObject({ manifests: [], unreadable: [{ mentionsFleet: false }] })
})

it('reads scripts with here-documents that are data or comments', () => {
  const data = 'spec:\n  template:\n    data:\n      run.sh: |\n        cat <<EOF > /tmp/x\n        EOF\n'
  const [sources, diagnostics] = parseFiles({
    'x.yaml': `# cat <<EOF | kubectl apply -f -\n${federated('a', data)}`,
  })
  expect(names(sources)).toStrictEqual(['FederatedConfigMap/a'])
  expect(diagnostics).toStrictEqual([])
})

it('refuses a file of more than 16 MiB unread', () => {
  const [{ unreadable }, diagnostics] = parseFiles({
    'x.yaml': `kind: KubeFedCluster\n${'#'.repeat(2 ** 24)}`,
  })
  expectDiagnostics(diagnostics, [{ code: 'source-too-large', message: /16 MiB/ }])
  expect(unreadable).toMatchObject([{ mentionsFleet: true }])
})

it('refuses a document of more than six million tokens for their number', () => {
  const [, diagnostics] = parseFiles({ 'x.yaml': `kind: KubeFedCluster\na: [${'a,'.repeat(3_000_001)}]` })
  expectDiagnostics(diagnostics, [{ code: 'source-too-large', message: /more than 6 million tokens/ }])
})

it('refuses a document that is nested too deeply', () => {
  const [, diagnostics] = parseFiles({ 'x.yaml': federated('a', `spec: ${'['.repeat(10_000)}\n`) })
  expectDiagnostics(diagnostics, [{ code: 'yaml-too-deep', message: /256 levels/ }])
})

it('reports a thousand values of a document that readers disagree on one by one, and counts the others', () => {
  const config = (count: number): string =>
    `apiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMap\nlist:\n${'- 0644\n'.repeat(count)}`
  const reported = (count: number): readonly string[] => {
    const [, diagnostics] = parse([{ path: 'a.yaml', text: config(count) }])
    return diagnostics.filter(({ code }) => code === 'yaml-ambiguous-scalar').map(({ message }) => message)
  }
  expect(reported(1000)).toHaveLength(1000)
  expect(reported(1000).at(-1)).not.toContain('more')
  expect(reported(1500)).toHaveLength(1000)
  expect(reported(1500).at(-1)).toMatch(/, and 500 more of this document are read differently\.$/)
})

it('reads on after a thousand broken documents of a file, and no further', () => {
  const [sources, diagnostics] = parseFiles({
    'broken.yaml': `${'a: [b\n---\n'.repeat(1000)}${federated('still')}---\n${'a: [b\n---\n'.repeat(500)}${federated('late')}`,
    'good.yaml': federated('good'),
  })
  expect(names(sources)).toStrictEqual(['FederatedConfigMap/still', 'FederatedConfigMap/good'])
  expect(diagnostics.length).toBe(1001)
  expect(diagnostics.at(-1)).toMatchObject({ code: 'yaml-syntax', severity: 'error' })
  expect(diagnostics.at(-1)?.message).toContain('the rest of the file is not read')
  expect(sources.unreadable.at(-1)?.end).toBe(sources.unreadable.at(-1)?.file.text.length)
})

describe('conflict markers', () => {
  const conflict = (ours: string, theirs: string): string =>
    `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n`

  it.each([
    ['in an object', federated('a', `spec:\n${conflict('  a: 1\n', '  a: 2\n')}`), 6],
    ['around documents', `---\n<<<<<<< HEAD\n---\n${federated('a')}---\n=======\n---\n>>>>>>> other\n`, 2],
    ['in a value, where YAML takes them for text', federated('a', `x: "1\n${conflict('2\n', '3\n')}"\n`), 6],
    ['in JSON', `{"apiVersion": "v1",\n${conflict('"kind": "A"\n', '"kind": "B"\n')}}`, 2],
  ])('are one error at the first: %s', (_, text, line) => {
    const [sources, diagnostics] = parseFiles({ 'a.yaml': text, 'b.yaml': federated('b') })
    expectDiagnostics(diagnostics, [
      {
        code: 'unfinished-merge',
        line,
        column: 1,
        message: /^The file is an unfinished merge: its conflict begins/,
      },
    ])
    expect(names(sources)).toStrictEqual(['FederatedConfigMap/b'])
    expect(sources.unreadable).toHaveLength(1)
  })

  it('are counted', () => {
    const [, diagnostics] = parseFiles({
      'a.yaml': federated('a', conflict('a: 1\n', '') + conflict('', 'b: 1\n')),
    })
    expectDiagnostics(diagnostics, [
      { code: 'unfinished-merge', line: 5, column: 1, message: /its first of 2 conflicts begins here/ },
    ])
  })

  it('are named one by one where the others were removed', () => {
    const [, diagnostics] = parseFiles({ 'a.yaml': federated('a', 'a: 1\n=======\na: 2\n') })
    expectDiagnostics(diagnostics, [
      { code: 'unfinished-merge', line: 6, column: 1, message: /^This is a conflict marker/ },
    ])
  })

  it('are data in a block', () => {
    const block = conflict('a\n', 'b\n').replace(/^/gm, '  ')
    const [sources, diagnostics] = parseFiles({ 'a.yaml': federated('a', `text: |\n${block}`) })
    expect([names(sources), diagnostics]).toStrictEqual([['FederatedConfigMap/a'], []])
  })

  it('leave what is none of ours alone', () => {
    const [, diagnostics] = parseFiles({
      'notes.yaml': conflict('some\n', 'text\n'),
      'template.yaml': `apiVersion: {{ .Values.version }}\n${conflict('a: 1\n', 'a: 2\n')}`,
    })
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toStrictEqual([
      ['templates-skipped', 'warning'],
      ['source-not-readable', 'warning'],
    ])
  })

  it('are rendered anew in a rendered file', () => {
    const rendered = `# Code generated by fedrender. DO NOT EDIT.\n${federated('a', conflict('a: 1\n', 'a: 2\n'))}`
    const [, [diagnostic]] = parseFiles({ 'a.yaml': rendered })
    expect(diagnostic?.hint).toContain('`fedrender render`')
  })
})
