import { printable, quote } from '../../text/quote.ts'

/** What can be wrong with publishing the output to a branch. */
export const publishCatalog = {
  'publish-branch-invalid': {
    severity: 'error' as const,
    about: '`publish --branch` names a branch that may not be published to.',
    message: (p: { branch: string; problem: string; fix: string | undefined }): string =>
      `Nothing can be published to the branch ${quote(p.branch)}: ${p.problem}.`,
    hint: (p: { fix: string | undefined }): string =>
      p.fix ?? 'Name a branch that holds nothing but rendered files, or one that does not exist yet.',
  },
  'publish-superseded': {
    severity: 'error' as const,
    about:
      'The branch holds the output of a commit that does not come before the one that is to be published.',
    message: (p: { commit: string; published: string; isNewer: boolean }): string =>
      p.isNewer
        ? `The commit ${p.commit} is older than ${p.published}, whose output is published already.`
        : `The commit ${p.commit} does not build on ${p.published}, whose output is published.`,
    hint: (p: { isNewer: boolean }): string =>
      p.isNewer
        ? 'Publish nothing: the newer output holds the changes of this commit. To go back to it, revert what came after it with git revert, and publish that.'
        : 'Publish a commit that builds on it, or delete the branch if it is to start anew.',
  },
  'publish-source-unknown': {
    severity: 'error' as const,
    about:
      'The commit whose output is published is not in this clone, so which of the two commits is newer is unknown.',
    message: (p: { published: string; fetch: string }): string =>
      `The commit ${p.published}, whose output is published, is not in this clone.`,
    hint: (p: { fetch: string }): string => `Fetch it first, with: ${p.fetch}`,
  },
  'publish-effect-differs': {
    severity: 'error' as const,
    hasLines: true as const,
    about: 'Publishing would have another effect than the one that `--expect` names.',
    message: (p: { expected: string; actual: string; files: readonly string[] }): string =>
      `Publishing would have the effect ${p.actual === '' ? 'of no change' : printable(p.actual)}, not ${quote(p.expected)}.` +
      p.files.map((file) => `\n  ${printable(file)}`).join(''),
    hint: (): string =>
      'Publish the commits that were merged before, so that only the approved change is left, or have this effect approved.',
  },
  'publish-failed': {
    severity: 'error' as const,
    about: 'Git could not read or write what publishing needs.',
    message: (p: { problem: string; fix: string | undefined }): string =>
      `Nothing was published: ${p.problem}.`,
    hint: (p: { fix: string | undefined }): string => p.fix ?? 'Fix the cause and publish again.',
  },
}
