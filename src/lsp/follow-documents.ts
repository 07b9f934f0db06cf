import { contains } from '../host/contains.ts'
import { pathIn } from './places.ts'
import { guard, type Server } from './server.ts'
import type { Session } from './session.ts'

/** Directories in which nothing is a source. */
const neverSources = /(?:^|\/)(?:\.git|node_modules)(?:\/|$)/

/** Takes what an editor opens, edits, saves and closes, and what changes on the disk. */
export function followDocuments(server: Server): void {
  const { protocol, connection, workbench, reportBug, leave } = server
  const { documents } = workbench
  connection.onNotification(protocol.DidOpenTextDocumentNotification.type, ({ textDocument }) => {
    guard(reportBug, () => {
      const file = workbench.fileOf(textDocument.uri)
      if (file === undefined) return
      documents.open(file, textDocument)
      noteEdit(server, file)
    })
  })
  connection.onNotification(
    protocol.DidChangeTextDocumentNotification.type,
    ({ textDocument, contentChanges }) => {
      guard(reportBug, () => {
        const file = workbench.fileOf(textDocument.uri)
        if (file === undefined || documents.at(file) === undefined) return
        documents.change(file, textDocument.version, contentChanges)
        noteEdit(server, file)
      })
    },
  )
  connection.onNotification(protocol.DidCloseTextDocumentNotification.type, ({ textDocument }) => {
    guard(reportBug, () => {
      const file = workbench.fileOf(textDocument.uri)
      if (file === undefined) return
      documents.close(file)
      // What was not saved is gone.
      noteDisk(server, [file])
    })
  })
  connection.onNotification(protocol.DidSaveTextDocumentNotification.type, ({ textDocument }) => {
    guard(reportBug, () => {
      const file = workbench.fileOf(textDocument.uri)
      const session = file === undefined ? undefined : workbench.place(file)?.session
      // A file may be there only now.
      const isNew = file !== undefined && session?.repository() !== undefined && !isRead(session, file)
      if (isNew) noteDisk(server, [file])
    })
  })
  connection.onNotification(protocol.DidChangeWatchedFilesNotification.type, ({ changes }) => {
    guard(reportBug, () => {
      const files = changes.flatMap(({ uri, type }) => {
        const file = workbench.fileOf(uri)
        // Of a document that is shown, its own text counts.
        const isShown = file !== undefined && type === changed && documents.at(file) !== undefined
        return file === undefined || isShown ? [] : [file]
      })
      noteDisk(server, files)
    })
  })
  connection.onNotification(protocol.DidChangeWorkspaceFoldersNotification.type, ({ event }) => {
    guard(reportBug, () => {
      const urisOf = (folders: readonly { readonly uri: string }[]): readonly string[] =>
        folders.map(({ uri }) => uri)
      const before = workbench.sessions()
      workbench.changeFolders(urisOf(event.added), urisOf(event.removed))
      const after = new Set(workbench.sessions())
      for (const session of before) if (!after.has(session)) leave(session)
      for (const { path } of documents.all()) noteEdit(server, path)
    })
  })
}

/** FileChangeType of the protocol. */
const changed = 2

function noteEdit({ workbench, queue }: Server, file: string): void {
  const placed = workbench.place(file)
  if (placed === undefined) return
  placed.session.edited(placed.path)
  queue.add(placed.session)
}

/** Has every repository read again that some files may be of. */
function noteDisk({ workbench, queue }: Server, files: readonly string[]): void {
  for (const session of workbench.sessions()) {
    if (!files.some((file) => mayConcern(session, file))) continue
    session.changedOnDisk()
    queue.add(session)
  }
}

function mayConcern(session: Session, file: string): boolean {
  if (!contains(session.root, file) || neverSources.test(pathIn(session.root, file))) return false
  const repository = session.repository()
  if (repository === undefined) return true
  const readsOutput = repository.config.scheduling.current === 'rendered'
  return readsOutput || !contains(repository.output, file)
}

function isRead(session: Session, file: string): boolean {
  return session.fileAt(pathIn(session.root, file)) !== undefined
}
