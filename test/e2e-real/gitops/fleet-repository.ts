import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runCli } from '../../e2e/run-cli.ts'
import { git } from '../../helpers/git-repository.ts'
import type { Sources } from './fleet-sources.ts'

/** A clone in which somebody works on the sources. */
export class FleetRepository {
  readonly directory: string

  /** Makes a clone of a repository that has no commit yet, with the branch `main`. */
  constructor(directory: string, url: string) {
    this.directory = directory
    mkdirSync(directory)
    git(directory, 'init', '-q', '-b', 'main')
    git(directory, 'remote', 'add', 'origin', url)
    git(directory, 'config', 'user.name', 'e2e')
    git(directory, 'config', 'user.email', 'e2e@example.com')
  }

  /** Replaces all sources and settings; what is rendered stays. */
  replaceSources(sources: Sources): void {
    for (const name of readdirSync(this.directory)) {
      if (name === '.git' || name === 'rendered' || name === 'bootstrap') continue
      rmSync(join(this.directory, name), { recursive: true })
    }
    this.write(sources)
  }

  /** Removes a file or a directory that may not be there. */
  remove(path: string): void {
    rmSync(join(this.directory, path), { recursive: true, force: true })
  }

  write(files: Sources): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.directory, path)), { recursive: true })
      writeFileSync(join(this.directory, path), text)
    }
  }

  /** Runs fedrender. Throws what it prints where it fails. */
  fedrender(...commandLine: readonly string[]): string {
    const { status, stdout, stderr } = runCli(this.directory, commandLine)
    if (status !== 0) throw new Error(`fedrender ${commandLine.join(' ')}: ${status}\n${stdout}${stderr}`)
    return stdout + stderr
  }

  /** What the work tree deletes, as `fedrender diff` names it to who reviews the change. */
  deletions(): readonly NamedDeletion[] {
    const { status, stdout, stderr } = runCli(this.directory, ['diff', '--base', 'HEAD', '-o', 'json'])
    // It exits with 1 where anything changes.
    if (status !== 0 && status !== 1) throw new Error(`fedrender diff: ${status}\n${stderr}`)
    const { changes } = JSON.parse(stdout) as { readonly changes: readonly FleetChange[] }
    const removed = changes.filter(
      ({ kind, risks }) => kind === 'removed' && !risks.some(({ rule }) => rule === 'object-stays'),
    )
    return removed.flatMap(({ clusters, risks, object: { namespace = '_cluster', type, name } }) =>
      clusters.map((cluster) => ({
        object: `${cluster}/${namespace}/${type}/${name}`,
        isCertain: !risks.some(({ reason }) => / only once | may leave it| it stays /.test(reason)),
      })),
    )
  }

  /** Renders, and approves what the guard asks about. Gives what it asked, or nothing. */
  render(): string {
    const { status, stdout, stderr } = runCli(this.directory, ['render'])
    if (status === 0) return ''
    const digest = digestIn(stdout + stderr)
    if (digest === undefined) throw new Error(`fedrender render: ${status}\n${stdout}${stderr}`)
    this.fedrender('render', '--approve-prune', digest)
    return stderr
  }

  /** The digest that `fedrender render --check` asks to be approved. */
  digestOfCheck(): string {
    const { stdout, stderr } = runCli(this.directory, ['render', '--check', '--base', 'HEAD'])
    const digest = digestIn(stdout + stderr)
    if (digest === undefined) throw new Error(`no digest in\n${stdout}${stderr}`)
    return digest
  }

  /** Commits all that is in the work tree and pushes it; gives the id of the commit. */
  push(): string {
    git(this.directory, 'add', '-A')
    git(this.directory, 'commit', '-q', '--allow-empty', '-m', 'change')
    git(this.directory, 'push', '-q', 'origin', 'main')
    return git(this.directory, 'rev-parse', 'HEAD')
  }
}

function digestIn(printed: string): string | undefined {
  return /^error [a-z-]+: .*\b(?:digest|--approve-prune) (\w{16})\b/m.exec(printed)?.[1]
}

/** An object that is announced as deleted. */
export interface NamedDeletion {
  /** `<cluster>/<namespace or _cluster>/<type>/<name>`. */
  readonly object: string
  /** Whether it is said to be deleted at once and everywhere. */
  readonly isCertain: boolean
}

interface FleetChange {
  readonly kind: string
  readonly risks: readonly { readonly rule: string; readonly reason: string }[]
  readonly clusters: readonly string[]
  readonly object: { readonly type: string; readonly namespace?: string; readonly name: string }
}
