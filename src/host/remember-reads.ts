import type { Host } from './host.ts'

/** A host that reads each file once, so that all who ask for it see the same content. */
export function rememberReads(host: Host): Host {
  const contents = new Map<string, Buffer>()
  return {
    ...host,
    readFile: (path, limit) => {
      const known = contents.get(path)
      if (known !== undefined) return known.length > limit ? undefined : known
      const content = host.readFile(path, limit)
      if (content !== undefined) contents.set(path, content)
      return content
    },
  }
}
