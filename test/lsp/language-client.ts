import { spawn, type ChildProcess } from 'node:child_process'
import { PassThrough } from 'node:stream'
import { pathToFileURL } from 'node:url'
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
} from 'vscode-languageserver-protocol/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { plainEnvironment, main } from '../e2e/run-cli.ts'

/** What an editor can do, in the words of the protocol. */
export const editorCapabilities: ClientCapabilities = {
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
  textDocument: { publishDiagnostics: { relatedInformation: true } },
}

/** An editor at the other end of a server. */
export interface LanguageClient {
  readonly connection: ProtocolConnection
  readonly registrations: readonly unknown[]
  /** What was sent of each file last. */
  readonly diagnostics: ReadonlyMap<string, PublishDiagnosticsParams>
  uri(path: string): string
  open(path: string, text: string): void
  /** Replaces a range of an open document; gives the text after it. */
  edit(path: string, range: Range, text: string): string
  /** Puts a whole text in place of an open document's, as a change of a part of it. */
  retype(path: string, text: string): void
  textOf(path: string): string
  /** Where a part of an open document begins, so many characters on. */
  place(path: string, part: string, on?: number): { textDocument: { uri: string }; position: Position }
  /** Waits until the diagnostics of a file meet a condition. */
  until(path: string, condition: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>
  /** Ends the server as an editor does. */
  end(): Promise<void>
}

/** The server as a process: the built command line, over its standard input and output. */
export interface ServerProcess {
  readonly process: ChildProcess
  readonly exit: Promise<number | null>
  readonly errors: () => string
}

/** Starts the built server in a directory. */
export function startServer(
  directory: string,
  environment: NodeJS.ProcessEnv = {},
): ServerProcess & { reader: StreamMessageReader; writer: StreamMessageWriter } {
  const process = spawn(globalThis.process.execPath, [main, 'lsp', '--stdio'], {
    cwd: directory,
    env: { ...plainEnvironment, ...environment },
  })
  let errors = ''
  process.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  return {
    process,
    errors: () => errors,
    exit: new Promise((resolve) => process.on('exit', resolve)),
    reader: new StreamMessageReader(process.stdout),
    writer: new StreamMessageWriter(process.stdin),
  }
}

/** Two ends of a channel in memory. */
export function createChannels(): {
  server: { input: PassThrough; output: PassThrough; close: () => void }
  reader: StreamMessageReader
  writer: StreamMessageWriter
} {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()]
  return {
    server: { input: toServer, output: toClient, close: () => toServer.destroy() },
    reader: new StreamMessageReader(toClient),
    writer: new StreamMessageWriter(toServer),
  }
}

/** Connects an editor that has some folders open, by their paths; the first one is where its files are. */
export async function connectClient(
  { reader, writer }: { reader: StreamMessageReader; writer: StreamMessageWriter },
  folders: readonly string[],
  capabilities: ClientCapabilities = editorCapabilities,
): Promise<LanguageClient> {
  const connection = createProtocolConnection(reader, writer)
  const diagnostics = new Map<string, PublishDiagnosticsParams>()
  const documents = new Map<string, TextDocument>()
  const registrations: unknown[] = []
  const waiting = new Set<() => void>()
  const uri = (path: string): string => pathToFileURL(`${folders[0]}/${path}`).href
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    diagnostics.set(params.uri, params)
    for (const each of waiting) each()
  })
  connection.onRequest(RegistrationRequest.type, (params) => void registrations.push(...params.registrations))
  connection.listen()
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities,
    workspaceFolders: folders.map((path) => ({ uri: pathToFileURL(path).href, name: path })),
  })
  void connection.sendNotification(InitializedNotification.type, {})
  const documentAt = (path: string): TextDocument => {
    const document = documents.get(path)
    if (document === undefined) throw new Error(`${path} is not open`)
    return document
  }
  const edit = (path: string, range: Range, text: string): string => {
    const document = documentAt(path)
    const version = document.version + 1
    const contentChanges = [{ range, text }]
    documents.set(path, TextDocument.update(document, contentChanges, version))
    void connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: uri(path), version },
      contentChanges,
    })
    return documentAt(path).getText()
  }
  return {
    connection,
    registrations,
    diagnostics,
    uri,
    open: (path, text) => {
      documents.set(path, TextDocument.create(uri(path), 'yaml', 1, text))
      const textDocument = { uri: uri(path), languageId: 'yaml', version: 1, text }
      void connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
    },
    edit,
    retype: (path, text) => {
      const document = documentAt(path)
      const before = document.getText()
      edit(path, { start: document.positionAt(0), end: document.positionAt(before.length) }, text)
    },
    textOf: (path) => documentAt(path).getText(),
    place: (path, part, on = 0) => {
      const document = documentAt(path)
      const index = document.getText().indexOf(part)
      if (index < 0) throw new Error(`${path} has no ${part}`)
      return { textDocument: { uri: uri(path) }, position: document.positionAt(index + on) }
    },
    until: (path, condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = diagnostics.get(uri(path))?.diagnostics ?? []
          if (!condition(found)) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    end: async () => {
      await connection.sendRequest(ShutdownRequest.type)
      await connection.sendNotification(ExitNotification.type)
      connection.dispose()
    },
  }
}
