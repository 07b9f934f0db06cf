import { quote } from '../quote.ts'

/** What can be wrong with a source file before anything is known of Kubernetes. */
export const sourcesCatalog = {
  'yaml-syntax': {
    severity: 'error' as const,
    about: 'A source file is not YAML as kubectl reads it.',
    message: (p: { problem: string }): string => `The file is not valid YAML: ${p.problem}.`,
    hint: (): string => 'Mend the syntax here; kubectl would refuse this file too.',
  },
  'yaml-duplicate-key': {
    severity: 'error' as const,
    about: 'A mapping holds one key twice; readers of YAML disagree on which one counts.',
    message: (p: { key: string }): string => `The key ${quote(p.key)} stands twice in one mapping.`,
    hint: (): string => 'Remove one of the two.',
  },
}
