import { join } from 'node:path'
import { configName } from '../app/repository/repository-files.ts'
import type { Workspace } from '../app/workspace.ts'
import { contains } from '../host/contains.ts'
import { readSchemas } from '../host/schemas.ts'
import type { SourceFile } from '../model/source-file.ts'
import { createSchemaValidator } from '../stages/validate/schema-validator.ts'
import { createDocuments, type Documents } from './documents.ts'
import type { Protocol } from './load-protocol.ts'
import { fileOf, folderOf, pathIn, pathOfUri, rootOf, uriOf, type Folder } from './places.ts'
import { positionsOf, type Positions } from './positions.ts'
import { openSession, type Session } from './session.ts'

/** A file of a repository that an editor asks about. */
export interface PlacedFile {
  readonly session: Session
  /** Relative to the repository. */
  readonly path: string
}

/** The folders of an editor, the repositories in them, and the documents that it shows. */
export interface Workbench {
  readonly documents: Documents
  readonly sessions: () => readonly Session[]
  /** The folders that the editor has open now; repositories elsewhere are left alone from then on. */
  readonly setFolders: (uris: readonly string[]) => void
  readonly changeFolders: (added: readonly string[], removed: readonly string[]) => void
  /** The path of a document of this machine. */
  readonly fileOf: (uri: string) => string | undefined
  /** The repository of a file; undefined where no folder has it. */
  readonly place: (file: string) => PlacedFile | undefined
  /** The URI of a file of a repository, as the editor names it. */
  readonly uriOf: (session: Session, path: string) => string
  /** The version of a document, where the editor shows it. */
  readonly versionOf: (session: Session, path: string) => number | undefined
  /** The lines of a file as it was compiled last. */
  readonly positionsIn: (session: Session, path: string) => Positions
}

/** What a file has that is for fedrender: a folder without any is not read, however large it is. */
const namesFleet = /kubefed|fedrender\.dev/

/** Opens a workbench without folders. Each repository is compiled when a file of it is opened. */
export function openWorkbench(protocol: Protocol, workspace: Workspace, clock: () => string): Workbench {
  const { host } = workspace
  const schema = createSchemaValidator(readSchemas())
  const documents = createDocuments(protocol)
  const sessions = new Map<string, Session>()
  const positions = new WeakMap<SourceFile, Positions>()
  const positionsOfFile = (file: SourceFile): Positions => {
    const known = positions.get(file) ?? positionsOf(protocol, file.text)
    positions.set(file, known)
    return known
  }
  let folders: readonly Folder[] = []
  const setFolders = (changed: readonly Folder[]): void => {
    folders = changed
    for (const root of sessions.keys()) {
      if (!folders.some(({ real }) => contains(real, root))) sessions.delete(root)
    }
  }
  const toFolders = (uris: readonly string[]): readonly Folder[] =>
    uris.flatMap((uri) => folderOf(host, uri) ?? [])
  const sessionOf = (root: string): Session => {
    const known =
      sessions.get(root) ?? openSession({ workspace, root, schema, texts: documents.texts, clock })
    sessions.set(root, known)
    return known
  }
  return {
    documents,
    sessions: () => [...sessions.values()],
    setFolders: (uris) => setFolders(toFolders(uris)),
    changeFolders: (added, removed) => {
      // A folder that goes may be deleted already, and another name of its directory may stay.
      const gone = new Set(removed.map(pathOfUri))
      const kept = folders.filter(({ named }) => !gone.has(named))
      setFolders([...kept, ...toFolders(added)])
    },
    fileOf: (uri) => fileOf(host, uri),
    place: (file) => {
      const found = rootOf(host, folders, file, configName)
      if (found === undefined) return undefined
      const { root, isConfigured } = found
      const isKnown = isConfigured || sessions.has(root)
      if (!isKnown && !namesFleet.test(documents.texts.get(file) ?? '')) return undefined
      return { session: sessionOf(root), path: pathIn(root, file) }
    },
    uriOf: ({ root }, path) => documents.at(join(root, path))?.uri ?? uriOf(folders, join(root, path)),
    versionOf: ({ root }, path) => documents.at(join(root, path))?.document.version,
    positionsIn: (session, path) => {
      const open = documents.at(join(session.root, path))
      if (open !== undefined) return positionsOf(protocol, open.document)
      const file = session.fileAt(path)
      return file === undefined ? positionsOf(protocol, '') : positionsOfFile(file)
    },
  }
}
