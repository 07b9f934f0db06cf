import { quote } from '../../text/quote.ts'

/** What can be wrong with the two sides of a comparison. */
export const diffCatalog = {
  'base-not-found': {
    severity: 'error' as const,
    about: '`--base` names a commit that this clone does not hold.',
    message: (p: MissingReference): string =>
      `The base ${quote(p.base)} is not a commit that this clone holds.`,
    hint: (p: MissingReference): string => hintOfMissing(p),
  },
  'base-unknown': {
    severity: 'error' as const,
    about:
      'The commit at which HEAD left the default branch, the base where `--base` names none, cannot be found.',
    message: (p: { problem: string; fetch: string | undefined }): string =>
      `The commit at which HEAD left the default branch is not known: ${p.problem}.`,
    hint: (p: { fetch: string | undefined }): string =>
      p.fetch === undefined
        ? 'Name a commit as the base, with --base.'
        : `Name the base with --base, or fetch it first, with: ${p.fetch}`,
  },
  'base-unreadable': {
    severity: 'error' as const,
    about: 'The base of a comparison cannot be read from Git.',
    message: (p: { base: string | undefined; problem: string; fix: string | undefined }): string =>
      `The base${p.base === undefined ? '' : ` ${quote(p.base)}`} cannot be read from Git: ${p.problem}.`,
    hint: (p: { fix: string | undefined }): string =>
      p.fix ?? 'Fix the cause, or compare two output directories with --before and --after.',
  },
  'base-directory-missing': {
    severity: 'info' as const,
    about: 'The base does not have the directory yet, so no setting of the base judges the change.',
    message: (p: { base: string; directory: string }): string =>
      `The base ${quote(p.base)} has no directory ${quote(p.directory)}, so only the settings of this change judge it.`,
    hint: (): string => 'Review its fedrender.yaml and its placements, all of which are new.',
  },
  'base-path-linked': {
    severity: 'error' as const,
    about:
      'A path that is compared with the base goes through a symbolic link of the Git repository, so the base would be read from another path.',
    message: (p: { path: string; link: string }): string =>
      `${quote(p.path)} goes through the symbolic link ${quote(p.link)} of the Git repository, so the base may hold something else at that path.`,
    hint: (p: { link: string }): string =>
      `Name the directory itself, or commit a file or directory in place of ${quote(p.link)}.`,
  },
  'base-in-error': {
    severity: 'error' as const,
    about: 'The sources of the base have errors, so what they would render is unknown.',
    message: (p: { base: string }): string =>
      `The sources of the base ${quote(p.base)} have errors, so nothing can be compared with it.`,
    hint: (): string =>
      'Name a base without errors, or compare the committed outputs instead of the sources, with --rendered.',
  },
  'rendered-directory-missing': {
    severity: 'error' as const,
    about: '`--before` or `--after` names something that is not a directory.',
    message: (p: { directory: string }): string => `${quote(p.directory)} is not a directory.`,
    hint: (): string => 'Name an output directory.',
  },
  'rendered-empty': {
    severity: 'warning' as const,
    about: 'An output that is compared holds no rendered object.',
    message: (p: { output: string }): string => `The output ${quote(p.output)} holds no rendered object.`,
    hint: (): string => 'Check that it is the output directory itself, which holds "clusters".',
  },
  'rendered-unreadable': {
    severity: 'error' as const,
    about: 'An output that is compared cannot be read.',
    message: (p: { output: string; problem: string; fix: string | undefined }): string =>
      `The output ${quote(p.output)} cannot be read: ${p.problem}.`,
    hint: (p: { fix: string | undefined }): string => p.fix ?? 'Fix the cause, or name another output.',
  },
  'rendered-file-invalid': {
    severity: 'error' as const,
    about: 'A rendered file that is compared holds no object, or more than one.',
    message: (p: { count: number }): string =>
      `The rendered file holds ${p.count === 0 ? 'no object' : `${p.count} objects`} instead of one.`,
    hint: (): string => 'Render the file again.',
  },
  'held-base-unknown': {
    severity: 'warning' as const,
    about:
      'The base holds files as they were last rendered, the change may let some of them go, and no output is at hand that has them: the base has none committed, and `--previous` names none.',
    message: (p: { base: string; reasons: readonly string[] }): string =>
      `${quote(p.base)} holds files as they were last rendered (${p.reasons.join(', ')}), and no output is at hand that has them: which of them this change deletes, what of that needs approval, and its effect are not known.`,
    hint: (): string =>
      'Name the output that was published last with --previous, a directory or a commit; where nothing was ever delivered, a commit without any.',
  },
  'base-not-ancestor': {
    severity: 'info' as const,
    about:
      '`--base` names a commit that HEAD does not build on, so changes that only that commit has are shown as undone.',
    message: (p: { base: string; mergeBase: string }): string =>
      `HEAD does not build on ${quote(p.base)}, so changes that only the base has are shown as undone.`,
    hint: (p: { mergeBase: string }): string =>
      `For the changes of this branch alone, compare with the commit where it began: --base ${p.mergeBase}`,
  },
}

interface MissingReference {
  readonly base: string
  readonly nearest: string | undefined
  readonly fetch: string | undefined
}

/** How to name, or to fetch, a commit that the clone lacks. */
export function hintOfMissing({ nearest, fetch }: Pick<MissingReference, 'nearest' | 'fetch'>): string {
  if (nearest !== undefined) {
    const question = `Did you mean ${quote(nearest)}?`
    return fetch === undefined ? question : `${question} Fetch it first, with: ${fetch}`
  }
  return fetch === undefined
    ? 'Name a commit of this clone; it has no remote.'
    : `Fetch it first, with: ${fetch}`
}
