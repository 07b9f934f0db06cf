import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Terminal } from '../../../src/cli/terminal/terminal.ts'
import { commit, git, gitRepository, scratchDirectory } from '../../helpers/git-repository.ts'
import { repositoryPath } from '../documents.ts'
import { followFirstFleet, giveRemote, publishFirstFleet } from './first-fleet.ts'
import { runLine, type Stage } from './run-line.ts'

/** Where and when the command lines of a console block run. */
export type Scene = () => Stage | Promise<Stage>

/** A repository of Git with a committed copy of an example. */
function copyExample(name: string): string {
  const directory = gitRepository({})
  cpSync(repositoryPath(`examples/${name}`), directory, { recursive: true })
  commit(directory, {})
  return directory
}

/** A copy of the quickstart whose sources then change; each edit replaces a text that is there once or more. */
function editQuickstart(...edits: readonly (readonly [path: string, from: string, to: string])[]): Stage {
  const directory = copyExample('quickstart')
  for (const [path, from, to] of edits) edit(directory, path, from, to)
  return { directory }
}

function edit(directory: string, path: string, from: string, to: string): void {
  const text = readFileSync(`${directory}/${path}`, 'utf8')
  if (!text.includes(from)) throw new Error(`${path} does not hold ${JSON.stringify(from)}`)
  writeFileSync(`${directory}/${path}`, text.replace(from, to))
}

/** The example of waves without the page that shows the ids of its commits, since these would hold themselves. */
function copyWaves(): string {
  const directory = copyExample('waves')
  git(directory, 'rm', '-q', 'README.md')
  git(directory, 'commit', '-q', '--amend', '-m', 'change')
  return directory
}

async function changeWaves(): Promise<Stage> {
  const directory = copyWaves()
  await runLine('fedrender promote --all', { directory })
  commit(directory, {})
  edit(directory, ...newImage)
  return { directory }
}

const web = 'shop/web.yaml'
const newImage = [web, 'nginx:1.27', 'nginx:1.29'] as const
const oneReplicaMore = [web, 'replicas: 2\n', 'replicas: 3\n'] as const

/** What `<!-- scene: NAME -->` may name. */
export const scenes: Readonly<Record<string, Scene>> = {
  /** The example as it is. */
  quickstart: () => ({ directory: copyExample('quickstart') }),
  drill: () => ({ directory: copyExample('drill') }),
  empty: () => ({ directory: scratchDirectory() }),
  /** The fleet of the first tutorial. */
  'first-fleet': () => followFirstFleet(),
  'first-fleet-with-remote': () => giveRemote(),
  'first-fleet-published': () => publishFirstFleet(),
  /** A change of it, published too. */
  'first-fleet-changed': async () => {
    const stage = await publishFirstFleet()
    edit(stage.directory, ...newImage)
    git(stage.directory, 'commit', '-q', '-a', '-m', 'nginx 1.29')
    git(stage.directory, 'push', '-q')
    await runLine('fedrender publish --branch rendered --push', stage)
    return stage
  },
  /** What a control plane and its members have, before it is rendered. */
  dumped: () => {
    const directory = copyExample('moving-from-kubefed')
    rmSync(`${directory}/rendered`, { recursive: true })
    return { directory }
  },
  /** What clusters have, before it is federated. */
  'from-clusters': () => {
    const directory = copyExample('from-clusters')
    for (const made of ['federated', 'rendered']) rmSync(`${directory}/${made}`, { recursive: true })
    return { directory }
  },
  /** The example of invariants, of which one does not hold. */
  invariants: () => {
    const directory = copyExample('invariants')
    edit(directory, web, 'value: 4', 'value: 1')
    return { directory }
  },
  /** The example of waves, of which none is held. */
  waves: () => ({ directory: copyWaves() }),
  /** The same with waves that are held, and a new image that is not committed yet. */
  'waves-changed': () => changeWaves(),
  /** The same once that change is merged. */
  'waves-merged': async () => {
    const stage = await changeWaves()
    commit(stage.directory, {})
    return stage
  },
  /** This repository, for its other examples; nothing is written to it. */
  repository: () => ({ directory: repositoryPath('.') }),
  'stale-output': () => editQuickstart([web, 'value: 5', 'value: 6']),
  'misspelled-cluster': () =>
    editQuickstart([web, 'name: us-east\n  overrides', 'name: us-eest\n  overrides']),
  'dotted-path': () =>
    editQuickstart(
      [web, '      replicas: 2\n', ''],
      [
        web,
        '- path: /spec/replicas\n      value: 5\n',
        '- path: spec.replicas        # the count there\n      value: 5\n    - path: /spec/paused\n      op: add\n      value: true\n',
      ],
    ),
  'kubernetes-faults': () =>
    editQuickstart(
      [web, 'image: nginx:1.27\n', 'image: nginx:1.27\n            imagePullPolcy: Always\n'],
      [web, 'value: 5', 'value: five'],
    ),
  /** The fleet of the tests of upgrades, as 0.1.0 rendered it. */
  'rendered-by-0-1-0': () => {
    const directory = gitRepository({})
    for (const part of ['fleet', '0.1.0']) {
      cpSync(repositoryPath(`test/upgrade/${part}`), directory, { recursive: true })
    }
    commit(directory, {})
    return { directory }
  },
  /** A new image, rendered and committed. */
  merged: async () => {
    const stage = editQuickstart(newImage)
    await runLine('fedrender render', stage)
    commit(stage.directory, {})
    return stage
  },
  /** A new image and one more replica, not yet committed. */
  changed: () => editQuickstart(newImage, oneReplicaMore),
  'cluster-removed': () => {
    const directory = copyExample('quickstart')
    rmSync(`${directory}/clusters/us-east.yaml`)
    edit(
      directory,
      web,
      '    - name: us-east\n  overrides:\n  - clusterName: us-east\n    clusterOverrides:\n    - path: /spec/replicas\n      value: 5\n',
      '',
    )
    return { directory }
  },
  /** `changed` in a clone. */
  'with-remote': () => {
    const { directory } = editQuickstart()
    git(directory, 'update-ref', 'refs/remotes/origin/main', 'HEAD')
    edit(directory, ...newImage)
    return { directory }
  },
  /** A branch `rendered` that holds the output of the commit before. */
  published: async () => {
    const directory = copyExample('quickstart')
    await runLine('fedrender publish --branch rendered', { directory })
    edit(directory, ...newImage)
    edit(directory, ...oneReplicaMore)
    commit(directory, {})
    return { directory }
  },
  'tenants-copied': () => ({ directory: copyExample('tenants') }),
  /** The tenant "auth" gets all clusters and uses them at once. */
  tenants: () => {
    const directory = copyExample('tenants')
    edit(directory, 'fedrender.yaml', 'clusters: [eu-*]', "clusters: ['*']")
    edit(
      directory,
      'teams/auth/login.yaml',
      '    - name: eu-west\n',
      '    - name: eu-west\n      - name: us-east\n',
    )
    return { directory }
  },
  dns: () => {
    const directory = copyExample('dns')
    edit(directory, 'dns.lock.yaml', '198.51.100.11', '198.51.100.99')
    const answers: Readonly<Record<string, readonly string[]>> = {
      'web-1234.elb.us-east-1.example.net': ['198.51.100.10', '198.51.100.11'],
    }
    return {
      directory,
      terminal: { lookUp: async (host) => answers[host] ?? ['198.51.100.20', '198.51.100.21'] },
    }
  },
  watch: () => {
    const directory = copyExample('quickstart')
    return { directory, terminal: watching(directory) }
  },
}

/** A terminal on which three saves are made while `render --watch` waits. */
function watching(directory: string): Partial<Terminal> {
  const moments = ['03:53:03', '03:53:05', '03:53:06']
  const saves = [
    () => edit(directory, web, 'value: 5', 'value: 6'),
    () => edit(directory, web, 'kind: FederatedDeployment', 'kind: {'),
    () => {
      edit(directory, web, 'kind: {', 'kind: FederatedDeployment')
      edit(directory, web, 'value: 6', 'value: 7')
    },
  ]
  let time = 0
  return {
    now: () => (time += 30),
    clock: () => `2026-01-01T${moments.shift() ?? '03:53:09'}Z`,
    watch: async function* () {
      for (const save of saves) {
        save()
        yield
      }
    },
  }
}
