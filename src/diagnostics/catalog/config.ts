import { printable, quote } from '../../text/quote.ts'

/** The problem of a file that has no document of the configuration's kind. */
export const headlessProblem = 'holds no RenderConfig'

/** A setting that breaks the schema, and the name of the known one that is near to a name that is none. */
interface InvalidSetting {
  readonly pointer: string
  readonly problem: string
  readonly near?: string | undefined
}

/** What can be wrong with `fedrender.yaml` or the command line. */
export const configCatalog = {
  'config-invalid': {
    severity: 'error' as const,
    about: '`fedrender.yaml` does not follow its schema.',
    message: (p: InvalidSetting): string =>
      `The configuration is not valid: ${p.pointer === '' ? 'it' : printable(p.pointer)} ${p.problem}.`,
    hint: (p: InvalidSetting): string => {
      if (p.problem === headlessProblem)
        return 'Begin it with "apiVersion: fedrender.dev/v1alpha1" and "kind: RenderConfig".'
      return p.near === undefined
        ? 'Correct the setting; docs/reference/configuration.md lists every one with its default.'
        : `Did you mean ${quote(p.near)}?`
    },
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
      p.nearest === undefined
        ? 'Use a code of docs/reference/diagnostics.md.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'config-unknown-builtin': {
    severity: 'error' as const,
    about: '`builtinTypes` names a type that is not built in.',
    message: (p: { name: string; known: readonly string[] }): string =>
      `No built-in FederatedTypeConfig is called ${quote(p.name)}.`,
    hint: (p: { name: string; known: readonly string[] }): string => `Use some of ${p.known.join(', ')}.`,
  },
  'config-glob-too-complex': {
    severity: 'error' as const,
    about: 'A glob of `fedrender.yaml` is so complex that matching it could stall a run.',
    message: (p: { pointer: string; bound: string }): string =>
      `The glob ${printable(p.pointer)} ${p.bound}.`,
    hint: (): string => 'Write several simpler globs in the list.',
  },
  'config-cluster-unknown': {
    severity: 'warning' as const,
    about: '`clusters` names a cluster that the inventory lacks.',
    message: (p: { cluster: string; nearest: string | undefined }): string =>
      `No KubeFedCluster is called ${quote(p.cluster)}, so its settings have no effect.`,
    hint: (p: { cluster: string; nearest: string | undefined }): string =>
      p.nearest === undefined ? 'Remove the settings.' : `Did you mean ${quote(p.nearest)}?`,
  },
  'config-missing': {
    severity: 'error' as const,
    about: '`--config` names a file that does not exist.',
    message: (p: { path: string }): string => `The configuration file ${quote(p.path)} does not exist.`,
    hint: (): string => 'Name an existing file, or leave --config out.',
  },
  'config-unreadable': {
    severity: 'error' as const,
    about: 'The configuration file cannot be read.',
    message: (p: { path: string; problem: string }): string =>
      `The configuration file ${quote(p.path)} cannot be read: ${p.problem}.`,
    hint: (): string => 'Fix the cause, or name another file with --config.',
  },
  'source-directory-missing': {
    severity: 'error' as const,
    about: 'The repository that the command line names is not a directory.',
    message: (p: { directory: string }): string => `${quote(p.directory)} is not a directory.`,
    hint: (): string => 'Name the directory that holds the sources.',
  },
  'selected-cluster-unknown': {
    severity: 'error' as const,
    about: '`--cluster`, or the functionConfig of `fedrender fn`, names a cluster that the inventory lacks.',
    message: (p: { cluster: string; nearest: string | undefined }): string =>
      `No KubeFedCluster is called ${quote(p.cluster)}, so it cannot be selected.`,
    hint: (p: { cluster: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? '`fedrender clusters` lists the inventory.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'held-without-previous': {
    severity: 'error' as const,
    about:
      'Objects are held and the earlier output that holds them is not at hand: with `--stdout`, and for a new branch to publish to.',
    message: (p: { reasons: readonly string[] }): string =>
      `Some objects stay as they were last rendered (${p.reasons.join(', ')}), and without that output they would be missing.`,
    hint: (): string =>
      'Name the last output with --previous, a directory or a commit; where nothing was ever delivered, a commit without any.',
  },
  'resource-list-invalid': {
    severity: 'error' as const,
    about: 'Standard input of `fedrender fn` is not a ResourceList.',
    message: (p: { problem: string }): string => `Standard input ${p.problem}.`,
    hint: (): string => 'Let kpt or kustomize run this command, or pipe `kpt fn source` into it.',
  },
  'function-config-invalid': {
    severity: 'error' as const,
    about: 'The functionConfig of `fedrender fn` cannot be used.',
    message: (p: { problem: string }): string => `The functionConfig ${p.problem}.`,
    hint: (): string => 'Give a ConfigMap with `data: {cluster: NAME}`, or a RenderConfig with its settings.',
  },
  'function-cluster-missing': {
    severity: 'error' as const,
    about: '`fedrender fn` is to render several clusters for kustomize, which takes no object twice.',
    message: (p: { clusters: readonly string[] }): string =>
      `The items do not name the files that they come from (kustomize passes none), so the objects of ${p.clusters.length} clusters cannot be distinguished.`,
    hint: (p: { clusters: readonly string[] }): string =>
      `Name one cluster in the functionConfig, for example ${quote(`cluster: ${p.clusters[0] ?? ''}`)}.`,
  },
}
