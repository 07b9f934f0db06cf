import { printable, quote } from '../../text/quote.ts'
import { hintOfMissing } from './diff.ts'
import { listSome } from '../../text/list-some.ts'

/** What can go wrong at the edge of the program: reading the sources, and writing the output. */
export const outputCatalog = {
  'source-unreadable': {
    severity: 'error' as const,
    about: 'A source file, or the directory to render, cannot be read.',
    message: (p: { problem: string }): string => `The source cannot be read: ${p.problem}.`,
    hint: (): string => 'Make it readable, or leave it out with "sources" in the configuration.',
  },
  'stdin-empty': {
    severity: 'error' as const,
    about: '`--also -` adds standard input to the repository, and there is no document in it.',
    message: (): string => 'Standard input, which `--also` adds to the repository, holds no document.',
    hint: (): string =>
      'Look at what the program before the pipe reports (`set -o pipefail` ends a pipeline there), or leave `--also` out.',
  },
  'stdin-without-clusters': {
    severity: 'warning' as const,
    about:
      '`-f -` reads standard input in place of the repository, and it holds no KubeFedCluster, so that nothing is placed anywhere.',
    message: (): string =>
      'Standard input is read in place of the repository and holds no KubeFedCluster, so that nothing is placed.',
    hint: (): string =>
      'Add it to the repository by `--also -` in place of `-f -`, or pipe the clusters in too.',
  },
  'source-directory-unreadable': {
    severity: 'error' as const,
    about: 'A directory of the repository cannot be listed, so sources may be missing.',
    /** `option` is the one that names the directory which it is in; only what is below a repository can be left out. */
    message: (p: {
      directory: string
      problem: string
      option: string | undefined
      isBelow: boolean
    }): string => `The directory ${quote(p.directory)} cannot be listed: ${p.problem}.`,
    hint: ({ option, isBelow }: { option: string | undefined; isBelow: boolean }): string => {
      if (option !== undefined) return `Make it readable, or name another directory with "${option}".`
      return isBelow
        ? 'Make it readable, or leave it out with "sources" in the configuration.'
        : 'Make it readable, or name another directory.'
    },
  },
  'source-too-large': {
    severity: 'error' as const,
    about:
      'A source file is larger than the most that is read of one source, or a document of it has more tokens, and is not read.',
    message: (p: { limit: number; of: 'bytes' | 'tokens' }): string =>
      p.of === 'bytes'
        ? `The source is larger than ${p.limit / 1024 / 1024} MiB, the most that is read of one source.`
        : `The document has more than ${p.limit / 1_000_000} million tokens of YAML (each key, value and sign is one), the most that is read of one document.`,
    hint: (): string => 'Split it into several files, or leave it out with "sources" in the configuration.',
  },
  'source-not-utf8': {
    severity: 'error' as const,
    about: 'A source file holds bytes that are not UTF-8.',
    message: (p: { line: number }): string => `The source is not UTF-8: line ${p.line} holds other bytes.`,
    hint: (): string => 'Save the file as UTF-8.',
  },
  'source-links-skipped': {
    severity: 'info' as const,
    about: 'Symbolic links in the repository are not followed.',
    message: (p: { links: readonly string[] }): string =>
      `Symbolic links are not followed (their targets in the repository are read at their own paths): ${quoteSome(p.links)}.`,
  },
  'source-link-unread': {
    severity: 'warning' as const,
    about:
      'A symbolic link leads nowhere, or to files that are no sources; links are not followed, so nothing of it is read.',
    message: (p: { link: string; files: number }): string =>
      p.files === 0
        ? `The symbolic link ${quote(p.link)} leads nowhere.`
        : `The symbolic link ${quote(p.link)} leads out of the sources, and links are not followed: ${p.files === 1 ? 'its 1 file is' : `its ${p.files} files are`} not read.`,
    hint: (p: { link: string; files: number }): string =>
      p.files === 0
        ? 'Remove the link, or make what it points to.'
        : 'Move the files into the sources, or remove the link.',
  },
  'submodule-absent': {
    severity: 'error' as const,
    about: 'A submodule among the sources is not checked out, or its commit is not in the clone.',
    message: (p: { path: string; commit: string }): string =>
      `The submodule ${quote(p.path)} is not here: this clone lacks the files of its commit ${printable(p.commit.slice(0, 12))}, and what is rendered of them would be deleted.`,
    hint: (p: { path: string; commit: string }): string =>
      `Run \`git submodule update --init -- ${printable(p.path)}\`, or leave it out with "sources" in the configuration.`,
  },
  'source-pattern-outside': {
    severity: 'error' as const,
    about: 'A glob of "sources" leaves the repository.',
    message: (p: { pattern: string }): string => `The glob ${quote(p.pattern)} leaves the repository.`,
    hint: (): string => 'Write it relative to the repository, without "..".',
  },
  'source-pattern-unmatched': {
    severity: 'warning' as const,
    about: 'A glob of "sources" matches no YAML or JSON file.',
    message: (p: { pattern: string }): string => `The glob ${quote(p.pattern)} matches no YAML or JSON file.`,
    hint: (p: { pattern: string }): string =>
      /[*?{[]|\.(?:ya?ml|json)$/.test(p.pattern)
        ? 'Correct or remove it.'
        : `Remove it, or write ${quote(`${p.pattern.replace(/(?<!\/)\/+$/, '')}/**`)} for everything below a directory.`,
  },
  'output-directory-invalid': {
    severity: 'error' as const,
    about: 'fedrender refuses to write to the output directory.',
    message: (p: { directory: string; problem: string }): string =>
      `The output directory ${quote(p.directory)} ${p.problem}.`,
    hint: (): string => 'Choose a directory of its own for the output.',
  },
  'output-file-foreign': {
    severity: 'error' as const,
    about: 'A file that fedrender did not write is where a rendered file must go; it is never overwritten.',
    message: (p: { path: string }): string =>
      `The file ${quote(p.path)} of the output directory is to be written, but fedrender did not write the file that is there.`,
    hint: (): string =>
      'Move that file elsewhere; or, if it is an edited rendered file, delete it to have it rendered again.',
  },
  'output-obstructed': {
    severity: 'error' as const,
    about:
      'Something that is not a file, such as a symbolic link, is where a rendered file or its directory must go.',
    message: (p: { path: string; found: string; wanted: string }): string =>
      `In the output directory, ${quote(p.path)} is ${p.found}, where ${p.wanted} must go.`,
    hint: (): string =>
      'Remove it; fedrender never writes through a link and never replaces what it did not write.',
  },
  'output-files-foreign': {
    severity: 'info' as const,
    about:
      'The output directory holds files that fedrender did not write, which no agent reads or which `foreignFiles` allows; they are left alone.',
    message: (p: { paths: readonly string[] }): string =>
      `The output directory holds files that fedrender did not write, and they are left alone: ${quoteSome(p.paths)}.`,
  },
  'output-work-tracked': {
    severity: 'warning' as const,
    about:
      'Git tracks files of `.fedrender` in the output directory, where a run keeps its lock and its work; a lock that was committed is ignored.',
    message: (p: { paths: readonly string[]; directory: string }): string =>
      `Git tracks files of fedrender's work directory, where a committed lock is ignored and no file is kept: ${quoteSome(p.paths)}.`,
    hint: (p: { directory: string }): string =>
      `Run \`git rm -r --cached -- ${printable(p.directory)}\`, and commit that.`,
  },
  'output-unreadable': {
    severity: 'error' as const,
    about: 'The output directory cannot be read, so it cannot be compared.',
    message: (p: { path: string; problem: string }): string =>
      `The output cannot be compared, because ${quote(p.path)} cannot be read: ${p.problem}.`,
    hint: (): string => 'Make the output directory readable.',
  },
  'output-write-failed': {
    severity: 'error' as const,
    about: 'The output could not be written.',
    message: (p: { path: string; problem: string; moved: number; total: number }): string =>
      `The output could not be written, because ${quote(p.path)} was refused: ${p.problem}; ` +
      (p.moved === 0
        ? 'the output is as it was.'
        : `${p.moved} of ${p.total} changes are in place, each whole, and the next run makes the others.`),
    hint: (): string => 'Fix the cause and run the command again.',
  },
  'output-locked': {
    severity: 'error' as const,
    about: 'Another run writes to the same output directory.',
    message: (p: { processId: number; hostName: string; started: string }): string =>
      `Process ${p.processId} on host ${quote(p.hostName)} has been writing to the output directory since ${quote(p.started)}.`,
    hint: (): string =>
      'Wait until it ends; if it is gone, delete the file ".fedrender/lock" in the output directory.',
  },
  'output-changed-meanwhile': {
    severity: 'error' as const,
    about:
      'The output directory changed during the comparison, or between it and the write; nothing was written.',
    message: (): string =>
      'The output directory changed while this run was comparing it, so nothing was written.',
    hint: (): string => 'Run the command again.',
  },
  'prune-guard': {
    severity: 'error' as const,
    hasLines: true as const,
    about: 'A run would delete so much that it needs approval.',
    message: (p: {
      count: number
      reasons: readonly string[]
      files: readonly string[]
      refused: readonly string[]
      digest: string
    }): string =>
      [
        `This run would prune ${p.count === 1 ? '1 file' : `${p.count} files`} (digest ${printable(p.digest)}), which needs approval:`,
        ...p.reasons.map((reason) => `  - ${printable(reason)}`),
        'It would prune:',
        ...p.files.map((file) => `  - ${printable(file)}`),
        ...p.refused.map((digest) => `The approved digest ${quote(digest)} is that of another set.`),
      ].join('\n'),
    hint: (p: { digest: string }): string =>
      `If you mean to delete exactly these files, approve it with --approve-prune ${p.digest}, or with "approvePrune" in the configuration.`,
  },
  'prune-approval-unused': {
    severity: 'info' as const,
    about:
      'An approved digest is that of no set of files which the run deletes, so the approval has no effect.',
    message: (p: { digest: string }): string =>
      `The approval of ${quote(p.digest)} has no effect: this run deletes no files with that digest.`,
    hint: (): string => 'Remove it; a digest approves one set of files, which is gone or was never there.',
  },
  'previous-not-found': {
    severity: 'error' as const,
    about: '`--previous` names neither a directory nor a commit of this clone.',
    message: (p: MissingPrevious): string =>
      `The previous output ${quote(p.previous)} is neither a directory nor a commit that this clone holds.`,
    hint: (p: MissingPrevious): string => hintOfMissing(p),
  },
  'previous-ambiguous': {
    severity: 'error' as const,
    about: '`--previous` names both a directory and a commit.',
    message: (p: { previous: string }): string =>
      `The previous output ${quote(p.previous)} is the name of both a directory and a commit.`,
    hint: (p: { previous: string }): string =>
      `Write ${quote(`./${p.previous}`)} for the directory, or name the commit by its id.`,
  },
  'previous-unreadable': {
    severity: 'error' as const,
    about: 'The output that `--previous` names cannot be read.',
    message: (p: { previous: string; problem: string; fix: string | undefined }): string =>
      `The previous output ${quote(p.previous)} cannot be read: ${p.problem}.`,
    hint: (p: { fix: string | undefined }): string =>
      p.fix ?? 'Fix the cause, or name another directory or commit with --previous.',
  },
  'previous-empty': {
    severity: 'warning' as const,
    about: 'The output that `--previous` names holds no rendered file, so nothing is compared with it.',
    message: (p: { previous: string }): string =>
      `The previous output ${quote(p.previous)} holds no rendered file.`,
    hint: (): string =>
      'Check the name; before the first publication, an output without rendered files is right.',
  },
  'schema-file-foreign': {
    severity: 'error' as const,
    about: '`fedrender schema` would overwrite a file that it did not write.',
    message: (p: { path: string }): string =>
      `\`fedrender schema\` did not write the file ${quote(p.path)}, and does not overwrite it.`,
    hint: (): string => 'Remove the file, or name another directory with --to.',
  },
}

const shownPaths = 10

function quoteSome(paths: readonly string[]): string {
  return listSome(paths.map(quote), shownPaths)
}

interface MissingPrevious {
  readonly previous: string
  readonly nearest: string | undefined
  readonly fetch: string | undefined
}
