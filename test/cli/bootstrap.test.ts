import { describe, expect, it } from 'vitest'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
const repoURL = 'https://git.example.com/fleet.git'
const argocd = (more = ''): string => `${config}delivery: {argocd: {repoURL: '${repoURL}'${more}}}\n`
const flux = (settings = ''): string => `${config}delivery: {flux: {${settings}}}\n`

function repositoryOf(settings: string): TestRepository {
  return createTestRepository({
    'fedrender.yaml': settings,
    'clusters.yaml': inventoryYaml('east', 'west'),
    'shop.yaml': namespaceYaml('shop'),
  })
}

const written = (repository: TestRepository): Record<string, string> =>
  repository.host.dump('/repo/bootstrap')

describe('fedrender bootstrap, for Argo CD', () => {
  it('writes the root Application and the Secrets without credentials, and prints the first steps', () => {
    const repository = repositoryOf(argocd())
    const { exitCode, stdout, stderr } = repository.run('bootstrap')
    expect([exitCode, stdout]).toStrictEqual([
      0,
      'wrote bootstrap/argocd/root.yaml\nwrote bootstrap/argocd/clusters/east.yaml\nwrote bootstrap/argocd/clusters/west.yaml\n',
    ])
    expect(stderr).toBe(`Argo CD 1: render, commit and push, so that the repository has rendered/argocd
Argo CD 2: give Argo CD the clusters: argocd cluster add CONTEXT --name NAME, or the Secrets of bootstrap/argocd/clusters with credentials that nobody commits
Argo CD 3: in the cluster of Argo CD: kubectl apply -f bootstrap/argocd/root.yaml
next: fedrender render
`)
    expect(written(repository)).toMatchObject({
      'argocd/root.yaml': `# Applied once: it reads the ApplicationSet.
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: fedrender-root
  namespace: argocd
spec:
  project: default
  source:
    repoURL: ${repoURL}
    targetRevision: HEAD
    path: rendered/argocd
    directory:
      recurse: true
  destination:
    server: https://kubernetes.default.svc
    namespace: argocd
  syncPolicy:
    automated:
      prune: true
      selfHeal: true
`,
      'argocd/clusters/east.yaml': `# The credentials are missing: they go into "config", where nobody commits them.
apiVersion: v1
kind: Secret
metadata:
  name: cluster-east
  namespace: argocd
  labels:
    argocd.argoproj.io/secret-type: cluster
stringData:
  name: east
  server: https://east.example.com:6443
  config: "{}"
`,
    })
  })

  it('leaves what it wrote, refuses to replace what somebody changed, and renders nothing of it', () => {
    const repository = repositoryOf(argocd())
    repository.run('render')
    const before = repository.rendered()
    repository.run('bootstrap')
    expect(repository.run('bootstrap').stdout).toContain('unchanged bootstrap/argocd/root.yaml\n')
    expect(repository.run('render', '--strict').exitCode).toBe(0)
    expect(repository.rendered()).toStrictEqual(before)
    repository.host.put('/repo/bootstrap/argocd/root.yaml', 'kind: Mine\n')
    const refused = repository.run('bootstrap')
    expect([refused.exitCode, refused.stderr]).toStrictEqual([2, expect.stringContaining('root.yaml')])
    expect(written(repository)['argocd/root.yaml']).toBe('kind: Mine\n')
    expect(repository.run('bootstrap', '--force').exitCode).toBe(0)
    expect(written(repository)['argocd/root.yaml']).toContain('kind: Application')
  })

  it('follows a published branch from its top, and refuses one that the Applications do not follow', () => {
    const refused = repositoryOf(argocd()).run('bootstrap', '--branch', 'rendered')
    expect([refused.exitCode, refused.stderr]).toStrictEqual([
      2,
      expect.stringContaining('error bootstrap-revision-differs: '),
    ])
    const repository = repositoryOf(argocd(', targetRevision: rendered'))
    const { stderr } = repository.run('bootstrap', '--branch', 'rendered')
    expect(stderr).toContain('the branch rendered has argocd: fedrender publish --branch rendered --push\n')
    expect(written(repository)['argocd/root.yaml']).toContain(
      '    targetRevision: rendered\n    path: argocd\n    directory:\n',
    )
  })

  it('takes the names and addresses by which Argo CD knows the clusters', () => {
    const repository = repositoryOf(argocd(', destinations: {west: {server: "https://other.example.com"}}'))
    repository.run('bootstrap', '--to', 'first')
    expect(repository.host.dump('/repo/first')['argocd/clusters/west.yaml']).toContain(
      '  name: west\n  server: https://other.example.com\n',
    )
  })
})

describe('fedrender bootstrap, for Flux', () => {
  it('writes the GitRepository, one root, and kubeconfigs without credentials where one Flux reaches all', () => {
    const repository = repositoryOf(flux(`kubeConfigSecret: '{cluster}-kubeconfig'`))
    const { stderr } = repository.run('bootstrap', '--branch', 'rendered', '--url', repoURL)
    expect(stderr.split('\n')).toStrictEqual([
      'Flux 1: publish, so that the branch rendered has flux: fedrender publish --branch rendered --push',
      'Flux 2: give Flux the clusters: the Secrets of bootstrap/flux/clusters with credentials that nobody commits',
      'Flux 3: unless flux bootstrap has made it: kubectl apply -f bootstrap/flux/source.yaml',
      'Flux 4: in the cluster of Flux: kubectl apply -f bootstrap/flux/root.yaml',
      'next: fedrender publish --branch rendered --push',
      '',
    ])
    const files = written(repository)
    expect(Object.keys(files)).toStrictEqual([
      'flux/clusters/east.yaml',
      'flux/clusters/west.yaml',
      'flux/root.yaml',
      'flux/source.yaml',
    ])
    expect(files['flux/source.yaml']).toContain(
      `  name: flux-system\n  namespace: flux-system\nspec:\n  interval: 10m\n  url: ${repoURL}\n  ref:\n    branch: rendered\n`,
    )
    expect(files['flux/root.yaml']).toContain('  path: ./flux\n  interval: 10m\n  prune: true\n')
    expect(files['flux/clusters/east.yaml']).toContain('  name: east-kubeconfig\n')
    expect(files['flux/clusters/east.yaml']).toContain('"server": "https://east.example.com:6443"')
  })

  it('writes a root for each cluster where a Flux runs in each, and asks for a source that it cannot know', () => {
    const repository = repositoryOf(flux())
    const { stderr } = repository.run('bootstrap')
    expect(stderr).toContain(
      'Flux 2: make the GitRepository flux-system, as flux bootstrap does, or name its address by --url\n',
    )
    const files = written(repository)
    expect(Object.keys(files)).toStrictEqual(['flux/roots/east.yaml', 'flux/roots/west.yaml'])
    expect(files['flux/roots/east.yaml']).toContain('  path: ./rendered/flux/east\n')
  })
})

it('asks for an agent where none is configured, with delivery-missing, and writes nothing', () => {
  const repository = repositoryOf(config)
  const { exitCode, stderr } = repository.run('bootstrap')
  expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('error delivery-missing: ')])
  expect(written(repository)).toStrictEqual({})
})
