import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { GivenTerminal } from '../../../src/cli/terminal/terminal.ts'
import type { Host } from '../../../src/host/host.ts'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { createMemoryHost } from '../../helpers/memory-host.ts'
import { type CommandResult, createTestRepository } from '../../helpers/test-repository.ts'
import { configMapYaml, federatedYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'

/** The sources of a small fleet, each as it may be. */
export const sourceTexts: Readonly<Record<string, readonly string[]>> = {
  'clusters.yaml': [inventoryYaml('eu', 'us'), inventoryYaml('eu', 'us', 'ap'), inventoryYaml('eu')],
  'shop/namespace.yaml': [namespaceYaml('shop')],
  'shop/a.yaml': ['x', 'y', 'longer'].map((value) => configMapYaml('shop/a', value)),
  'shop/b.yaml': [
    configMapYaml('shop/b', 'x'),
    configMapYaml('shop/b', 'y', '{clusters: [{name: eu}]}'),
    federatedYaml('ConfigMap', 'shop/b', 'template: {data: {key: x}}', '{clusters: [{name: nowhere}]}'),
    'kind: [\n',
    '# nothing\n',
  ],
  'shop/c.yaml': [
    federatedYaml(
      'ConfigMap',
      'shop/c',
      'template: {data: {key: x}}, overrides: [{clusterName: eu, clusterOverrides: [{path: /data/key, value: x}]}]',
    ),
    configMapYaml('shop/c', 'z'),
  ],
  'fedrender.yaml': [
    'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n',
    'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nforeignFiles: ["**"]\n',
  ],
}

/** A directory of the disk in which `render` keeps an index, and what a test can ask of it. */
export interface IndexedRepository {
  readonly root: string
  readonly cache: string
  /** The variables that commands see. */
  readonly environment: Record<string, string>
  /** Runs `fedrender` there, with an index. */
  readonly run: (...words: readonly string[]) => CommandResult
  /** What the same command line comes to in a copy of the files in memory, where there is no index. */
  readonly runAlone: (...words: readonly string[]) => ResultAlone
  /** All files and links of the directory. */
  readonly files: () => Record<string, string>
  /** The files that the last run opened to compare or to read them. */
  readonly reads: () => readonly string[]
  /** The directories that the last run listed; `''` is the repository itself. */
  readonly listings: () => readonly string[]
  /** The path of the index; undefined where there is none. */
  readonly indexPath: () => string | undefined
}

/**
 * Makes a repository of the first of all texts, in a directory that is empty.
 *
 * @param granularity how exactly times of files are kept, in nanoseconds
 */
export function createIndexedRepository(
  scratch: string,
  environment: Record<string, string> = {},
  granularity = 1n,
): IndexedRepository {
  const [root, cache] = [join(scratch, 'repository'), join(scratch, 'cache')]
  mkdirSync(root)
  for (const [path, [text = '']] of Object.entries(sourceTexts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const given: Record<string, string> = { XDG_CACHE_HOME: cache, ...environment }
  const reads: string[] = []
  const listings: string[] = []
  const nodeHost = createNodeHost()
  const host: Host = {
    ...nodeHost,
    // The repository is not in the working directory, below which the host itself shortens paths.
    shorten: (directory) => relative('', directory),
    statusOf: (path) => {
      const status = nodeHost.statusOf?.(path)
      if (status === undefined || granularity === 1n) return status
      const { dev, ino, mode, size, mtimeNs, ctimeNs } = status
      const coarse = (time: bigint): bigint => time - (time % granularity)
      return { dev, ino, mode, size, mtimeNs: coarse(mtimeNs), ctimeNs: coarse(ctimeNs) }
    },
    readDirectory: (path: string) => {
      listings.push(path.slice(root.length + 1))
      return nodeHost.readDirectory(path)
    },
    readHead: (path: string, buffer: Uint8Array, length: number) => {
      reads.push(path.slice(root.length + 1))
      return nodeHost.readHead(path, buffer, length)
    },
    readFile: (path: string, limit: number) => {
      reads.push(path.slice(root.length + 1))
      return nodeHost.readFile(path, limit)
    },
  }
  const traits = { directory: root, environment: (name: string) => given[name] }
  const files = (): Record<string, string> => listAll(root)
  return {
    root,
    cache,
    environment: given,
    run: (...words) => {
      reads.length = 0
      listings.length = 0
      return createTestRepository({}).runOn({ ...traits, host }, ...words)
    },
    runAlone: (...words) => {
      const there = files()
      const key = JSON.stringify([root, environment, words, there])
      const result = resultsAlone.get(key) ?? runInMemory(root, traits, there, words)
      if (resultsAlone.size > 1000) resultsAlone.clear()
      resultsAlone.set(key, result)
      return result
    },
    files,
    reads: () => reads,
    listings: () => listings,
    indexPath: () => {
      const directory = join(cache, 'fedrender')
      const name = readdirIfThere(directory).find((each) => !each.endsWith('.tmp'))
      return name === undefined ? undefined : join(directory, name)
    },
  }
}

type ResultAlone = CommandResult & { readonly files: Record<string, string> }

/** What command lines come to, by all that this depends on: many renders of a test begin with the same files. */
const resultsAlone = new Map<string, ResultAlone>()

function runInMemory(
  root: string,
  traits: Partial<GivenTerminal>,
  files: Readonly<Record<string, string>>,
  words: readonly string[],
): ResultAlone {
  const memory = createMemoryHost()
  memory.put(`${root}/`, '')
  for (const [path, text] of Object.entries(files)) {
    if (text.startsWith('-> ')) memory.link(`${root}/${path}`, text.slice(3))
    else memory.put(`${root}/${path}`, text)
  }
  const result = createTestRepository({}).runOn({ ...traits, host: memory }, ...words)
  return { ...result, files: memory.dump(root) }
}

function readdirIfThere(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

function listAll(root: string): Record<string, string> {
  const found: Record<string, string> = {}
  const host = createNodeHost()
  const visit = (directory: string): void => {
    const entries = host.readDirectory(join(root, directory))
    if (entries.length === 0 && directory !== '') found[`${directory}/`] = ''
    for (const entry of [...entries].sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`
      if (entry.isDirectory()) visit(path)
      else if (entry.isSymbolicLink()) found[path] = `-> ${host.readLink(join(root, path))}`
      else found[path] = readFileSync(join(root, path), 'utf8')
    }
  }
  visit('')
  return found
}

/** Copies a directory with the times of its files, as rsync -a does. */
export function copyWithTimes(from: string, to: string): void {
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
}
