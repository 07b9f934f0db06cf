import { describe, expect, it } from 'vitest'
import type { ForeignKind } from '../../../src/model/foreign-file.ts'
import {
  createForeignJudge,
  reportEmptied,
  reportForeignFiles,
} from '../../../src/stages/authorize/foreign-files.ts'

const kept = [
  '.gitattributes',
  'clusters/a/shop/configmaps/x.yaml',
  'clusters/a/_cluster/namespaces/shop.yaml',
]

describe('a foreign file', () => {
  it.each<[path: string, verdict: string, kind?: ForeignKind]>([
    ['clusters/a/shop/x.yaml', 'refused'],
    ['clusters/a/shop/x.yml', 'refused'],
    ['clusters/a/shop/x.json', 'refused'],
    ['clusters/a/shop/x.jsonnet', 'refused'],
    ['clusters/a/shop/x.libsonnet', 'refused'],
    ['clusters/a/shop/X.YAML', 'refused'],
    ['clusters/a/shop/line\nbreak.yaml', 'refused'],
    ['clusters/a/shop/Kustomization', 'refused'],
    ['clusters/a/shop/kustomization.toml', 'refused'],
    ['clusters/a/.hidden/Chart.yaml', 'refused'],
    ['clusters/a/.sourceignore', 'refused'],
    ['clusters/a/.argocd-source-x.yaml', 'refused'],
    ['clusters/a/.gitattributes', 'refused'],
    ['other/x.yaml', 'refused'],
    ['x.yaml', 'refused'],
    ['clusters/a/shop/configmaps/README.md', 'passed'],
    ['clusters/a/shop/README.md', 'passed'],
    ['clusters/a/shop/secrets/README.md', 'passed'],
    ['clusters/a/README.md', 'passed'],
    ['other/clusters/b/README.md', 'passed'],
    ['clusters/a/other/README.md', 'refused'],
    ['clusters/b/.keep', 'refused'],
    ['flux/a/.keep', 'refused'],
    ['README.md', 'passed'],
    ['other/README.md', 'passed'],
    ['other/README.md', 'refused', 'link'],
    ['clusters/a/shop/x', 'refused', 'submodule'],
    ['clusters/a/shop/x', 'refused', 'special'],
  ])('%j is %s', (path, verdict, kind = 'file') => {
    expect(createForeignJudge(kept, { allowed: [] })({ path, kind })).toBe(verdict)
  })

  it('is allowed where the configuration does, and the base if there is one', () => {
    const file = { path: 'clusters/a/x.yaml', kind: 'file' } as const
    const judge = (allowed: readonly string[], baseAllowed?: readonly string[]): string =>
      createForeignJudge(kept, { allowed, baseAllowed })(file)
    expect(judge(['clusters/*/x.yaml'])).toBe('allowed')
    expect(judge(['clusters/*/x.yaml'], ['**'])).toBe('allowed')
    expect(judge(['**'], [])).toBe('refused')
    expect(judge([], ['**'])).toBe('refused')
  })

  it('is in no note where it is refused, or outside the folders of the agents', () => {
    const files = [
      { path: 'clusters/a/shop/x.yaml', kind: 'file' },
      { path: 'README.md', kind: 'file' },
    ] as const
    const judge = createForeignJudge(kept, { allowed: [] })
    expect(reportForeignFiles(files, judge, '').map(({ code }) => code)).toStrictEqual(['agent-file-foreign'])
  })

  it('is refused where it alone keeps a directory that an agent takes for an emptied one', () => {
    const files = [
      { path: 'clusters/b/README.md', kind: 'file' },
      { path: 'clusters/a/README.md', kind: 'file' },
    ] as const
    const directories = ['clusters/a', 'clusters/b', 'clusters/c']
    expect(reportEmptied(files, kept, directories)).toMatchObject([
      {
        code: 'agent-directory-emptied',
        severity: 'error',
        message: expect.stringContaining(
          '"clusters/b", and "clusters/b/README.md" keeps the directory',
        ) as string,
      },
    ])
    expect(reportEmptied(files, kept, [])).toStrictEqual([])
  })

  it('is reported at its place, with a note of those that no agent reads', () => {
    const files = [
      { path: 'clusters/a/shop/notes.md', kind: 'file' },
      { path: 'clusters/a/shop/x.yaml', kind: 'link' },
    ] as const
    expect(reportForeignFiles(files, createForeignJudge(kept, { allowed: [] }), 'rendered/')).toMatchObject([
      {
        code: 'agent-file-foreign',
        severity: 'error',
        at: { file: { path: 'rendered/clusters/a/shop/x.yaml' } },
        message: expect.stringContaining('the symbolic link "clusters/a/shop/x.yaml"') as string,
      },
      {
        code: 'output-files-foreign',
        severity: 'info',
        message: expect.stringContaining('clusters/a/shop/notes.md') as string,
      },
    ])
  })
})
