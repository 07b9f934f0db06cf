import type { PlaygroundFile } from '../../protocol.ts'
import { loadExample } from './examples.ts'
import { mostFiles, problemOfFiles, readFragment, type Shared } from './link.ts'

/** What the playground holds, apart from what is on the screen. */
export interface PlaygroundState {
  readonly files: ReadonlyMap<string, string>
  /** The files of the example as they were. */
  readonly exampleFiles: readonly PlaygroundFile[]
  readonly example: string
  readonly without: readonly string[]
  readonly open: string
}

/** The state that an address asks for, and why it is another where it cannot be that. */
export interface LoadedState {
  readonly state: PlaygroundState
  readonly problem?: string
}

const firstExample = 'quickstart'

/** Reads the state from the fragment of an address; without any, or where it is damaged, it is that of the first example. */
export async function loadState(fragment: string): Promise<LoadedState> {
  const asked = fragment === '' || fragment === '#' ? { example: firstExample } : await readFragment(fragment)
  if ('shared' in asked) return { state: await sharedState(asked.shared) }
  const name = 'example' in asked ? asked.example : firstExample
  const files = await loadExample(name)
  if (files !== undefined) return { state: exampleState(name, files), ...('problem' in asked && asked) }
  const first = (await loadExample(firstExample)) ?? []
  return { state: exampleState(firstExample, first), problem: 'There is no example of that name.' }
}

function exampleState(example: string, files: readonly PlaygroundFile[]): PlaygroundState {
  return {
    files: new Map(files.map(({ path, text }) => [path, text])),
    exampleFiles: files,
    example,
    without: [],
    open: firstToOpen(files),
  }
}

/** A workload says more about a fleet than its inventory. */
function firstToOpen(files: readonly PlaygroundFile[]): string {
  const kinds = ['FederatedDeployment', 'FederatedService', 'Federated']
  const found = kinds.map((kind) => files.find(({ text }) => text.includes(`kind: ${kind}`)))
  return (found.find((each) => each !== undefined) ?? files[0])?.path ?? ''
}

async function sharedState({
  example = firstExample,
  files,
  without,
  open = '',
}: Shared): Promise<PlaygroundState> {
  const exampleFiles = (await loadExample(example)) ?? (await loadExample(firstExample)) ?? []
  // As the editor has them, whose offsets are those of places.
  const texts = new Map(files.map(({ path, text }) => [path, text.replaceAll(/\r\n?/g, '\n')]))
  return { files: texts, exampleFiles, example, without, open: texts.has(open) ? open : firstToOpen(files) }
}

/** Everything that a link holds of a state. */
export function sharedOf({ files, example, without, open }: PlaygroundState): Shared {
  return { example, files: [...files].map(([path, text]) => ({ path, text })), without, open }
}

/** Why files cannot be compiled, with one of them of another text; undefined where they can. */
export function problemWith(files: ReadonlyMap<string, string>): string | undefined {
  return files.size > mostFiles
    ? `There are more than ${mostFiles} files.`
    : problemOfFiles([...files].map(([path, text]) => ({ path, text })))
}
