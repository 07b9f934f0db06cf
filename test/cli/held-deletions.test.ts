import { cpSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generatedHeader } from '../../src/output/generated-header.ts'
import { commit, git, gitRepository, scratchDirectory, write } from '../helpers/git-repository.ts'
import {
  clusterYaml,
  configMapYaml,
  federatedYaml,
  inventoryYaml,
  namespaceYaml,
  typeConfigYaml,
} from '../helpers/kubefed-yaml.ts'
import { changedAfter, digestIn, namedByDiff, prunedByRender } from '../helpers/named-deletions.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'

type Files = Readonly<Record<string, string>>

const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
const location = '{topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: eu-a}'
const fleet: Files = {
  'fedrender.yaml': config,
  'clusters.yaml': inventoryYaml('a', 'b'),
  'shop.yaml': namespaceYaml('shop'),
  'web.yaml': configMapYaml('shop/web'),
}
const lost = clusterYaml('b', '{}', "{conditions: [{type: Ready, status: 'False'}]}")
/** What is placed nowhere else than in `a` is held in `b`. */
const onlyInA: Files = { 'web.yaml': configMapYaml('shop/web', 'x', '{clusters: [{name: a}]}') }
const withLost: Files = { ...onlyInA, 'clusters.yaml': inventoryYaml('a') + lost }
const withoutB: Files = { 'clusters.yaml': inventoryYaml('a') }

const disabled: Files = {
  'type.yaml': typeConfigYaml('', 'ConfigMap', 'configmaps', 'Namespaced')
    .replace('configmaps.,', 'configmaps,')
    .replaceAll('group: ,', '')
    .replace('propagation: Enabled', 'propagation: Disabled'),
}

function gate(name: string): Files {
  return {
    'gate.yaml': `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed, namespace: kube-federation-system}
spec: {featureGates: [{name: ${name}, configuration: Disabled}]}
`,
  }
}

const record: Files = {
  'ingress.yaml': federatedYaml(
    'Ingress',
    'shop/web',
    'template: {spec: {rules: [{host: shop.example.com}]}}',
  ),
  'record.yaml': `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: web, namespace: shop}
spec: {hosts: [shop.example.com], recordTTL: 60}
`,
  'observed/a.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
status: {loadBalancer: {ingress: [{ip: 203.0.113.1}]}}
`,
}

const lenient: Files = { 'fedrender.yaml': `${config}severities: {cluster-selector-invalid: warning}\n` }
const undecided: Files = {
  'web.yaml': configMapYaml('shop/web', 'x', '{clusterSelector: {matchLabels: {"a b": c}}}'),
}

const inB = ['clusters/b/_cluster/namespaces/shop.yaml', 'clusters/b/shop/configmaps/web.yaml']

describe('a change that deletes what its base only holds', () => {
  it.each<[string, readonly Files[], Files, readonly string[]]>([
    ['of a cluster that is not ready and goes', [fleet, withLost], withoutB, inB],
    [
      'of a cluster that is ready again, and an object that went meanwhile',
      [fleet, { ...withLost, 'web.yaml': '' }],
      { 'clusters.yaml': inventoryYaml('a', 'b') },
      ['clusters/b/shop/configmaps/web.yaml'],
    ],
    [
      'of a type that was disabled and is not any more',
      [fleet, disabled],
      { 'type.yaml': '', 'web.yaml': '' },
      ['clusters/a/shop/configmaps/web.yaml', 'clusters/b/shop/configmaps/web.yaml'],
    ],
    [
      'of a type that stays disabled, in a cluster that goes: nothing',
      [fleet, disabled],
      withoutB,
      ['clusters/b/_cluster/namespaces/shop.yaml'],
    ],
    [
      'of an object whose placement nobody can compute, as a configured severity allows',
      [{ ...fleet, ...lenient }, undecided],
      { 'web.yaml': configMapYaml('shop/web', 'x', '{clusters: [{name: a}]}') },
      ['clusters/b/shop/configmaps/web.yaml'],
    ],
    [
      'of all, where nothing is pushed',
      [fleet, gate('PushReconciler')],
      { ...withoutB, 'gate.yaml': '' },
      inB,
    ],
    [
      'of DNS, where its feature gate is disabled',
      [{ ...fleet, ...record, 'clusters.yaml': clusterYaml('a', location) }, gate('FederatedIngress')],
      { 'record.yaml': '', 'gate.yaml': '' },
      ['dns/shop/ingress-web.yaml'],
    ],
  ])('names the files %s', (_, steps, last, removed) => {
    const directory = changedAfter(steps, last)
    const { effect, renamed, ...named } = namedByDiff(directory)
    expect(named.removed).toStrictEqual(removed)
    expect(named).toStrictEqual(prunedByRender(directory))
    expect(renamed.size).toBe(0)
    expect(effect).toMatch(/^[0-9a-f]{64}$/)
  })

  it('needs the approval that the check against the base asks for', () => {
    const directory = changedAfter([fleet, withLost], withoutB)
    const { digest } = namedByDiff(directory)
    expect(runInDirectory(directory, 'render', '--approve-prune', digest).exitCode).toBe(0)
    commit(directory, {})
    expect(digestIn(runInDirectory(directory, 'render', '--check', '--base', 'main').stderr)).toBe(digest)
    expect(namedByDiff(directory)).toMatchObject({ removed: inB, digest })
  })

  it('shows what a cluster gets that comes back by what it had', () => {
    const directory = changedAfter([fleet, withLost], {
      'clusters.yaml': inventoryYaml('a', 'b'),
      'web.yaml': configMapYaml('shop/web', 'y', '{clusters: [{name: b}]}'),
    })
    const { stdout } = runInDirectory(directory, 'diff')
    expect(stdout).toContain('  changed in b\n    ~ /data/key: "x" → "y"\n')
    expect(stdout).not.toContain('added')
  })

  it('says nothing of what stays held, and of no cluster that has it that it loses everything', () => {
    const directory = changedAfter([{ ...fleet, 'clusters.yaml': inventoryYaml('a', 'b') }, disabled], {
      'shop.yaml': namespaceYaml('shop', '{clusters: [{name: a}]}'),
    })
    const { stdout } = runInDirectory(directory, 'diff')
    expect(stdout).toContain('namespaces shop\n  removed in b\n')
    expect(stdout).not.toContain('configmaps')
    expect(stdout).not.toContain('cluster-emptied')
    expect(namedByDiff(directory).digest).toBe(prunedByRender(directory).digest)
  })

  it('names what holds no object by its path', () => {
    const directory = changedAfter([fleet, withLost], {})
    git(directory, 'checkout', '-q', 'main')
    const broken = `${generatedHeader}\n{{\n`
    commit(directory, { 'rendered/clusters/b/shop/configmaps/web.yaml': broken })
    commit(directory, { 'rendered/clusters/b/notes.yaml': broken })
    git(directory, 'checkout', '-q', '-B', 'change')
    commit(directory, withoutB)
    const { removed, digest } = namedByDiff(directory)
    expect(removed).toStrictEqual(inB)
    expect(digest).toBe(prunedByRender(directory).digest)
  })

  it('counts what lies beside the directories of clusters', () => {
    const directory = changedAfter([fleet, gate('PushReconciler')], {})
    git(directory, 'checkout', '-q', 'main')
    commit(directory, { 'rendered/clusters/notes.yaml': `${generatedHeader}\na: b\n` })
    git(directory, 'checkout', '-q', '-B', 'change')
    commit(directory, { ...withoutB, 'gate.yaml': '' })
    expect(namedByDiff(directory).digest).toBe(prunedByRender(directory).digest)
  })

  it('is refused where the base is in error, since what is held then is known to nobody', () => {
    const directory = changedAfter([fleet], {})
    git(directory, 'checkout', '-q', 'main')
    commit(directory, {
      'web.yaml': configMapYaml('shop/web', 'y').replace('template', 'overrides: 1, template'),
    })
    expect(runInDirectory(directory, 'render', '--keep-going').exitCode).toBe(2)
    git(directory, 'checkout', '-q', '-B', 'change')
    commit(directory, { 'web.yaml': '' })
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'diff')
    expect({ exitCode, stdout }).toStrictEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain('error base-in-error: ')
  })
})

describe('a change of sources whose output is not committed', () => {
  const unknown = 'approval not known (cluster-not-ready)'

  it('does not say what needs approval where no output is at hand, and says so', () => {
    const directory = changedAfter([fleet, withLost], withoutB, true)
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'diff')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('" holds files as they were last rendered (cluster-not-ready)')
    expect(stdout).toContain(unknown)
    expect(stdout).not.toMatch(/digest|Effect/)
    expect(runInDirectory(directory, 'diff', '-o', 'markdown').stdout).toContain(unknown)
    expect(JSON.parse(runInDirectory(directory, 'diff', '-o', 'json').stdout)).toMatchObject({
      unknownHeld: ['cluster-not-ready'],
    })
    const report = runInDirectory(directory, 'report', '--base', 'main').stdout
    expect(report).toContain('<dd>not known</dd>')
  })

  it('differs although no object is known to go', () => {
    const directory = changedAfter([fleet, disabled], { 'type.yaml': '', 'web.yaml': '' }, true)
    rmSync(`${directory}/rendered`, { recursive: true })
    const { exitCode, stdout } = runInDirectory(directory, 'diff')
    expect(exitCode).toBe(1)
    expect(stdout).toBe('No object that is known changes · approval not known (propagation-disabled)\n')
  })

  it('is known where nothing of what is held goes', () => {
    const directory = changedAfter([fleet, withLost], { 'more.yaml': configMapYaml('shop/more') }, true)
    const { stdout, stderr } = runInDirectory(directory, 'diff')
    expect(stderr).not.toContain('held-base-unknown')
    expect(stdout).toContain('Effect ')
  })

  it('names what the directory of --previous has and the base holds', () => {
    const directory = changedAfter([fleet, withLost], withoutB, true)
    const last = scratchDirectory()
    cpSync(`${directory}/rendered`, last, { recursive: true })
    const { effect, removed, digest } = namedByDiff(directory, '--previous', last)
    expect(removed).toStrictEqual(inB)
    expect({ removed, digest }).toStrictEqual(prunedByRender(directory, '--previous', last))
    expect(effect).toMatch(/^[0-9a-f]{64}$/)
  })

  it('has the digest and the effect that publishing to the branch has', () => {
    const directory = gitRepository({ '.gitignore': 'rendered/\n', ...fleet })
    const publish = (...words: readonly string[]) =>
      runInDirectory(directory, 'publish', '--branch', 'live', ...words)
    expect(publish().exitCode).toBe(0)
    commit(directory, withLost)
    expect(publish().exitCode).toBe(0)
    git(directory, 'checkout', '-q', '-b', 'change')
    commit(directory, withoutB)
    const { digest, effect = '', removed } = namedByDiff(directory, '--previous', 'live')
    expect(removed).toStrictEqual(inB)
    const refused = publish('--expect', effect)
    expect(digestIn(refused.stderr)).toBe(digest)
    expect(publish('--approve-prune', digest, '--expect', effect).exitCode).toBe(0)
  })

  it('says nothing of approval where the repository is new', () => {
    const directory = gitRepository({ 'README.md': '' })
    git(directory, 'checkout', '-q', '-b', 'change')
    write(directory, { ...fleet, ...withLost })
    const { stdout, stderr } = runInDirectory(directory, 'diff')
    expect(stderr).not.toContain('held-base-unknown')
    expect(stdout).toContain('Effect ')
  })
})
