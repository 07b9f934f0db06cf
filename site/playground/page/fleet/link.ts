import type { PlaygroundFile } from '../../protocol.ts'

/** Everything that a link holds. */
export interface Shared {
  /** The example that was changed. Default: none is known. */
  readonly example?: string
  readonly files: readonly PlaygroundFile[]
  /** The clusters that are assumed not to be ready. */
  readonly without: readonly string[]
  /** The file that is open. */
  readonly open?: string
}

/** What the fragment of an address asks for; a problem is a sentence for the user. */
export type Fragment =
  { readonly example: string } | { readonly shared: Shared } | { readonly problem: string }

/** So many characters the files of a playground have together, and so many files there are. */
export const mostCharacters = 1_048_576
export const mostFiles = 200
const longestPath = 200
/** So many bytes of JSON a link unpacks to, and so many characters of it are read. */
const mostBytes = 2 * mostCharacters
const longestFragment = 2 * mostCharacters

/** The fragment that holds everything, compressed: it is never sent to a server. */
export async function writeFragment(shared: Shared): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify({ version: 1, ...shared }))
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return `#fleet=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
}

/** Whether a fragment asks for something; every other is an anchor of the page. */
export function isRequest(fragment: string): boolean {
  return fragment === '' || /^#(?:example|fleet)=/.test(fragment)
}

/** Reads a fragment, which anyone may have written. */
export async function readFragment(fragment: string): Promise<Fragment> {
  const [, name, value = ''] = /^#(example|fleet)=(.*)$/.exec(fragment) ?? []
  if (name === 'example') return { example: value }
  if (name === undefined) return { problem: 'The address holds no fleet.' }
  if (value.length > longestFragment) return { problem: 'The link is too long.' }
  if (!/^[\w-]*$/.test(value))
    return { problem: 'The link is damaged: it has characters that no link of the playground has.' }
  try {
    const binary = atob(value.replaceAll('-', '+').replaceAll('_', '/'))
    const text = await unpack(Uint8Array.from(binary, (character) => character.charCodeAt(0)))
    return text === undefined
      ? { problem: 'The link unpacks to more than 2 MiB and is not opened.' }
      : readShared(text)
  } catch {
    return { problem: 'The link is damaged: a part of it may be missing.' }
  }
}

/** Unpacks piece by piece; undefined where it becomes too much. */
async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > mostBytes) {
      await reader.cancel()
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}

function readShared(text: string): Fragment {
  const value: unknown = JSON.parse(text)
  if (!isRecord(value) || value['version'] !== 1)
    return { problem: 'The link is of another version of the playground.' }
  const { example, files, without = [], open } = value
  if (!Array.isArray(files) || files.length === 0 || !files.every(isFile) || !isTexts(without))
    return { problem: 'The link holds no fleet.' }
  const problem = problemOfFiles(files)
  if (problem !== undefined) return { problem }
  return {
    shared: {
      files: files.map(({ path, text: content }) => ({ path, text: content })),
      without: without.slice(0, mostFiles),
      ...(typeof example === 'string' && { example }),
      ...(typeof open === 'string' && { open }),
    },
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function isFile(value: unknown): value is PlaygroundFile {
  return isRecord(value) && typeof value['path'] === 'string' && typeof value['text'] === 'string'
}

/** Why files cannot be those of a playground; undefined where they can. */
export function problemOfFiles(files: readonly PlaygroundFile[]): string | undefined {
  if (files.length > mostFiles) return `There are more than ${mostFiles} files.`
  if (new Set(files.map(({ path }) => path)).size < files.length) return 'Two files have the same name.'
  const size = files.reduce((sum, { text }) => sum + text.length, 0)
  if (size > mostCharacters) return 'The files have more than 1 MiB together.'
  return files.map(({ path }) => problemOfPath(path)).find((problem) => problem !== undefined)
}

/** Why a file cannot have a name; undefined where it can. */
export function problemOfPath(path: string): string | undefined {
  if (path.length > longestPath) return `The name of a file has more than ${longestPath} characters.`
  const isPlain =
    /^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(path) && !path.split('/').some((part) => /^\.+$/.test(part))
  if (!isPlain) return 'The name of a file has letters, digits and . _ - + @ alone, and / between folders.'
  return /\.(?:ya?ml|json)$/.test(path) ? undefined : 'The name of a file ends in .yaml, .yml or .json.'
}
