import { resolve } from 'node:path'
import type { Repository } from '../../app/repository/repository.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { describeEdits } from './describe-edits.ts'

/** A repository of which something that is read may have changed. */
export interface EditedRepository {
  readonly repository: Repository
  /** What was saved, as `shop/web.yaml changed`; `''` where nothing that is read differs. */
  readonly edits: string
  /** When that was noticed, as `Terminal.now` has it. */
  readonly woken: number
}

/**
 * Reads a repository again whenever something below it may have changed, and now and then, until the user ends the run, and gives
 * it. The first round finds what was saved before the watch began.
 */
export async function* watchEdits(
  terminal: Terminal,
  first: Repository,
  read: () => Repository,
): AsyncGenerator<EditedRepository> {
  let repository = first
  for await (const _ of terminal.watch(first.root, (path) => resolve(path) === repository.output)) {
    const woken = terminal.now()
    const before = repository
    repository = read()
    yield { repository, edits: describeEdits(before, repository), woken }
    terminal.progress.end()
  }
}
