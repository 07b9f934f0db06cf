import { GitError } from './git-error.ts'

/** That a clone lacks the commit of a submodule, whose files are asked for. */
export class AbsentSubmodule extends GitError {
  readonly commit: string

  constructor(path: string, commit: string) {
    super(
      `this clone lacks the commit ${commit.slice(0, 12)} of the submodule ${path}`,
      `Run: git submodule update --init -- ${path}`,
    )
    this.commit = commit
  }
}
