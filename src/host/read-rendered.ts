import type { JsonObject } from '../model/json.ts'
import { parse } from '../stages/parse/parse.ts'
import type { Output } from './output.ts'
import { sourceSizeLimit } from './sources.ts'

/** The object that stands in a rendered file now; undefined where there is none that can be read. */
export function readRendered({ host, directory }: Output, path: string): JsonObject | undefined {
  if (host.kindOf(`${directory}/${path}`) !== 'file') return undefined
  const text = host.readFile(`${directory}/${path}`, sourceSizeLimit)?.toString('utf8')
  const [{ manifests }] = parse(text === undefined ? [] : [{ path, text }])
  return manifests[0]?.value
}
