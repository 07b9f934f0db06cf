import { count } from '../../text/count.ts'
import { printable, quote } from '../../text/quote.ts'

/** What can be wrong with a source file before anything is known of Kubernetes. */
export const sourcesCatalog = {
  'yaml-syntax': {
    severity: 'error' as const,
    about: 'A source file is not YAML as kubectl reads it.',
    message: (p: { problem: string }): string => `The file is not valid YAML: ${p.problem}.`,
    hint: (): string => 'Fix the syntax here; kubectl would refuse this file too.',
  },
  'unfinished-merge': {
    severity: 'error' as const,
    about:
      'A file holds conflict markers, which git leaves where both sides of a merge changed the same lines; nothing of the file is read.',
    message: (p: { count: number; form: MergedForm }): string =>
      p.count === 0
        ? 'This is a conflict marker, which an unfinished merge has left.'
        : `The file is an unfinished merge: its ${p.count === 1 ? 'conflict begins' : `first of ${count(p.count, 'conflict')} begins`} here.`,
    hint: (p: { count: number; form: MergedForm }): string => mergeAdvice[p.form],
  },
  'yaml-duplicate-key': {
    severity: 'error' as const,
    about:
      'A mapping holds one key twice, or two keys that are one once both are strings; readers of YAML disagree on which counts.',
    message: (p: { key?: string }): string => `${nameKey(p.key)} occurs twice in one mapping.`,
    hint: (): string => 'Remove one of the two.',
  },
  'yaml-merge-override': {
    severity: 'error' as const,
    about:
      'A merge ("<<") brings in a key that the mapping has already; readers of YAML disagree on which counts.',
    message: (p: { key?: string }): string =>
      `${nameKey(p.key)} is in this mapping and in one that it merges.`,
    hint: (): string => 'Write the mapping out without the merge, or remove the key from the merged one.',
  },
  'yaml-too-deep': {
    severity: 'error' as const,
    about: 'A document is nested more deeply than any Kubernetes object is.',
    message: (p: { limit: number }): string => `The document is nested more than ${p.limit} levels deep.`,
    hint: (): string => 'Move what is not a Kubernetes object out of the sources.',
  },
  'yaml-ambiguous-scalar': {
    severity: 'warning' as const,
    about: 'Readers of YAML read an unquoted value differently; fedrender reads it as kubectl does.',
    message: (p: AmbiguousParameters): string =>
      (p.readings
        ? `The ${p.part} ${quote(p.readings.text)} is ${p.readings.kubectl} to kubectl and ${p.readings.other} to ${p.reader}`
        : `The ${p.part} here is one thing to kubectl and another to ${p.reader}`) +
      (p.more > 0 ? `, and ${p.more} more of this document are read differently.` : '.'),
    hint: (p: AmbiguousParameters): string =>
      p.readings && p.readings.kubectl !== JSON.stringify(p.readings.text)
        ? `Write ${p.readings.kubectl} to keep the value, or quote the text.`
        : 'Quote the text.',
  },
  'ellipsis-placeholder': {
    severity: 'error' as const,
    about: 'A bare "..." is a placeholder for something that was left out of an example.',
    message: (p: { form: 'value' | 'line' | 'end' }): string =>
      p.form === 'end'
        ? 'The "..." here ends the document, and kubectl drops what follows it without an error.'
        : 'The "..." here is a placeholder for something that was left out.',
    hint: (): string => 'Write out what was left out, or remove the line.',
  },
  'shell-here-document': {
    severity: 'error' as const,
    about: 'A source is a shell command with YAML in a here-document.',
    message: (p: { first: number; last: number }): string =>
      `A shell here-document starts here; its YAML is in lines ${p.first} to ${p.last}.`,
    hint: (p: { first: number; last: number }): string =>
      `Keep lines ${p.first} to ${p.last} and remove the shell around them.`,
  },
  'shell-commands': {
    severity: 'warning' as const,
    about: 'A source is commands for a shell; nothing is rendered from it.',
    message: (p: ShellCommand): string =>
      `This is a command for a shell, ${quote(`${p.program} ${p.verb}`.trim())}; nothing is rendered from it.`,
    hint: (p: ShellCommand): string => shellAdvice(p),
  },
  'shell-transcript': {
    severity: 'error' as const,
    about: 'A source is YAML with commands for a shell between it, as a terminal shows them.',
    message: (p: ShellCommand): string =>
      `This line is a command for a shell, ${quote(`${p.program} ${p.verb}`.trim())}, so the YAML around it is not read.`,
    hint: (): string => 'Keep the YAML, and remove the commands, their prompts and what else they printed.',
  },
  'helm-chart-skipped': {
    severity: 'warning' as const,
    about: 'A directory holds a Helm chart; nothing in it is read.',
    message: (p: { directory: string; files: number }): string =>
      `The directory ${quote(p.directory)} is a Helm chart; ${countFiles(p.files)} in it skipped.`,
    hint: (): string =>
      'Leave it, if the chart is not of this fleet; or render the chart and add it: `helm template … | fedrender render --also -`.',
  },
  'templates-skipped': {
    severity: 'warning' as const,
    about: 'A directory holds files that are templates; they are not read.',
    message: (p: { directory: string; files: number }): string =>
      `The directory ${quote(p.directory)} holds templates ("{{ }}" or "{% %}"); ${countFiles(p.files)} skipped.`,
    hint: (): string => 'Render the templates first, and give fedrender the result.',
  },
  'source-not-readable': {
    severity: 'warning' as const,
    about: 'A file is not YAML and mentions nothing of Kubernetes; it is left alone.',
    message: (p: { problem: string }): string =>
      `The file is not YAML and holds no Kubernetes object: ${p.problem}.`,
    hint: (): string => 'Leave the file out of the sources.',
  },
  'kubefed-fragment': {
    severity: 'warning' as const,
    about: 'A document holds a placement or overrides, but no apiVersion or no kind.',
    message: (p: { missing: string }): string =>
      `This is a fragment of a KubeFed object without ${p.missing}; nothing is rendered from it.`,
    hint: (): string => 'Complete the object, or remove the file.',
  },
  'list-without-kind': {
    severity: 'error' as const,
    about:
      'A document holds KubeFed objects in an array, or in `items` without `kind: List`; kubectl reads neither.',
    message: (p: { form: 'array' | 'items' }): string =>
      p.form === 'array'
        ? 'The document is an array of KubeFed objects, which kubectl does not read.'
        : 'The document has items that are KubeFed objects, and no kind.',
    hint: (p: { form: 'array' | 'items' }): string =>
      p.form === 'array'
        ? 'Wrap it: {"apiVersion": "v1", "kind": "List", "items": […]}.'
        : 'Add `kind: List` and `apiVersion: v1`; the end of a dump may have been cut off.',
  },
  'incomplete-object': {
    severity: 'error' as const,
    about: 'A KubeFed object lacks its apiVersion or its kind.',
    message: (p: { missing: 'apiVersion' | 'kind' }): string => `The object has no ${p.missing}.`,
    hint: (p: { missing: 'apiVersion' | 'kind' }): string =>
      `Add the ${p.missing}; kubectl would refuse this object too.`,
  },
  'forbidden-key': {
    severity: 'error' as const,
    about: 'A key is "__proto__", which no Kubernetes object has and which attacks JavaScript programs.',
    message: (p: { key: string }): string => `The key ${quote(p.key)} is not allowed.`,
    hint: (): string => 'Remove the key.',
  },
}

type MergedForm = 'source' | 'rendered' | 'held'

const mergeAdvice: Readonly<Record<MergedForm, string>> = {
  source: 'Keep what is meant of both sides, remove the markers, and `git add` the file.',
  rendered: 'Run `fedrender render`, which writes this file anew from the sources, then `git add` it.',
  held: 'A held file is not rendered anew: take one side by `git checkout --ours -- FILE` or `--theirs`, then `git add` it.',
}

interface ShellCommand {
  readonly program: string
  readonly verb: string
}

/** What does the same to the sources, where something does. */
function shellAdvice({ program, verb }: ShellCommand): string {
  const advice: Readonly<Partial<Record<string, string>>> = {
    'kubectl patch':
      'Make the change in the source file itself; `fedrender disable TYPE` sets propagation: Disabled.',
    'kubectl apply': 'Put the file that it applies among the sources.',
    'kubectl create': 'Put the file that it creates among the sources.',
    'kubectl edit': 'Make the change in the source file itself.',
    'kubectl label': 'Write the label into metadata.labels of the source.',
    'kubectl delete': 'Remove the file from the sources, then run `fedrender render`.',
  }
  const known = advice[`${program} ${verb}`]
  if (known !== undefined) return known
  if (program === 'kubefedctl') {
    return `Run \`fedrender ${printable(verb)} …\` in the repository, which writes the files; then remove this one.`
  }
  if (program === 'helm' || program === 'kustomize') {
    return 'Render first, and add the result to the repository: `helm template … | fedrender render --also -`.'
  }
  return 'Run it in a shell, and leave the file out of the sources.'
}

interface AmbiguousParameters {
  readonly part: 'key' | 'value'
  readonly reader: string
  /** Absent where the text may be the content of a Secret. */
  readonly readings?: { readonly text: string; readonly kubectl: string; readonly other: string }
  /** How many others are not reported one by one; at most 0 where all are. */
  readonly more: number
}

/** A key may be left unnamed, because in a broken Secret it may be a part of the content. */
function nameKey(key: string | undefined): string {
  return key === undefined ? 'A key' : `The key ${quote(key)}`
}

function countFiles(count: number): string {
  return count === 1 ? '1 file is' : `${count} files are`
}
