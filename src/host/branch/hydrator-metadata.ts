import { getOwn, isObject } from '../../json/own.ts'
import type { Json } from '../../model/json.ts'
import type { SourceCommit } from '../commit/source-commit.ts'

/** The name of the files that say which commit a directory was rendered from; without an ending, so that no agent applies them. */
export const hydratorMetadata = 'hydrator.metadata'

/** What the whole output was rendered from, as Argo CD's hydrator writes it (Argo CD: util/hydrator/hydrator.go). */
export function rootMetadata(commit: SourceCommit, repoURL: string): string {
  const { id, author, date, subject, body } = commit
  return format({ repoURL, drySha: id, author, date, subject, body })
}

/** The commit that a whole output was rendered from, as `rootMetadata` says; undefined where the text says none. */
export function readDrySha(text: string): string | undefined {
  const metadata = readJson(text)
  const id = isObject(metadata) ? getOwn(metadata, 'drySha') : undefined
  return typeof id === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id) ? id : undefined
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** What one directory was rendered from, and how. */
export function directoryMetadata(commit: SourceCommit, repoURL: string, command: string): string {
  return format({ repoURL, drySha: commit.id, commands: [command] })
}

/** As Go's encoder with its `omitempty`: what is empty is left out. */
function format(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const present = Object.entries(fields).filter(([, value]) => value.length > 0)
  return `${JSON.stringify(Object.fromEntries(present), null, 2)}\n`
}
