import { readdirSync, readFileSync } from 'node:fs'
import type { Schemas } from '../stages/validate/schema-validator.ts'

const directory = new URL('../../schemas/', import.meta.url)

/** Reads the JSON Schemas that come with the package; `dist` and `src` stand at the same depth, so one path serves both. */
export function readSchemas(): Schemas {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json'))
  return new Map(
    paths.map((path) => [path, JSON.parse(readFileSync(new URL(path, directory), 'utf8')) as object]),
  )
}
