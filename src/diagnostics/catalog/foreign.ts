import type { ForeignKind, ObeyedBy } from '../../model/foreign-file.ts'
import { listSome } from '../../text/list-some.ts'
import { quote } from '../../text/quote.ts'

/** What may not be in the output without having been rendered; no configuration changes how much these weigh. */
export const foreignCatalog = {
  'agent-file-foreign': {
    severity: 'error' as const,
    about:
      'The output holds a file that fedrender did not write and that agents would apply or obey, and `foreignFiles` does not allow it; a warning where `render` writes.',
    message: (p: { path: string; kind: ForeignKind }): string =>
      `fedrender did not write ${foreignKinds[p.kind]} ${quote(p.path)} of the output, and agents would apply or obey it.`,
    hint: (): string =>
      'Remove it, or allow it with "foreignFiles" in the configuration, by a change that is merged before this one.',
  },
  'agent-directory-emptied': {
    severity: 'error' as const,
    about:
      'Foreign files alone keep a directory of the output from which Flux delivers, so that Flux finds it without an object and deletes all that it applied from there.',
    message: (p: { directory: string; paths: readonly string[] }): string =>
      `Nothing is rendered to ${quote(p.directory)}, and ${listSome(p.paths.map(quote), shownLines)} ${p.paths.length === 1 ? 'keeps' : 'keep'} the directory: Flux deletes in the cluster all that it applied from there.`,
    hint: (): string =>
      'Remove what is left there: Flux reports a directory that is missing, and deletes nothing.',
  },
  'held-file-changed': {
    severity: 'error' as const,
    about:
      'A held file differs from that of the base: this run does not render it, so somebody else wrote its present content.',
    message: (p: { path: string }): string =>
      `The file ${quote(p.path)} of the output is held as it was last rendered, but the base has other content for it, or does not have it.`,
    hint: (): string => 'Restore the file of the base, with `git checkout` or `git restore --source`.',
  },
  'record-unreadable': {
    severity: 'error' as const,
    about:
      'A record of what agents have not deleted yet, `pending/<cluster>/deletions.yaml` in the output, or an entry of it, is not as fedrender writes it, so that it would be forgotten.',
    message: (): string => 'This record of what agents have not deleted yet cannot be read.',
    hint: (): string =>
      'Take the file of a commit that has it, by `git checkout COMMIT -- FILE`, and render again; where nothing of it is left in the cluster, delete the file.',
  },
  'agent-file-changed': {
    severity: 'warning' as const,
    about:
      'A `.sourceignore`, `.argocd-*`, `.gitmodules`, or a `.gitattributes` that may alter rendered files differs from that of the base.',
    message: (p: {
      path: string
      kind: 'added' | 'changed' | 'removed'
      obeyedBy: ObeyedBy
      lines: readonly string[]
    }): string => {
      const lines = p.lines.slice(0, shownLines).map(quote).join(', ')
      const more = p.lines.length > shownLines ? ` and ${p.lines.length - shownLines} more lines` : ''
      return `${quote(p.path)} is ${p.kind}, and ${consequences[p.obeyedBy]}${lines === '' ? '' : `: ${lines}${more}`}.`
    },
    hint: (): string => 'Merge the change only if every cluster is meant to have exactly this effect.',
  },
}

const shownLines = 5

const consequences: Readonly<Record<ObeyedBy, string>> = {
  'source-ignore': 'Flux deletes from the clusters what it hides',
  'argocd-source': 'Argo CD obeys it in the Applications that read its directory',
  'checkout-attributes': 'Git may alter rendered files by it where they are checked out, merged or archived',
  submodules: 'agents fetch the repositories that it names',
}

const foreignKinds: Readonly<Record<ForeignKind, string>> = {
  file: 'the file',
  link: 'the symbolic link',
  special: 'the special file',
  submodule: 'the submodule',
}
