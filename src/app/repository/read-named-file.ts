import { isUtf8 } from 'node:buffer'
import { resolve } from 'node:path'
import { sourceSizeLimit } from '../../host/sources/sources.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { Workspace } from '../workspace.ts'

/** A file that the command line or the environment names, or why it cannot be read; it may be a link. */
export function readNamedFile(
  { host, directory }: Workspace,
  path: string,
): SourceFile | { readonly problem: string } {
  try {
    const content = host.readFile(host.realPath(resolve(directory, path)), sourceSizeLimit)
    if (content === undefined) return { problem: `it is larger than ${sourceSizeLimit / 2 ** 20} MiB` }
    return isUtf8(content) ? { path, text: content.toString('utf8') } : { problem: 'it is not UTF-8' }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { problem: describeSystemError(error) }
  }
}
