import type { JsonObject } from '../model/json.ts'
import { parse } from '../stages/parse/parse.ts'
import type { Output } from './output.ts'
import { sourceSizeLimit } from './sources.ts'
import { isSystemError } from './system-error.ts'

/** The text of a rendered file as it stands now; undefined where there is none that can be read. */
export function readRenderedText({ host, directory }: Output, path: string): string | undefined {
  try {
    if (host.kindOf(`${directory}/${path}`) !== 'file') return undefined
    return host.readFile(`${directory}/${path}`, sourceSizeLimit)?.toString('utf8')
  } catch (error) {
    // What cannot be read is reported where the output is compared.
    if (isSystemError(error)) return undefined
    throw error
  }
}

/** The object that stands in a rendered file now; undefined where there is none that can be read. */
export function readRendered(output: Output, path: string): JsonObject | undefined {
  const text = readRenderedText(output, path)
  const [{ manifests }] = parse(text === undefined ? [] : [{ path, text }])
  return manifests[0]?.value
}
