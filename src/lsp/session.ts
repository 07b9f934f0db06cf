import { join } from 'node:path'
import { checkRepository } from '../app/repository/check-repository.ts'
import { compileRead } from '../app/repository/compile-repository.ts'
import { findDeliveryPlace } from '../app/repository/find-delivery-place.ts'
import { readRepository } from '../app/repository/read-repository.ts'
import { configName, dnsLockName, waveLedgerName } from '../app/repository/repository-files.ts'
import type { Repository } from '../app/repository/repository.ts'
import type { Workspace } from '../app/workspace.ts'
import { overdueAcceptances } from '../app/repository/overdue-acceptances.ts'
import { sourceSizeLimit } from '../host/sources/sources.ts'
import type { Snapshot } from '../language/snapshot.ts'
import { createMemo } from '../memo/memo.ts'
import type { DeliveryPlace } from '../model/delivery-config.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { CompileResult } from '../render.ts'
import { rememberReadings } from '../stages/parse/remember-readings.ts'
import type { SchemaValidator } from '../stages/validate/schema-validator.ts'
import { withOpenTexts, type OpenTexts } from './open-texts.ts'
import { createSchemas } from './schemas.ts'

/** What a session needs of the world. */
export interface SessionOptions {
  readonly workspace: Workspace
  /** The repository's directory, absolute and free of links. */
  readonly root: string
  readonly schema: SchemaValidator
  readonly texts: OpenTexts
  /** The time of day, by RFC 3339. */
  readonly clock: () => string
}

/** A repository that an editor works on, compiled again as it is edited. */
export interface Session {
  readonly root: string
  /** The text of a file, by its path from the root, is another one. */
  readonly edited: (path: string) => void
  /** Something below the root may have changed. */
  readonly changedOnDisk: () => void
  /** The repository as it is now; compiled where it has changed since. */
  readonly snapshot: () => Snapshot
  /** As it was read last; undefined where it has to be read again. */
  readonly repository: () => Repository | undefined
  /** A file that was read, by its path from the root. */
  readonly fileAt: (path: string) => SourceFile | undefined
  /** Whether the next snapshot has to be made. */
  readonly isStale: () => boolean
}

/** What is read of a repository, and what follows from it without its sources. */
interface ReadRepository {
  readonly repository: Repository
  readonly deliveredFrom: DeliveryPlace
}

/**
 * Opens a session. Sources that did not change are neither read nor parsed again, and objects of which nothing changed are not
 * planned again, as in `render --watch`; an edit of a source reads nothing. The diagnostics are those of `validate`, but that
 * Kubernetes' own code is never run. Nothing is written.
 */
export function openSession(options: SessionOptions): Session {
  const { root, texts } = options
  const asked = new Set<string>()
  const compile = createCompiler(options, (path) => asked.add(path))
  let read: ReadRepository | undefined
  let known: Snapshot | undefined
  let fleet: CompileResult | undefined
  const forget = (): void => {
    read = undefined
    known = undefined
    asked.clear()
  }
  return {
    root,
    isStale: () => known === undefined,
    repository: () => read?.repository,
    fileAt: (path) => read && filesByPath(read.repository).get(path),
    changedOnDisk: forget,
    edited: (path) => {
      const text = texts.get(join(root, path))
      const edited = read && text !== undefined ? withText(read, path, text) : undefined
      if (edited !== undefined) [read, known] = [edited, undefined]
      // What is read beside the sources may decide what they are. What was not read is nothing of the repository.
      else if (asked.has(join(root, path))) forget()
    },
    snapshot: () => {
      read ??= compile.read()
      known ??= compile.compile(read, fleet)
      fleet = known.fleet
      return known
    },
  }
}

/** What reads and compiles a repository, again and again. */
interface Compiler {
  readonly read: () => ReadRepository
  /** The last result is what names are known from where there is no other. */
  readonly compile: (read: ReadRepository, last: CompileResult | undefined) => Snapshot
}

function createCompiler(
  { workspace, root, schema, texts, clock }: SessionOptions,
  noteRead: (path: string) => void,
): Compiler {
  const open = { ...workspace, host: withOpenTexts(workspace.host, texts, noteRead) }
  const [readFile, memo, schemas] = [rememberReadings(), createMemo(), createSchemas()]
  return {
    read: () => {
      const { apiServers: _, ...repository } = readRepository(open, root, {}, schema)
      return { repository, deliveredFrom: findDeliveryPlace(open, repository, {}) }
    },
    compile: ({ repository, deliveredFrom }, last) => {
      const compiled = compileRead(open, repository, { readFile, memo, deliveredFrom })
      const { compiling, checking, accepted } = checkRepository(compiled, { memo })
      const diagnostics = [...compiling, ...checking, ...overdueAcceptances(accepted, clock())]
      const { result } = compiled
      const fleet = result ?? last
      return {
        ...snapshotOf(repository),
        ...(result && { result }),
        ...(fleet && { fleet }),
        diagnostics,
        schemas: () => schemas(fleet),
      }
    },
  }
}

function snapshotOf({
  files,
  config,
  configManifest,
  observed,
}: Repository): Pick<Snapshot, 'files' | 'config' | 'configManifest' | 'observed'> {
  return { files, config, ...(configManifest && { configManifest }), observed }
}

const filesByRepository = new WeakMap<Repository, ReadonlyMap<string, SourceFile>>()

/** All that was read of a repository. */
function filesByPath(repository: Repository): ReadonlyMap<string, SourceFile> {
  const { files, observed, configFile, dnsLock, waveLedger } = repository
  const beside = [configFile, dnsLock, waveLedger].filter((file) => file !== undefined)
  const known =
    filesByRepository.get(repository) ??
    new Map([...files, ...observed, ...beside].map((file) => [file.path, file]))
  filesByRepository.set(repository, known)
  return known
}

/** What decides how the sources are read and compiled; the configuration is a source too. */
const besideSources: ReadonlySet<string> = new Set([configName, dnsLockName, waveLedgerName])

/** A repository with the text of one source as it is edited; undefined where the path is none of a source, or is also read beside them. */
function withText(read: ReadRepository, path: string, text: string): ReadRepository | undefined {
  const { repository } = read
  const index = repository.files.findIndex((file) => file.path === path)
  if (index < 0 || besideSources.has(path) || text.length > sourceSizeLimit) return undefined
  const files: readonly SourceFile[] = repository.files.with(index, { path, text })
  return { ...read, repository: { ...repository, files } }
}
