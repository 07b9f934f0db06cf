import type { ForeignKind } from '../../model/foreign-file.ts'
import { quote } from '../quote.ts'

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
}

const foreignKinds: Readonly<Record<ForeignKind, string>> = {
  file: 'the file',
  link: 'the symbolic link',
  special: 'the special file',
  submodule: 'the submodule',
}
