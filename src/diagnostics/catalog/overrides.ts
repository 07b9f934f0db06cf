import type { PatchFailureReason } from '../../json/patch.ts'
import { listSome } from '../../text/list-some.ts'
import { printable, quote } from '../../text/quote.ts'

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
    message: (p: InvalidPath): string =>
      `The path ${quote(p.path)} of an override ${pathProblems[p.problem]}${p.taken === undefined ? '' : `; KubeFed takes it for ${quote(p.taken)}`}.`,
    hint: (p: InvalidPath): string => {
      const meant = p.suggestion ?? p.taken
      if (meant === undefined) return 'Write a JSON pointer such as "/spec/replicas".'
      return p.taken === undefined || p.taken === meant
        ? `Write ${quote(meant)}.`
        : `Write ${quote(meant)}, or ${quote(p.taken)} to keep what KubeFed makes of it.`
    },
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
  'override-needs-annotations': {
    severity: 'warning' as const,
    about:
      'An override sets an annotation of an object for which nothing else sets one. KubeFed applies it where the object exists and has annotations, and fails elsewhere (ApplyOverridesFailed).',
    message: (p: { op: string; path: string; cluster: string }): string =>
      `KubeFed applies the override ${p.op} ${quote(p.path)} for cluster ${quote(p.cluster)} only where the object has annotations there already, as controllers give them; where it has none, or does not exist yet, KubeFed fails (ApplyOverridesFailed). It is rendered, and an agent sets the annotation in both cases.`,
    hint: (): string =>
      'Nothing is to be done once KubeFed is gone; until then annotate the object in its cluster, or commit its observed state. An override of all annotations would fight with the controllers of the object.',
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
  'override-equals-template': {
    severity: 'info' as const,
    about: 'An override gives a field the value that the template gives it already, and so has no effect.',
    message: (p: { path: string; clusters: readonly string[] }): string =>
      `The template has this value at ${quote(p.path)} already; the override has no effect in ${listSome(p.clusters.map(quote), 3)}.`,
    hint: (): string => 'Remove the override, if the cluster is to follow the template.',
  },
  'override-shadowed': {
    severity: 'warning' as const,
    about: 'A later override sets the field of an override anew, or what it is in, so that it has no effect.',
    message: (p: { path: string; clusters: readonly string[] }): string =>
      `A later override sets ${quote(p.path)}, or what it is in, anew; this one has no effect in ${listSome(p.clusters.map(quote), 3)}.`,
    hint: (): string => 'Remove the override, or write it where it comes after the later one.',
  },
  'override-big-integer': {
    severity: 'info' as const,
    about:
      'The value of an override has an integer over 2^53, which KubeFed rounds and fedrender renders as it is.',
    message: (p: { path: string; integer: bigint; rounded: bigint }): string =>
      `The value for ${quote(p.path)} is rendered exactly, as ${p.integer}; KubeFed rounds it to ${p.rounded}.`,
    hint: (p: { rounded: bigint }): string =>
      `To leave unchanged what KubeFed made of it, write ${p.rounded}; in templates integers are exact in KubeFed too.`,
  },
  'override-replaces-annotations': {
    severity: 'info' as const,
    about:
      'An override sets all annotations of an object in which a controller keeps its own: while KubeFed runs, the two write in turn for ever.',
    message: (p: { kind: string }): string =>
      `While KubeFed runs, it and the controller of the ${printable(p.kind)} write its annotations in turn for ever; applied from a file they are left to each other.`,
    hint: (): string =>
      'Nothing is to be done once KubeFed is gone; until then add each annotation by its own path where the object has some already.',
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

interface InvalidPath {
  readonly path: string
  readonly problem: PathProblem
  readonly suggestion: string | undefined
  /** The pointer as which KubeFed takes the path, where it takes it for one. */
  readonly taken: string | undefined
}

type PathProblem = 'empty' | 'escape' | 'no-slash' | 'prototype' | 'too-deep'

const pathProblems: Readonly<Record<PathProblem, string>> = {
  empty: 'means the whole object',
  escape: 'has a "~" that is neither "~0" nor "~1"',
  'no-slash': 'does not start with "/"',
  prototype: 'has the key "__proto__", which no Kubernetes object has',
  'too-deep': 'has too many keys',
}

/** `no-item`: a path of a ClusterOverride finds no item of a list by a field, or several. */
type FailureReason = PatchFailureReason | 'no-item'

interface NotApplicable {
  readonly op: string
  readonly path: string
  readonly cluster: string
  readonly reason: FailureReason
  readonly stoppedAt: string
}

function stops({ reason, path, stoppedAt }: NotApplicable): string {
  const place = stoppedAt === '' ? 'the object itself' : quote(stoppedAt)
  const key = quote(path.slice(stoppedAt.length + 1).split('/')[0] ?? '')
  const words: Readonly<Record<FailureReason, string>> = {
    'bad-pointer': 'the path is not a JSON pointer',
    'missing-parent': `there is nothing at ${place}`,
    'scalar-parent': `${place} is neither a mapping nor a list`,
    'missing-key': `there is nothing at ${place}`,
    'bad-index': `${key} is not an index of the list at ${place}`,
    'no-item': `there is no list with just one item ${key} at ${place}`,
    'index-out-of-range': `the list at ${place} has no index ${key}`,
  }
  return words[reason]
}

/** What of a template's metadata is dropped (KubeFed: pkg/controller/sync/resource.go, ObjectForCluster). */
const droppedByKubeFed: ReadonlySet<string> = new Set(['/metadata/annotations', '/metadata/finalizers'])

const remedies: Readonly<Record<FailureReason, (p: NotApplicable) => string>> = {
  'bad-pointer': () => 'Write a JSON pointer such as "/spec/replicas".',
  'missing-parent': ({ stoppedAt }) =>
    droppedByKubeFed.has(stoppedAt)
      ? `Write one override that adds all of it, {op: add, path: ${stoppedAt}, value: …}: what the template has there is dropped. KubeFed applied this one only to objects that had some already.`
      : `Add ${quote(stoppedAt)} by an override before this one or in the template, or correct the path.`,
  'scalar-parent': () => 'Correct the path.',
  'missing-key': () => 'Remove the override, or correct its path.',
  'bad-index': ({ op }) =>
    op === 'add'
      ? 'Write an index without sign or leading zeros, or "-" to append.'
      : 'Write an index without sign or leading zeros; "-" is for add.',
  'no-item': () => 'Correct the field or its value, or write the index of the item.',
  'index-out-of-range': () => 'Correct the index, or append with op: add and the index "-".',
}
