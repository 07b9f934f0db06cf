import { describe, expect, it } from 'vitest'
import { formatResourceList, readResourceList } from '../../src/krm/resource-list.ts'

const header = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n'

function read(text: string): ReturnType<typeof readResourceList> {
  return readResourceList({ path: '<stdin>', text })
}

describe('readResourceList', () => {
  it('gives each item with its value, its lines as they stand, and its file', () => {
    const lines = `- kind: A # one
  metadata:
    annotations: {config.kubernetes.io/index: '2', internal.config.kubernetes.io/path: a/b.yaml}
  on: 0644
`
    const [list, diagnostics] = read(`${header}items:\n${lines}functionConfig: {kind: ConfigMap}\n`)
    expect(diagnostics).toStrictEqual([])
    const annotations = {
      'config.kubernetes.io/index': '2',
      'internal.config.kubernetes.io/path': 'a/b.yaml',
    }
    expect(list).toStrictEqual({
      apiVersion: 'config.kubernetes.io/v1',
      items: [
        {
          value: { kind: 'A', metadata: { annotations }, true: 420 },
          lines,
          file: { path: 'a/b.yaml', index: 2 },
        },
      ],
      functionConfig: { kind: 'ConfigMap' },
    })
  })

  it('moves the items of an indented list to the margin', () => {
    const [list] = read(`${header}items:\n  - kind: A\n    a: |\n      x\n  - kind: B`)
    expect(list?.items.map((item) => item.lines)).toStrictEqual(['- kind: A\n  a: |\n    x\n', '- kind: B\n'])
  })

  it('writes the items of JSON anew', () => {
    const [list] = read(
      JSON.stringify({ apiVersion: 'v1', kind: 'ResourceList', items: [{ kind: 'A', a: 'x\n\ny' }] }),
    )
    expect(list?.items[0]?.lines).toBe('- kind: A\n  a: |-\n    x\n\n    y\n')
  })

  it.each(['../a.yaml', '/a.yaml', 'a//b.yaml', 'a/./b.yaml', '', 'a\\b.yaml'])(
    'takes no path %j that no package has',
    (path) => {
      const annotations = `{config.kubernetes.io/path: ${JSON.stringify(path)}}`
      const [list] = read(`${header}items:\n- kind: A\n  metadata: {annotations: ${annotations}}\n`)
      expect(list?.items[0]).not.toHaveProperty('file')
    },
  )

  it.each([
    ['', 'Standard input holds no document.'],
    [`${header}---\n${header}`, 'Standard input holds more than one document.'],
    ['kind: List\n', 'Standard input is not an object of kind ResourceList.'],
    ['- a\n', 'Standard input is not an object of kind ResourceList.'],
    [`${header}items: {}\n`, 'Standard input has items that are not a list of objects.'],
    [`${header}items: [1]\n`, 'Standard input has items that are not a list of objects.'],
  ])('refuses %j', (text, message) => {
    const [list, diagnostics] = read(text)
    expect(list).toBeUndefined()
    expect(diagnostics.map((each) => [each.code, each.message])).toStrictEqual([
      ['resource-list-invalid', message],
    ])
  })

  it('says why the text cannot be read, and quotes nothing where a Secret may be in it', () => {
    const [list, diagnostics] = read(`${header}items:\n- kind: Secret\n  hunter2: 1\n  hunter2: 2\n`)
    expect(list).toBeUndefined()
    expect(diagnostics.map((each) => each.code)).toStrictEqual(['yaml-duplicate-key'])
    expect(JSON.stringify(diagnostics.map((each) => each.message))).not.toContain('hunter2')
  })

  it('bounds what aliases make of a text', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    for (let level = 0; level < 9; level += 1) {
      const [here, above] = ['bcdefghij'.charAt(level), 'abcdefghij'.charAt(level)]
      bomb.push(`${here}: &${here} [${`*${above}, `.repeat(9)}*${above}]`)
    }
    expect(read(`${header}${bomb.join('\n')}\n`)[1].map((each) => each.code)).toStrictEqual(['yaml-syntax'])
  })
})

describe('formatResourceList', () => {
  it('writes the items as they are, and the results', () => {
    const results = [{ message: 'no', severity: 'error', tags: { code: 'x' } }] as const
    expect(formatResourceList('v1', ['- kind: A # one\n'], results)).toBe(
      'apiVersion: v1\nkind: ResourceList\nitems:\n- kind: A # one\n' +
        'results:\n- message: "no"\n  severity: error\n  tags:\n    code: x\n',
    )
    expect(formatResourceList('v1', [], [])).toBe('apiVersion: v1\nkind: ResourceList\nitems: []\n')
  })
})
