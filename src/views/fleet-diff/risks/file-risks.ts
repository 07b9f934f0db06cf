import type { Risk, RiskLevel } from '../../../model/fleet-diff.ts'
import type { ForeignKind, ObeyedBy, OutputChange } from '../../../model/foreign-file.ts'
import { quote } from '../../../text/quote.ts'

/** One kind of risk of a file that is not a rendered object. */
export interface FileRiskRule {
  /** The value of `Risk.rule`. */
  readonly name: string
  readonly level: RiskLevel
  /** When it is raised, for the reference: one sentence, Markdown. */
  readonly about: string
  /** The page that documents what an agent does then. */
  readonly citation: string
  readonly applies: (change: OutputChange) => boolean
  /** The consequence, in the words that follow the file's name in a sentence. */
  readonly consequence: (change: OutputChange) => string
}

const nouns: Readonly<Record<ForeignKind, string>> = {
  file: 'a file',
  link: 'a symbolic link',
  special: 'a special file',
  submodule: 'a submodule',
}

function obeyed(by: ObeyedBy): (change: OutputChange) => boolean {
  return (change) => change.obeyedBy === by
}

/** The rules for files, in the order in which the risks of a file are listed. */
export const fileRiskRules: readonly FileRiskRule[] = [
  {
    name: 'foreign-file',
    level: 'critical',
    about:
      'A file, link or submodule that fedrender did not render is added or changes where agents apply what they find, and `foreignFiles` does not allow it.',
    citation: 'https://argo-cd.readthedocs.io/en/stable/user-guide/directory/',
    applies: ({ kind, allowed, obeyedBy }) => obeyedBy === undefined && kind !== 'removed' && !allowed,
    consequence: ({ entry }) => `is ${nouns[entry]} that was not rendered: agents apply what it brings`,
  },
  {
    name: 'source-ignore',
    level: 'critical',
    about: 'A `.sourceignore` is added, changes or is removed: Flux deletes from the clusters what it hides.',
    citation: 'https://fluxcd.io/flux/components/source/gitrepositories/#sourceignore-file',
    applies: obeyed('source-ignore'),
    consequence: () => 'hides files from Flux, which deletes from the clusters what it no longer finds',
  },
  {
    name: 'argocd-source',
    level: 'critical',
    about:
      'A file whose name begins with `.argocd-` is added, changes or is removed: it replaces settings of the Applications that read its directory.',
    citation: 'https://argo-cd.readthedocs.io/en/stable/user-guide/parameters/#store-overrides-in-git',
    applies: obeyed('argocd-source'),
    consequence: () =>
      'replaces settings of the Applications that read its directory, so Argo CD applies something else',
  },
  {
    name: 'checkout-attributes',
    level: 'critical',
    about:
      'A `.gitattributes` changes in a way that may alter rendered files when they are checked out, merged or archived (`text`, `eol`, `filter`, `ident`, `working-tree-encoding`, `merge`, `export-ignore` and the like).',
    citation: 'https://git-scm.com/docs/gitattributes',
    applies: (change) => obeyed('checkout-attributes')(change) && change.lines.length > 0,
    consequence: () => 'may alter rendered files when they are checked out, merged or archived',
  },
  {
    name: 'submodules',
    level: 'critical',
    about:
      'A `.gitmodules` is added, changes or is removed: agents fetch what it names, and one that cannot be fetched stops every sync.',
    citation: 'https://git-scm.com/docs/gitmodules',
    applies: obeyed('submodules'),
    consequence: () => 'names repositories that agents fetch; one that cannot be fetched stops every sync',
  },
]

/** The risks of a change of a file. */
export function fileRisksOf(change: OutputChange): readonly Risk[] {
  return fileRiskRules
    .filter(({ applies }) => applies(change))
    .map(({ name, level, consequence }) => ({
      rule: name,
      level,
      reason: `${quote(change.path)} ${describeKind(change)}${consequence(change)}.`,
    }))
}

function describeKind({ kind }: OutputChange): string {
  return kind === 'removed' ? 'is removed; it ' : ''
}
