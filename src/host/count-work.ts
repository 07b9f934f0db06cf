import type { Host } from './host.ts'

/** A host that reports each file that is compared with what it is to hold, and each that is written or deleted. */
export function countWork(host: Host, count: (work: 'compared' | 'written') => void): Host {
  return {
    ...host,
    readHead: (path, buffer, length) => {
      count('compared')
      return host.readHead(path, buffer, length)
    },
    createFile: (path, content, like) => {
      count('written')
      host.createFile(path, content, like)
    },
    removeFile: (path) => {
      count('written')
      host.removeFile(path)
    },
  }
}
