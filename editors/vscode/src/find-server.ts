import { delimiter, isAbsolute, join, relative, sep } from 'node:path'

/** What is known of the machine. */
export interface Machine {
  /** The variable PATH. */
  readonly path: string
  readonly isWindows: boolean
  /** The program that runs JavaScript: that of the editor. */
  readonly node: string
  /** The path of a file that may be run, free of links; undefined where there is none. */
  readonly realProgram: (path: string) => string | undefined
}

/** How the server is started. */
export interface ServerCommand {
  readonly command: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** A server, or why there is none, for a person. */
export type FoundServer =
  { readonly server: ServerCommand; readonly problem?: undefined } | { readonly problem: string }

/**
 * Finds the server: the program of the user's setting, else `fedrender` in an absolute directory of PATH. One that lies in an open
 * folder is refused, whatever name leads to it: who can change the folder could have anything run.
 *
 * @param setting `fedrender.path`; empty where it is not set
 * @param folders the open folders, free of links
 */
export function findServer(setting: string, folders: readonly string[], machine: Machine): FoundServer {
  if (setting !== '') return takeSetting(setting, folders, machine)
  const name = machine.isWindows ? 'fedrender.exe' : 'fedrender'
  const directories = machine.path.split(delimiter).filter((each) => isAbsolute(each))
  for (const directory of directories) {
    const named = join(directory, name)
    const real = machine.realProgram(named)
    if (real !== undefined && !isInside(folders, named) && !isInside(folders, real)) {
      return { server: toCommand(real, machine) }
    }
  }
  return {
    problem:
      'fedrender is in no absolute directory of PATH outside of the open folders. Install it, or name it by the setting "fedrender.path".',
  }
}

function takeSetting(path: string, folders: readonly string[], machine: Machine): FoundServer {
  if (!isAbsolute(path)) return { problem: 'The setting "fedrender.path" is no absolute path.' }
  const real = machine.realProgram(path)
  if (real === undefined) return { problem: 'The setting "fedrender.path" leads to no program.' }
  if (isInside(folders, path) || isInside(folders, real)) {
    return { problem: 'The setting "fedrender.path" leads into an open folder, of which nothing is started.' }
  }
  return { server: toCommand(real, machine) }
}

/** Whether a path is in one of some folders. */
export function isInside(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => {
    const way = relative(folder, path)
    return !isAbsolute(way) && way.split(sep)[0] !== '..'
  })
}

/** JavaScript is run by the editor's own program, which is Node.js where a variable says so. */
function toCommand(path: string, { node }: Machine): ServerCommand {
  if (!/\.[cm]?js$/.test(path)) return { command: path, arguments: ['lsp'], environment: {} }
  return { command: node, arguments: [path, 'lsp'], environment: { ELECTRON_RUN_AS_NODE: '1' } }
}
