import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { repositoryPath } from '../../docs/documents.ts'
import { commit, git, gitRepository } from '../../helpers/git-repository.ts'
import { addProgram, createMachine, type Machine } from './shell-session.ts'
import { findUnlinked, walk, type Part } from './walk.ts'

const readme: Part = { page: 'README.md', sections: [] }
const index: Part = { page: 'docs/README.md', sections: [] }
const publishing = 'docs/tutorials/publishing-to-a-branch.md'
const firstFleet: Part = {
  page: 'docs/tutorials/a-first-fleet.md',
  inWords: 'mkdir fleet && cd fleet',
}

/** What was asked of a cluster, as the kubectl of the example notes it. */
interface Command {
  readonly context: string
  readonly words: readonly string[]
  readonly given: string
}

/** A machine with a fresh clone of this repository, as far as its pages ask for it. */
function machineWithClone(): Machine {
  const machine = createMachine()
  const origin = gitRepository({})
  cpSync(repositoryPath('examples'), join(origin, 'examples'), { recursive: true })
  commit(origin, {})
  git(machine.home, 'clone', '-q', `file://${origin}`, 'fedrender')
  // It takes a minute, and is a test of its own.
  addProgram(machine.programs, 'npm', 'case "$*" in ci | "run example" | test) ;; *) exit 1 ;; esac')
  return machine
}

/** What a page means by a copy of an example that is a repository of Git. */
function copyOf(example: string): string {
  return `cp -r ~/fedrender/examples/${example} ~/fleet && cd ~/fleet && git init -q && git add . && git commit -q -m 'A fleet'`
}

interface Application {
  readonly spec: { readonly source: { readonly path: string; readonly targetRevision: string } }
}

interface ApplicationSet {
  readonly spec: {
    readonly generators: readonly {
      readonly list: { readonly elements: readonly { readonly path: string }[] }
    }[]
    readonly template: Application
  }
}

interface Kustomization {
  readonly spec: { readonly path: string }
}

/** A file of the branch that agents follow, as the remote has it. */
function publishedFile(fleet: string, path: string): string {
  return git(fleet, 'show', `origin/rendered:${path}`)
}

function publishedDirectories(fleet: string): readonly string[] {
  return git(fleet, 'ls-tree', '-r', '-d', '--name-only', 'origin/rendered').split('\n')
}

function expectWalk(machine: Machine, ...parts: readonly Part[]): void {
  expect(findUnlinked(parts)).toStrictEqual([])
  expect(walk(machine, parts)).toStrictEqual([])
}

describe('somebody who has the documentation alone', () => {
  it('renders the example, and makes a first fleet', () => {
    const quickstart = {
      sections: ['## Five minutes to a first result'],
      inWords: 'cd ~/fedrender/examples/quickstart',
    }
    expectWalk(
      machineWithClone(),
      { ...readme, ...quickstart },
      { ...firstFleet, inWords: 'mkdir ~/fleet && cd ~/fleet' },
    )
  })

  it('publishes to a branch for Argo CD, changes something, rolls it back, and upgrades', () => {
    const machine = createMachine()
    const steps = ['## 1. Take the output out of the sources', '## 2. With Argo CD', '## 4. A change']
    const rollBack = {
      page: 'docs/how-to/roll-back.md',
      sections: ['## Where the output is on a branch of its own'],
    }
    const upgrade = { ...rollBack, page: 'docs/how-to/upgrade-fedrender.md' }
    expectWalk(machine, readme, firstFleet, { page: publishing, sections: steps }, rollBack, upgrade)
    const fleet = join(machine.home, 'fleet')
    const root = parse(readFileSync(join(fleet, 'bootstrap/argocd/root.yaml'), 'utf8')) as Application
    const { spec } = parse(publishedFile(fleet, 'argocd/applicationsets/fedrender.yaml')) as ApplicationSet
    const { source } = spec.template.spec
    expect([root.spec.source.targetRevision, source.targetRevision]).toStrictEqual(['rendered', 'rendered'])
    const paths = spec.generators.flatMap(({ list }) => list.elements.map(({ path }) => path))
    expect(paths).toHaveLength(2)
    expect(publishedDirectories(fleet)).toEqual(expect.arrayContaining([root.spec.source.path, ...paths]))
  })

  it('publishes to a branch for Flux', () => {
    const steps = ['## 1. Take the output out of the sources', '## 3. With Flux']
    const machine = createMachine()
    expectWalk(machine, readme, firstFleet, { page: publishing, sections: steps })
    const fleet = join(machine.home, 'fleet')
    const bootstrap = (file: string): string => readFileSync(join(fleet, 'bootstrap/flux', file), 'utf8')
    expect(parse(bootstrap('source.yaml'))).toMatchObject({ spec: { ref: { branch: 'rendered' } } })
    for (const cluster of ['eu-west', 'us-east']) {
      const root = parse(bootstrap(`roots/${cluster}.yaml`)) as Kustomization
      const own = `flux/${cluster}/kustomizations/${cluster}.yaml`
      const { spec } = parse(publishedFile(fleet, own)) as Kustomization
      expect([root.spec.path, spec.path]).toStrictEqual([`./flux/${cluster}`, `./clusters/${cluster}`])
      const directories = publishedDirectories(fleet).map((path) => `./${path}`)
      expect(directories).toEqual(expect.arrayContaining([root.spec.path, spec.path]))
    }
  })

  it('reviews changes, and rolls one back whose output is committed', () => {
    const change =
      "sed -i 's/nginx:1.27/nginx:1.29/' shop/web.yaml && fedrender render -q && git commit -q -a -m 'nginx 1.29'"
    expectWalk(
      machineWithClone(),
      readme,
      { page: 'docs/tutorials/reviewing-a-pull-request.md', inWords: 'cd ~/fedrender' },
      index,
      { page: 'docs/how-to/roll-back.md', sections: [''], inWords: change },
    )
  })

  it('leaves KubeFed', () => {
    const machine = createMachine()
    const log = join(machine.home, '.kubectl-log')
    const kubectl = repositoryPath('test/e2e/fixtures/kubectl-of-example.mjs')
    addProgram(
      machine.programs,
      'kubectl',
      `KUBECTL_LOG='${log}' exec '${process.execPath}' '${kubectl}' "$@"`,
    )
    expectWalk(machine, readme, { page: 'docs/tutorials/leaving-kubefed.md' })
    const commands = readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Command)
    expect(commands.map(({ context, words }) => `${context} ${words.slice(0, 2).join(' ')}`))
      .toMatchInlineSnapshot(`
      [
        "host scale deployment",
        "host wait --for=delete",
        "eu-west diff --server-side",
        "eu-west apply --server-side",
        "eu-west replace",
        "us-east replace",
        "host replace",
        "host replace",
        "host delete federatednamespaces.types.kubefed.io,federatedconfigmaps.types.kubefed.io,federatedservices.types.kubefed.io,federateddeployments.types.kubefed.io",
        "host delete validatingwebhookconfiguration",
        "host delete mutatingwebhookconfiguration",
      ]
    `)
    const replaced = commands.filter(({ words }) => words[0] === 'replace')
    const [ofHost, ofMembers] = [true, false].map((isHost) =>
      replaced.filter(({ context }) => (context === 'host') === isHost).map(({ given }) => given),
    )
    expect(ofMembers).toHaveLength(2)
    for (const given of ofMembers ?? []) {
      expect(given).toContain('"kind": "Deployment"')
      expect(given).not.toContain('controller-manager')
    }
    for (const given of ofHost ?? []) expect(given.match(/"finalizers": (?!null)/g)).toBeNull()
  })

  it('gives a team a folder', () => {
    expectWalk(machineWithClone(), readme, index, {
      page: 'docs/how-to/divide-rights-between-teams.md',
      sections: ['## Give a team a folder', '## What the team does'],
      inWords: copyOf('tenants'),
    })
  })

  it('drills for the loss of a cluster, and loses it', () => {
    expectWalk(
      machineWithClone(),
      readme,
      index,
      { page: 'docs/how-to/drill-the-fleet.md', inWords: 'cd ~/fedrender' },
      { page: 'docs/how-to/lose-a-cluster.md', inWords: copyOf('drill') },
    )
  })

  it('upgrades fedrender', () => {
    const machine = createMachine()
    for (const part of ['fleet', '0.1.0']) {
      cpSync(repositoryPath(`test/upgrade/${part}`), join(machine.home, 'old'), { recursive: true })
    }
    const page = 'docs/how-to/upgrade-fedrender.md'
    expectWalk(machine, readme, index, {
      page,
      sections: [''],
      inWords: "cd ~/old && git init -q && git add . && git commit -q -m 'A fleet'",
    })
  })
})
