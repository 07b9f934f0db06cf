import type { Terminal } from './terminal.ts'

/** Replaces a file in one step, so that no reader sees half of it. Throws a `SystemError`. */
export function writeFile({ host }: Terminal, path: string, text: string): void {
  const staged = `${path}.${host.processId}.tmp`
  try {
    host.createFile(staged, Buffer.from(text))
    host.rename(staged, path)
  } catch (error) {
    if (host.kindOf(staged) === 'file') host.removeFile(staged)
    throw error
  }
}
