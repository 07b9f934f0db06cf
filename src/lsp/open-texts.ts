import { Buffer } from 'node:buffer'
import { normalize } from 'node:path'
import type { Host } from '../host/host.ts'

/** The texts that an editor shows, saved or not, by their absolute paths free of links. */
export type OpenTexts = ReadonlyMap<string, string>

/**
 * A host whose files are as an editor shows them. What is not on the disk, or is no file, does not come to be by that; `noteRead`
 * takes each path that is read.
 */
export function withOpenTexts(host: Host, texts: OpenTexts, noteRead: (path: string) => void): Host {
  return {
    ...host,
    readFile: (path, limit) => {
      const normal = normalize(path)
      noteRead(normal)
      const text = texts.get(normal)
      if (text === undefined) return host.readFile(path, limit)
      const content = Buffer.from(text)
      return content.length > limit ? undefined : content
    },
  }
}
