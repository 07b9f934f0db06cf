import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { commands, window, workspace, type ExtensionContext } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/node'
import { findServer, isInside, type ServerCommand } from './find-server.ts'

/** A server that runs, and what was started for it. */
interface Running {
  readonly server: ServerCommand
  readonly client: LanguageClient
}

let running: Running | undefined

/** Starts the server, in a workspace that its user trusts. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand('fedrender.restart', restart),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((change) => {
      return change.affectsConfiguration('fedrender.path') ? restart() : undefined
    }),
    workspace.onDidChangeWorkspaceFolders(async () => {
      // A folder that is opened later may have the program in it.
      const { server } = running ?? {}
      const started = server === undefined ? [] : [server.command, ...server.arguments]
      if (started.some((path) => isInside(realFolders(), path))) await restart()
    }),
  )
  await restart()
}

/** Ends the server. */
export async function deactivate(): Promise<void> {
  const { client } = running ?? {}
  running = undefined
  await client?.stop()
}

async function restart(): Promise<void> {
  await deactivate()
  if (!workspace.isTrusted) return
  const setting = workspace.getConfiguration('fedrender').inspect<string>('path')?.globalValue ?? ''
  const found = findServer(setting, realFolders(), {
    path: process.env['PATH'] ?? '',
    isWindows: process.platform === 'win32',
    node: process.execPath,
    realProgram,
  })
  if (found.problem !== undefined) {
    void window.showWarningMessage(found.problem)
    return
  }
  const { server } = found
  const client = new LanguageClient(
    'fedrender',
    'fedrender',
    {
      command: server.command,
      args: [...server.arguments],
      // Not in a folder that is open: some systems look there for programs first.
      options: { cwd: homedir(), env: { ...process.env, ...server.environment } },
    },
    { documentSelector: [{ scheme: 'file', pattern: '**/*.{yaml,yml,json}' }] },
  )
  running = { server, client }
  await client.start()
}

function realFolders(): readonly string[] {
  return (workspace.workspaceFolders ?? []).flatMap(({ uri }) => {
    return uri.scheme === 'file' ? [uri.fsPath, realPath(uri.fsPath) ?? uri.fsPath] : []
  })
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}

function realProgram(path: string): string | undefined {
  const real = realPath(path)
  if (real === undefined || !statSync(real).isFile()) return undefined
  try {
    accessSync(real, /\.[cm]?js$/.test(real) ? constants.R_OK : constants.X_OK)
    return real
  } catch {
    return undefined
  }
}
