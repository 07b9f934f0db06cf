import type { Host } from './host.ts'
import type { SecondWriter } from './writers/shared-files.ts'

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
    ...(host.startWriter && {
      startWriter: (files) => countWriter(host.startWriter?.(files), () => count('written')),
    }),
    removeFile: (path) => {
      count('written')
      host.removeFile(path)
    },
  }
}

function countWriter(writer: SecondWriter | undefined, count: () => void): SecondWriter | undefined {
  const collect = (): number => {
    const written = writer?.collect() ?? 0
    for (let index = 0; index < written; index += 1) count()
    return written
  }
  return (
    writer && {
      collect,
      finish: () => {
        writer.finish()
        collect()
      },
    }
  )
}
