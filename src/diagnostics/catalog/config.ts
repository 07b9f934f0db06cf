import { quote } from '../quote.ts'

/** What can be wrong with `fedrender.yaml`. */
export const configCatalog = {
  'config-invalid': {
    severity: 'error' as const,
    about: '`fedrender.yaml` does not follow its schema.',
    message: (p: { pointer: string; problem: string }): string =>
      `The configuration is not valid: ${p.pointer === '' ? 'it' : p.pointer} ${p.problem}.`,
    hint: (): string => 'Correct the setting; the README lists every one with its default.',
  },
  'config-version': {
    severity: 'error' as const,
    about: '`requiredVersion` asks for a newer fedrender than this one.',
    message: (p: { required: string; actual: string }): string =>
      `This repository needs fedrender ${p.required} or newer, and this is ${p.actual}.`,
    hint: (): string => 'Install that version, so that two machines cannot render one commit differently.',
  },
  'config-unknown-code': {
    severity: 'error' as const,
    about: '`severities` names a code that does not exist.',
    message: (p: { code: string; nearest: string | undefined }): string =>
      `No diagnostic has the code ${quote(p.code)}.`,
    hint: (p: { code: string; nearest: string | undefined }): string =>
      p.nearest === undefined ? 'Use a code of the README.' : `Did you mean ${quote(p.nearest)}?`,
  },
  'config-unknown-builtin': {
    severity: 'error' as const,
    about: '`builtinTypes` names a type that is not built in.',
    message: (p: { name: string; known: readonly string[] }): string =>
      `No built-in FederatedTypeConfig is called ${quote(p.name)}.`,
    hint: (p: { name: string; known: readonly string[] }): string => `Use some of ${p.known.join(', ')}.`,
  },
}
