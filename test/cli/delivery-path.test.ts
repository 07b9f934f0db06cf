import { runInDirectory } from '../helpers/run-in-directory.ts'
import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository } from '../helpers/git-repository.ts'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'

function configYaml(argocd: string, flux = ''): string {
  const repoURL = 'https://git.example.com/fleet.git'
  return `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
delivery:
  argocd: {repoURL: '${repoURL}'${argocd}}
  flux: {${flux}}
`
}

const shop = {
  'fedrender.yaml': configYaml(''),
  'clusters.yaml': inventoryYaml('east', 'west'),
  'shop.yaml': namespaceYaml('shop'),
}

/** The paths that the ApplicationSet and the Kustomizations name, in the output at a place of a commit. */
function pathsAt(directory: string, place: string): readonly string[] {
  const files = ['argocd/applicationsets/fedrender.yaml', 'flux/east/kustomizations/east.yaml']
  const text = files.map((file) => git(directory, 'show', `${place}${file}`)).join('\n')
  return [...text.matchAll(/^ *(?:- )?path: (?!"\{)(.*)$/gm)].map(([, path = '']) => path)
}

describe('the path by which agents find the output', () => {
  it('is that of the clusters on a branch that is published to', () => {
    const directory = gitRepository(shop)
    expect(runInDirectory(directory, 'publish', '--branch', 'rendered').exitCode).toBe(0)
    expect(pathsAt(directory, 'rendered:')).toStrictEqual([
      'clusters/east',
      'clusters/west',
      './clusters/east',
    ])
  })

  it('begins at the top of the Git repository, whichever directory of it holds the sources', () => {
    const directory = gitRepository(
      Object.fromEntries(Object.entries(shop).map(([path, text]) => [`platform/fleet/${path}`, text])),
    )
    expect(runInDirectory(`${directory}/platform/fleet`, 'render').exitCode).toBe(0)
    commit(directory, {})
    const place = 'platform/fleet/rendered'
    expect(pathsAt(directory, `HEAD:${place}/`)).toStrictEqual([
      `${place}/clusters/east`,
      `${place}/clusters/west`,
      `./${place}/clusters/east`,
    ])
    expect(runInDirectory(directory, 'render', 'platform/fleet', '--check').exitCode).toBe(0)
    expect(runInDirectory(`${directory}/platform/fleet`, 'publish', '--branch', 'rendered').exitCode).toBe(0)
    expect(pathsAt(directory, 'rendered:')).toContain('./clusters/east')
  })

  it('may be set to what it is', () => {
    const directory = gitRepository({ ...shop, 'fedrender.yaml': configYaml(', path: .', 'path: ./') })
    expect(runInDirectory(directory, 'publish', '--branch', 'rendered').exitCode).toBe(0)
    expect(pathsAt(directory, 'rendered:')).toContain('clusters/east')
  })

  it('may not be set to another one where the output is published', () => {
    const config = configYaml(', path: rendered', 'path: deploy')
    const directory = gitRepository({ ...shop, 'fedrender.yaml': config })
    const { exitCode, stderr } = runInDirectory(directory, 'publish', '--branch', 'rendered')
    expect(exitCode).toBe(2)
    expect(stderr).toContain(
      'fedrender.yaml:4:64: error delivery-path-differs: delivery.argocd.path says "rendered", but the output is delivered from the top of the branch',
    )
    expect(stderr).toContain(
      'fedrender.yaml:5:16: error delivery-path-differs: delivery.flux.path says "deploy"',
    )
    expect(stderr).toContain('fix: Remove the setting')
    expect(git(directory, 'for-each-ref', 'refs/heads/rendered')).toBe('')
  })

  it('may not be set to another one where Git tracks the output', () => {
    const directory = gitRepository({ ...shop, 'fedrender.yaml': configYaml(', path: .') })
    expect(runInDirectory(directory, 'render').exitCode).toBe(0)
    commit(directory, {})
    const { exitCode, stderr } = runInDirectory(directory, 'render', '--check')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('delivery.argocd.path says ".", but the output is delivered from "rendered"')
    expect(runInDirectory(directory, 'validate').stdout).toContain('error delivery-path-differs')
  })

  it('may be set where agents read a copy: of what Git ignores, of another directory, of a bucket', () => {
    const config = configYaml(', path: copy', 'path: copy')
    const ignored = gitRepository({ ...shop, '.gitignore': 'rendered\n', 'fedrender.yaml': config })
    expect(runInDirectory(ignored, 'render')).toMatchObject({ exitCode: 0 })
    expect(runInDirectory(ignored, 'render', '--check')).toMatchObject({ exitCode: 0 })
    const tracked = gitRepository({ ...shop, 'fedrender.yaml': config })
    runInDirectory(tracked, 'render')
    commit(tracked, {})
    expect(runInDirectory(tracked, 'render', '--out', `${ignored}/out`)).toMatchObject({ exitCode: 0 })
    const bucket = configYaml('', 'path: copy, source: {kind: Bucket, name: fleet}')
    commit(tracked, { 'fedrender.yaml': bucket })
    expect(runInDirectory(tracked, 'render')).toMatchObject({ exitCode: 0 })
  })

  it('is put right by a change that diff compares, although the base is in error', () => {
    const directory = gitRepository({ ...shop, 'fedrender.yaml': configYaml(', path: .') })
    runInDirectory(directory, 'render')
    commit(directory, {})
    git(directory, 'checkout', '-q', '-b', 'change')
    commit(directory, { 'fedrender.yaml': shop['fedrender.yaml'] })
    expect(runInDirectory(directory, 'diff').exitCode).toBe(1)
  })

  it('is that of the branch in the effect that diff prints', () => {
    const directory = gitRepository(shop)
    runInDirectory(directory, 'publish', '--branch', 'rendered')
    git(directory, 'checkout', '-q', '-b', 'change')
    commit(directory, { 'clusters.yaml': inventoryYaml('east', 'west', 'north') })
    const [, effect = ''] = /Effect ([0-9a-f]{64})\./.exec(runInDirectory(directory, 'diff').stdout) ?? []
    const published = runInDirectory(directory, 'publish', '--branch', 'rendered', '--expect', effect)
    expect(published.stderr).toContain(`effect ${effect}`)
    expect(published.exitCode).toBe(0)
  })
})
