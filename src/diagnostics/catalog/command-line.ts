import { count } from '../../text/count.ts'
import { printable, quote } from '../../text/quote.ts'

/** What is refused, the command whose help has what is right, and an option that takes the refused value. */
interface RefusedWord {
  readonly problem: string
  readonly help: string
  readonly meant?: string | undefined
}

/** What can be wrong with a command line, and with what it asks of a repository. */
export const commandLineCatalog = {
  'unknown-command': {
    severity: 'error' as const,
    about: 'The command line names a command that fedrender does not have.',
    message: (p: UnknownWord): string => `There is no command ${quote(p.name)}.`,
    hint: (p: UnknownWord): string => hintOfHelp(p),
  },
  'unknown-option': {
    severity: 'error' as const,
    about: 'The command line gives an option that the command does not have.',
    message: (p: UnknownWord): string => `There is no option ${quote(p.name)}.`,
    hint: (p: UnknownWord): string => hintOfHelp(p),
  },
  'command-line-invalid': {
    severity: 'error' as const,
    about: 'An argument or a value of the command line is missing, not possible, or one too many.',
    message: (p: RefusedWord): string => printable(p.problem),
    hint: (p: RefusedWord): string => {
      const meant = p.meant === undefined ? '' : `Did you mean ${printable(p.meant)}? `
      return `${meant}${printable(p.help)} --help shows what is accepted.`
    },
  },
  'diagnostics-omitted': {
    severity: 'info' as const,
    about:
      'One file has more diagnostics of one code than are shown; this one has their severity and the place of the first that is left out.',
    message: (p: Omitted): string =>
      `${count(p.count, 'more diagnostic')} ${quote(p.code)}${p.path === undefined ? '' : ` of ${quote(p.path)}`} ${p.count === 1 ? 'is' : 'are'} not shown.`,
    hint: (): string => 'Fix those that are shown, and run the command again for the others.',
  },
  'cluster-not-found': {
    severity: 'error' as const,
    about: 'A command names a cluster that the inventory does not have.',
    message: (p: Unknown): string => `No KubeFedCluster is called ${quote(p.name)}.`,
    hint: (p: Unknown): string =>
      p.nearest === undefined
        ? 'Name one that `fedrender clusters` lists.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'preference-not-found': {
    severity: 'error' as const,
    about: '`fedrender plan` names an object whose replicas no ReplicaSchedulingPreference divides.',
    message: (p: Unknown): string => `No ReplicaSchedulingPreference divides ${quote(p.name)}.`,
    hint: (p: Unknown): string =>
      p.nearest === undefined
        ? 'Name one that `fedrender plan` shows, or none to see all.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'field-not-found': {
    severity: 'error' as const,
    about: '`fedrender explain` names a field that the object does not have.',
    message: (p: { pointer: string; nearest: string | undefined }): string =>
      `The object has nothing at ${quote(p.pointer)}.`,
    hint: (p: { pointer: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Leave the pointer out to see every field.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'record-has-no-fields': {
    severity: 'error' as const,
    about: '`fedrender explain` names a field of a DNSEndpoint, which is explained as a whole.',
    message: (): string => 'A DNSEndpoint is explained as a whole.',
    hint: (): string => 'Leave the pointer out.',
  },
  'schema-version-unknown': {
    severity: 'error' as const,
    about: '`--kubernetes` names a version of Kubernetes of which fedrender has no schemas.',
    message: (p: { minor: number; oldest: number; newest: number }): string =>
      `There are no schemas of Kubernetes 1.${p.minor}.`,
    hint: (p: { minor: number; oldest: number; newest: number }): string =>
      `Name a version from 1.${p.oldest} to 1.${p.newest}.`,
  },
  'serve-failed': {
    severity: 'error' as const,
    about: '`serve` cannot use the port that it is given.',
    message: (p: { port: number; problem: string }): string =>
      `The page cannot be served at 127.0.0.1:${p.port}: ${p.problem}.`,
    hint: (): string => 'Name another port with --port, or none for a free one.',
  },
}

interface Omitted {
  readonly count: number
  readonly code: string
  readonly path: string | undefined
}

interface Unknown {
  readonly name: string
  readonly nearest: string | undefined
}

interface UnknownWord extends Unknown {
  /** The command whose help lists what there is. */
  readonly help: string
}

function hintOfHelp({ nearest, help }: UnknownWord): string {
  const guess = nearest === undefined ? '' : `Did you mean ${quote(nearest)}? `
  return `${guess}${printable(help)} --help shows every one.`
}
