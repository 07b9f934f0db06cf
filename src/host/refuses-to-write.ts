import { invariant } from '../diagnostics/invariant.ts'
import type { Host } from './host.ts'

const refuse = (): never => {
  invariant(false, 'this host is only read')
}

/** Everything that writes, of a host that is only read. */
export const refusesToWrite: Pick<
  Host,
  | 'createFile'
  | 'createDirectory'
  | 'checkWritable'
  | 'rename'
  | 'removeFile'
  | 'removeDirectory'
  | 'removeTree'
> = {
  createFile: refuse,
  createDirectory: refuse,
  checkWritable: refuse,
  rename: refuse,
  removeFile: refuse,
  removeDirectory: refuse,
  removeTree: refuse,
}
