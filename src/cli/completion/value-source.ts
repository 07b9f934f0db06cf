import { Argument, Option } from 'commander'

/** Gives names of a repository, for the last of some words; the others may say which are meant. */
export type NameSource = (words: readonly string[]) => readonly string[]

/** Names of a repository that a command line may hold. Each is asked for only where such a name is possible. */
export interface RepositoryNames {
  readonly clusters: NameSource
  /** Keys of the labels of clusters. */
  readonly labels: NameSource
  readonly namespaces: NameSource
  /** Names of types, as `deployments.apps`. */
  readonly types: NameSource
  /** Federated objects by type and name, as `deployments.apps/web`. */
  readonly typesAndNames: NameSource
  /** JSON pointers into the template of the federated object that the words name by type and name. */
  readonly pointers: NameSource
  /** Federated objects whose replicas a preference divides, by namespace and name, as `shop/web`. */
  readonly preferences: NameSource
  /** Branches and tags of the Git repository. */
  readonly refs: NameSource
  /** The waves of the configuration that a promotion may name. */
  readonly waves: NameSource
  /** All waves of the configuration. */
  readonly allWaves: NameSource
  /** Federated objects by name alone. */
  readonly names: NameSource
}

/** Where the values of an option or an argument come from; a shell offers files for `files` and for `text`. */
export type ValueSource = keyof RepositoryNames | 'files' | 'text'

const sources = new WeakMap<Argument | Option, ValueSource>()

/** An option that takes a value, with what completes it. */
export function valueOption(flags: string, description: string, source: ValueSource): Option {
  return withValues(new Option(flags, description), source)
}

/** An argument, with what completes it. */
export function valueArgument(name: string, description: string, source: ValueSource): Argument {
  return withValues(new Argument(name, description), source)
}

/** An option or an argument, with what completes it. */
export function withValues<Defined extends Argument | Option>(
  defined: Defined,
  source: ValueSource,
): Defined {
  sources.set(defined, source)
  return defined
}

/** What completes an option or an argument; undefined where its definition does not say so. */
export function valueSourceOf(defined: Argument | Option): ValueSource | undefined {
  return sources.get(defined)
}

/** The possible values of an option or an argument, for the last of some words; none where it takes files or free text. */
export function valuesOf(
  defined: Argument | Option,
  names: RepositoryNames,
  words: readonly string[],
): readonly string[] {
  const source = sources.get(defined)
  if (defined.argChoices) return defined.argChoices
  return source === undefined || source === 'files' || source === 'text' ? [] : names[source](words)
}
