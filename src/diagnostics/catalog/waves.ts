import { count } from '../../text/count.ts'
import { listSome } from '../../text/list-some.ts'
import { quote } from '../../text/quote.ts'

/** What can be wrong with waves, and with the ledger that holds them at commits. */
export const wavesCatalog = {
  'wave-ledger-unused': {
    severity: 'error' as const,
    about: '`waves.yaml` holds waves at commits, and the configuration has no waves.',
    message: (): string => 'waves.yaml holds waves at commits, but fedrender.yaml configures no waves.',
    hint: (): string => 'Configure "waves" in fedrender.yaml, or delete waves.yaml: every cluster gets HEAD.',
  },
  'waves-not-held': {
    severity: 'info' as const,
    about: 'Waves are configured and there is no `waves.yaml`, so every wave gets what is rendered.',
    message: (p: { waves: readonly string[] }): string =>
      `There is no waves.yaml, so the waves ${list(p.waves)} get every change at once, like the first one.`,
    hint: (): string => 'Hold them with: fedrender promote --all',
  },
  'waves-missing': {
    severity: 'error' as const,
    about: '`fedrender promote` in a repository without waves.',
    message: (): string => 'fedrender.yaml configures no waves.',
    hint: (): string =>
      'Add "waves" to fedrender.yaml, with a label of the clusters and the order of its values.',
  },
  'wave-unknown': {
    severity: 'error' as const,
    about: '`waves.yaml`, or `fedrender promote`, names a wave that `waves.order` lacks.',
    message: (p: { wave: string; nearest: string | undefined }): string =>
      `No wave of fedrender.yaml is called ${quote(p.wave)}.`,
    hint: (p: { wave: string; nearest: string | undefined }): string =>
      p.nearest === undefined ? 'Name a wave of waves.order.' : `Did you mean ${quote(p.nearest)}?`,
  },
  'wave-first-held': {
    severity: 'error' as const,
    about: '`waves.yaml`, or `fedrender promote`, names the first wave, which always gets what is rendered.',
    message: (p: { wave: string }): string =>
      `${quote(p.wave)} is the first wave, which gets every change at once and is held at no commit.`,
    hint: (): string => 'Name a later wave, or put another wave first in waves.order of fedrender.yaml.',
  },
  'wave-without-line': {
    severity: 'error' as const,
    about:
      '`waves.yaml` has no line for a wave that it is to hold; without one the wave would get every change at once.',
    message: (p: { wave: string }): string =>
      `waves.yaml has no line for the wave ${quote(p.wave)}, which would get every change at once.`,
    hint: (p: { wave: string }): string => `Add the line with: fedrender promote ${p.wave}`,
  },
  'wave-commit-invalid': {
    severity: 'error' as const,
    about: '`waves.yaml` names something else than the whole id of a commit.',
    message: (p: { wave: string }): string =>
      `The wave ${quote(p.wave)} is held at something that is not the whole id of a commit.`,
    hint: (p: { wave: string }): string =>
      `Write the id of a commit with all its digits, as: fedrender promote ${p.wave} --to COMMIT`,
  },
  'wave-commit-missing': {
    severity: 'error' as const,
    about: 'This clone does not hold the commit of a wave, or not the history by which it is judged.',
    message: (p: MissingCommit): string =>
      p.isHistory
        ? `This clone lacks the history between ${p.commit}, at which ${describeWaves(p.waves)} held, and the base branch.`
        : `This clone does not hold the commit ${p.commit}, at which ${describeWaves(p.waves)} held.`,
    hint: (p: MissingCommit): string => `Fetch it with: ${p.fetch}`,
  },
  'wave-commit-unreviewed': {
    severity: 'error' as const,
    about:
      'The commit of a wave is not in the history of the base branch, so that nobody may have reviewed what it holds.',
    message: (p: { waves: readonly string[]; commit: string; base: string }): string =>
      `The commit ${p.commit}, at which ${describeWaves(p.waves)} held, is not in the history of the base branch (${p.base}).`,
    hint: (): string => 'Hold the wave at a commit that was merged; `fedrender promote` takes the last one.',
  },
  'wave-base-unknown': {
    severity: 'error' as const,
    about: 'Waves are held at commits, and the base branch whose history must hold these is not known.',
    message: (): string =>
      'Waves are held at commits of the base branch, and this clone does not show which branch that is.',
    hint: (): string => 'Fetch the base branch, or name it with --base where the command takes it.',
  },
  'waves-unreadable': {
    severity: 'error' as const,
    about: 'Waves are held at commits, and the ledger of these is no file, or Git cannot be asked for them.',
    message: (p: { problem: string; fix: string | undefined }): string =>
      `The commits at which waves are held cannot be read: ${p.problem}.`,
    hint: (p: { fix: string | undefined }): string =>
      p.fix ??
      'Render in a clone of the Git repository, or delete waves.yaml, so that every wave gets what is rendered.',
  },
  'waves-need-files': {
    severity: 'error' as const,
    about: 'Sources come from standard input, of which no commit of a wave knows anything.',
    message: (): string => 'Waves are held at commits, which have nothing of what standard input adds.',
    hint: (): string => 'Commit the sources, or label the objects fedrender.dev/wave: now and commit them.',
  },
  'wave-in-error': {
    severity: 'error' as const,
    about: 'The sources of the commit of a wave have errors, so what the wave is to get is unknown.',
    message: (p: { waves: readonly string[]; commit: string }): string =>
      `The sources of ${p.commit}, at which ${describeWaves(p.waves)} held, have errors.`,
    hint: (): string => 'Hold the wave at a commit without errors; `fedrender promote` takes the last one.',
  },
  'wave-preference-kept': {
    severity: 'info' as const,
    about:
      'A ReplicaSchedulingPreference divides otherwise in the commits of two waves that it spans: the replicas of the oldest count in all of them, since parts of two divisions make no total.',
    message: (p: { name: string; waves: readonly string[]; commit: string | undefined }): string =>
      p.commit === undefined
        ? `The replicas of ${p.name} stay divided as HEAD divides them.`
        : `The replicas of ${p.name} stay divided as at ${p.commit} until ${list(p.waves)} ${p.waves.length === 1 ? 'has' : 'have'} its new division too.`,
    hint: (p: { waves: readonly string[] }): string =>
      `Promote ${p.waves.join(' and ')}, or label the object fedrender.dev/wave: now.`,
  },
  'wave-cluster-unlisted': {
    severity: 'warning' as const,
    about:
      "The wave label of a cluster has a value that `waves.order` lacks, so it is in the unlisted clusters' wave.",
    message: (p: { cluster: string; value: string; wave: string; nearest: string | undefined }): string =>
      `The cluster ${quote(p.cluster)} has the wave ${quote(p.value)}, which waves.order lacks, so it is in ${quote(p.wave)}.`,
    hint: (p: { nearest: string | undefined }): string =>
      p.nearest === undefined ? 'Correct the label, or add the wave.' : `Did you mean ${quote(p.nearest)}?`,
  },
  'wave-without-clusters': {
    severity: 'info' as const,
    about: 'A wave has no cluster.',
    message: (p: { wave: string }): string => `The wave ${quote(p.wave)} has no cluster.`,
  },
}

interface MissingCommit {
  readonly waves: readonly string[]
  readonly commit: string
  readonly isHistory: boolean
  readonly fetch: string
}

function list(waves: readonly string[]): string {
  return listSome(waves.map(quote), 5)
}

function describeWaves(waves: readonly string[]): string {
  return `${waves.length === 1 ? 'the wave' : `${count(waves.length, 'wave')},`} ${list(waves)} ${waves.length === 1 ? 'is' : 'are'}`
}
