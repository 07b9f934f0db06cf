import type { PatchFailureReason } from '../../json/patch.ts'
import { quote } from '../../text/quote.ts'

/** What can be wrong with the overrides of a federated object. */
export const overridesCatalog = {
  'override-op-invalid': {
    severity: 'error' as const,
    about: 'The op of an override is not add, remove or replace.',
    message: (p: { op: string }): string => `The op ${quote(p.op)} of an override is not known.`,
    hint: (): string => 'Write add, remove or replace; without an op it is replace.',
  },
  'override-path-invalid': {
    severity: 'error' as const,
    about: 'The path of an override is not a JSON pointer (RFC 6901) to a field below the root.',
    message: (p: { path: string; problem: PathProblem; suggestion: string | undefined }): string =>
      `The path ${quote(p.path)} of an override ${pathProblems[p.problem]}.`,
    hint: (p: { path: string; problem: PathProblem; suggestion: string | undefined }): string =>
      p.suggestion === undefined
        ? 'Write a JSON pointer such as "/spec/replicas".'
        : `Write ${quote(p.suggestion)}.`,
  },
  'override-path-forbidden': {
    severity: 'error' as const,
    about: 'An override sets the kind, name, generateName or namespace, which KubeFed forbids.',
    message: (p: { path: string }): string => `The path ${quote(p.path)} must not be overridden.`,
    hint: (): string =>
      'Remove the override; an object of another kind, name or namespace needs a federated object of its own.',
  },
  'override-duplicate-path': {
    severity: 'error' as const,
    about: 'Overrides name one path twice for one cluster, so KubeFed refuses the whole federated object.',
    message: (p: { path: string; cluster: string }): string =>
      `The path ${quote(p.path)} occurs twice in the overrides of cluster ${quote(p.cluster)}.`,
    hint: (): string => 'Remove one of the two, or override their common parent.',
  },
  'override-duplicate-cluster': {
    severity: 'error' as const,
    about: 'Overrides name one cluster twice, so KubeFed refuses the whole federated object.',
    message: (p: { cluster: string }): string =>
      `The cluster ${quote(p.cluster)} occurs twice in the overrides.`,
    hint: (): string => 'Move all its overrides into one item.',
  },
  'override-not-applicable': {
    severity: 'error' as const,
    about:
      'An override does not fit the object (KubeFed: ApplyOverridesFailed), so its cluster keeps what it has.',
    message: (p: NotApplicable): string =>
      `The override ${p.op} ${quote(p.path)} cannot be applied for cluster ${quote(p.cluster)}: ${stops(p)}.`,
    hint: (p: NotApplicable): string => remedies[p.reason](p),
  },
  'override-breaks-object': {
    severity: 'error' as const,
    about: 'An override leaves the object without metadata or apiVersion, or with another name or namespace.',
    message: (p: BreaksObject): string =>
      `This override leaves the object of cluster ${quote(p.cluster)} without ${lost[p.field]}.`,
    hint: (p: BreaksObject): string =>
      p.field === 'apiVersion'
        ? 'Give the apiVersion that the cluster is to get, or remove the override.'
        : 'Override single fields below "/metadata" instead.',
  },
  'override-replace-creates': {
    severity: 'warning' as const,
    about:
      'An override replaces a field that does not exist, and so creates it; often the path is misspelled.',
    message: (p: { path: string; nearest: string | undefined }): string =>
      `There is nothing at ${quote(p.path)} to replace; the override creates it.`,
    hint: (p: { path: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Check the spelling, or set op: add.'
        : `Did you mean ${quote(p.nearest)}? If not, set op: add.`,
  },
  'override-dotted-path': {
    severity: 'warning' as const,
    about: 'The path of an override has the dotted form of KubeFed 0.1.0-rc1, which later versions misread.',
    message: (p: { written: string; path: string }): string =>
      `The path ${quote(p.written)} has an early form that later versions of KubeFed do not understand.`,
    hint: (p: { written: string; path: string }): string => `Write ${quote(p.path)}.`,
  },
  'override-cluster-not-placed': {
    severity: 'info' as const,
    about: 'Overrides name a cluster in which the object is not placed; they have no effect.',
    message: (p: { cluster: string }): string =>
      `The overrides for cluster ${quote(p.cluster)} have no effect: the object is not placed there.`,
    hint: (): string => 'Place the object there, or remove the overrides.',
  },
  'override-unknown-cluster': {
    severity: 'warning' as const,
    about: 'Overrides name a cluster that the inventory lacks; they have no effect.',
    message: (p: { cluster: string; nearest: string | undefined }): string =>
      `No KubeFedCluster is called ${quote(p.cluster)}; its overrides have no effect.`,
    hint: (p: { cluster: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Add the KubeFedCluster, or remove the overrides.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
}

interface BreaksObject {
  readonly field: 'metadata' | 'apiVersion' | 'name' | 'namespace'
  readonly cluster: string
}

const lost: Readonly<Record<BreaksObject['field'], string>> = {
  metadata: 'a mapping for metadata',
  apiVersion: 'an apiVersion',
  name: 'the name of its federated object',
  namespace: 'the namespace of its federated object',
}

type PathProblem = 'empty' | 'escape' | 'no-slash' | 'prototype' | 'too-deep'

const pathProblems: Readonly<Record<PathProblem, string>> = {
  empty: 'means the whole object',
  escape: 'has a "~" that is neither "~0" nor "~1"',
  'no-slash': 'does not start with "/"',
  prototype: 'has the key "__proto__", which no Kubernetes object has',
  'too-deep': 'has too many keys',
}

interface NotApplicable {
  readonly op: string
  readonly path: string
  readonly cluster: string
  readonly reason: PatchFailureReason
  readonly stoppedAt: string
}

function stops({ reason, path, stoppedAt }: NotApplicable): string {
  const place = stoppedAt === '' ? 'the object itself' : quote(stoppedAt)
  const key = quote(path.slice(stoppedAt.length + 1).split('/')[0] ?? '')
  const words: Readonly<Record<PatchFailureReason, string>> = {
    'bad-pointer': 'the path is not a JSON pointer',
    'missing-parent': `there is nothing at ${place}`,
    'scalar-parent': `${place} is neither a mapping nor a list`,
    'missing-key': `there is nothing at ${place}`,
    'bad-index': `${key} is not an index of the list at ${place}`,
    'index-out-of-range': `the list at ${place} has no index ${key}`,
  }
  return words[reason]
}

const remedies: Readonly<Record<PatchFailureReason, (p: NotApplicable) => string>> = {
  'bad-pointer': () => 'Write a JSON pointer such as "/spec/replicas".',
  'missing-parent': ({ stoppedAt }) =>
    `Add ${quote(stoppedAt)} by an override before this one or in the template, or correct the path.`,
  'scalar-parent': () => 'Correct the path.',
  'missing-key': () => 'Remove the override, or correct its path.',
  'bad-index': ({ op }) =>
    op === 'add'
      ? 'Write an index without sign or leading zeros, or "-" to append.'
      : 'Write an index without sign or leading zeros; "-" is for add.',
  'index-out-of-range': () => 'Correct the index, or append with op: add and the index "-".',
}
