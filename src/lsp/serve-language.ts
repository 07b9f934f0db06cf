import type {
  CancellationToken,
  InitializeParams,
  InitializeResult,
  MessageReader,
  TextDocumentIdentifier,
} from 'vscode-languageserver-protocol'
import type { Workspace } from '../app/workspace.ts'
import { readVersion } from '../host/version.ts'
import {
  answerCodeActions,
  answerCompletion,
  answerDefinition,
  answerHover,
  answerPrepareRename,
  answerReferences,
  answerRename,
  fixAll,
  quickFix,
  type PlaceRequest,
} from './answers.ts'
import type { Channel } from './channel.ts'
import { createCompileQueue } from './compile-queue.ts'
import type { ClientTraits } from './edits.ts'
import type { Protocol } from './load-protocol.ts'
import { followDocuments } from './follow-documents.ts'
import { createLife } from './life.ts'
import { createPublisher, type FileDiagnostics } from './publish.ts'
import { isLost, readMessages } from './read-messages.ts'
import { guard, type Server } from './server.ts'
import type { Session } from './session.ts'
import { openWorkbench } from './workbench.ts'

/** What a server needs of the process. */
export interface ServerOptions {
  readonly protocol: Protocol
  readonly channel: Channel
  readonly workspace: Workspace
  /** The time of day, by RFC 3339. */
  readonly clock: () => string
  /** Takes the stack of a fault of fedrender itself. */
  readonly reportBug: (error: unknown) => void
  /** Takes a line about a message that cannot be answered as it asks. */
  readonly log: (line: string) => void
}

/**
 * Answers an editor until it ends the server or goes: 0, or 1 where it did not say beforehand that it would (LSP 3.17, exit).
 * It writes no file and starts no program of a folder. A request is answered for the text at hand, and refused where that has
 * changed before it could be.
 */
export async function serveLanguage(options: ServerOptions): Promise<number> {
  const { protocol, channel, workspace, clock, reportBug, log } = options
  const writer = new protocol.StreamMessageWriter(channel.output)
  const reader = readMessages({ protocol, channel, writer, log })
  const connection = protocol.createProtocolConnection(reader, writer)
  const workbench = openWorkbench(protocol, workspace, clock)
  const { publish, withdraw } = createPublisher(workbench)
  const send = (files: readonly FileDiagnostics[]): void => {
    for (const each of files) {
      // Where nobody reads any more, the server ends.
      connection.sendNotification(protocol.PublishDiagnosticsNotification.type, each).catch(() => undefined)
    }
  }
  const queue = createCompileQueue((session) => guard(reportBug, () => send(publish(session))))
  const leave = (session: Session): void => {
    queue.remove(session)
    send(withdraw(session))
  }
  const server = { protocol, connection, workbench, queue, life: createLife(protocol), reportBug, leave }
  const traits = beginSession(server)
  followDocuments(server)
  answerRequests(server, traits)
  const code = await untilTheEnd(server, channel, reader)
  queue.stop()
  connection.dispose()
  channel.close()
  return code
}

/** Answers the first request, and gives what the client can do, which is known from then on. */
function beginSession({ protocol, connection, workbench, life }: Server): () => ClientTraits {
  let traits: ClientTraits = { documentChanges: false, resourceOperations: new Set() }
  let watches = false
  connection.onRequest(protocol.InitializeRequest.type, (params) => {
    life.begin()
    const { workspace } = params.capabilities
    const { documentChanges = false, resourceOperations = [] } = workspace?.workspaceEdit ?? {}
    traits = { documentChanges, resourceOperations: new Set(resourceOperations) }
    watches = workspace?.didChangeWatchedFiles?.dynamicRegistration === true
    workbench.setFolders(foldersOf(params))
    return initializeResult
  })
  connection.onNotification(protocol.InitializedNotification.type, () => {
    if (!watches) return
    const { method } = protocol.DidChangeWatchedFilesNotification
    const registerOptions = { watchers: [{ globPattern: '**/*' }] }
    const registrations = [{ id: 'files', method, registerOptions }]
    connection.sendRequest(protocol.RegistrationRequest.type, { registrations }).catch(() => undefined)
  })
  return () => traits
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return (
    workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null || rootUri === undefined ? [] : [rootUri])
  )
}

const initializeResult: InitializeResult = {
  capabilities: {
    positionEncoding: 'utf-16',
    // Incremental: parts of the text.
    textDocumentSync: { openClose: true, change: 2, save: true },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [' ', '/', '"', "'"] },
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    codeActionProvider: { codeActionKinds: [quickFix, fixAll] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
  serverInfo: { name: 'fedrender', version: readVersion() },
}

function answerRequests(server: Server, traits: () => ClientTraits): void {
  const { protocol, connection } = server
  const answer = <T>(
    textDocument: TextDocumentIdentifier,
    token: CancellationToken,
    make: (request: PlaceRequest) => T,
  ) => answerFresh(server, textDocument, token, make)
  connection.onRequest(protocol.HoverRequest.type, ({ textDocument, position }, token) =>
    answer(textDocument, token, (request) => answerHover(request, position)),
  )
  connection.onRequest(protocol.CompletionRequest.type, ({ textDocument, position }, token) =>
    answer(textDocument, token, (request) => answerCompletion(request, position)),
  )
  connection.onRequest(protocol.DefinitionRequest.type, ({ textDocument, position }, token) =>
    answer(textDocument, token, (request) => answerDefinition(request, position)),
  )
  connection.onRequest(protocol.ReferencesRequest.type, ({ textDocument, position, context }, token) =>
    answer(textDocument, token, (request) => answerReferences(request, position, context.includeDeclaration)),
  )
  connection.onRequest(protocol.PrepareRenameRequest.type, ({ textDocument, position }, token) =>
    answer(textDocument, token, (request) => answerPrepareRename(request, position)),
  )
  connection.onRequest(protocol.RenameRequest.type, async (params, token) => {
    const made = await answer(params.textDocument, token, (request) =>
      answerRename(request, params, traits()),
    )
    if (typeof made !== 'string') return made
    return new protocol.ResponseError<void>(protocol.LSPErrorCodes.RequestFailed, made)
  })
  connection.onRequest(protocol.CodeActionRequest.type, ({ textDocument, ...params }, token) =>
    answer(textDocument, token, (request) => answerCodeActions(request, params, traits())),
  )
}

/**
 * Answers a request by the text at hand once what has come in with it is read; null for a file of no folder. One that is
 * cancelled by then, or whose text has changed, is refused.
 */
async function answerFresh<T>(
  { protocol, workbench, queue, life, reportBug }: Server,
  { uri }: TextDocumentIdentifier,
  token: CancellationToken,
  make: (request: PlaceRequest) => T,
): Promise<T | null> {
  const { LSPErrorCodes, ResponseError } = protocol
  life.demandRunning()
  const file = workbench.fileOf(uri)
  const placed = file === undefined ? undefined : workbench.place(file)
  if (file === undefined || placed === undefined || workbench.documents.at(file) === undefined) return null
  const { session, path } = placed
  const version = workbench.versionOf(session, path)
  await queue.turn()
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'It was cancelled.')
  if (workbench.versionOf(session, path) !== version) {
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed since.')
  }
  try {
    session.snapshot()
    return make({ ...placed, workbench })
  } catch (error) {
    reportBug(error)
    throw error
  }
}

function untilTheEnd(
  { protocol, connection, life }: Server,
  { output }: Channel,
  reader: MessageReader,
): Promise<number> {
  connection.onRequest(protocol.ShutdownRequest.type, () => life.shutDown())
  return new Promise((resolve) => {
    const end = (): void => resolve(life.isShutDown() ? 0 : 1)
    connection.onNotification(protocol.ExitNotification.type, end)
    connection.onClose(end)
    output.on('error', end)
    reader.onError((error) => {
      if (isLost(error)) end()
    })
    connection.listen()
  })
}
