import { invariant } from '../text/invariant.ts'
import type { Host } from './host.ts'

const refuse = (): never => {
  invariant(false, 'this host is only read')
}

/** Everything that writes, or is asked only to write, of a host that is only read. */
export const refusesToWrite: Pick<
  Host,
  | 'kindBehind'
  | 'readLink'
  | 'createFile'
  | 'writeInto'
  | 'createDirectory'
  | 'checkWritable'
  | 'rename'
  | 'removeFile'
  | 'removeDirectory'
  | 'removeTree'
> = {
  kindBehind: refuse,
  readLink: refuse,
  createFile: refuse,
  writeInto: refuse,
  createDirectory: refuse,
  checkWritable: refuse,
  rename: refuse,
  removeFile: refuse,
  removeDirectory: refuse,
  removeTree: refuse,
}
