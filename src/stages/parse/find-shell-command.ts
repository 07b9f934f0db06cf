import type { TextRange } from '../../yaml/read/yaml-problem.ts'

/** A line of a text that is a command for a shell. */
export interface ShellCommand extends TextRange {
  /** The program, such as `kubectl`. */
  readonly program: string
  /** Its first word that is no option, such as `patch`; empty where it has none. */
  readonly verb: string
}

/**
 * Finds the first command for a shell that starts a line, after a prompt or without one; a script in a manifest is
 * indented. A line that starts with `#` is a comment of YAML.
 */
export function findShellCommand(text: string): ShellCommand | undefined {
  const match = command.exec(text)
  if (match === null) return undefined
  const { program = '', rest = '' } = match.groups ?? {}
  const words = rest.split(/[ \t]+/).filter((word) => /^[a-z][\w-]*$/.test(word))
  // Options with a value of their own may come first.
  const verb = words.find((word) => verbs.has(word)) ?? words[0] ?? ''
  return { start: match.index, end: match.index + match[0].trimEnd().length, program, verb }
}

const verbs: ReadonlySet<string> = new Set(
  'patch apply create edit label delete get describe join unjoin enable disable federate install upgrade'.split(
    ' ',
  ),
)

/** The prompts are `$`, `%`, `>` and `[user@host ~]#`; a program and a colon are a key. */
const command =
  /^(?:[$>%][ \t]*|\[?[\w.-]{1,64}@[\w.:~/ -]{1,64}\]?[$#][ \t]*)?(?:sudo[ \t]+)?(?<program>kubectl|kubefedctl|fedrender|helm|kustomize|kubeadm|oc|curl|wget|docker|systemctl|git|export|source|cd|echo|cat|mkdir|chmod|apt-get|yum|etcdctl)(?:[ \t]+(?<rest>[^\s:#][^\n]*))?\r?$/m
