import { readFileSync } from 'node:fs'
import type { KubernetesSchemas } from '../model/structural-schema.ts'
import type { Schemas } from '../stages/validate/schema-validator.ts'

const directory = new URL('../../schemas/', import.meta.url)

const schemas = new Map<string, object>()

/**
 * The JSON Schemas that come with the package, each read when it is first asked for; `dist` and `src` are at the same
 * depth, so one path serves both.
 */
export function readSchemas(): Schemas {
  return {
    get: (path) => {
      const schema = schemas.get(path) ?? (readJson(path) as object)
      schemas.set(path, schema)
      return schema
    },
  }
}

let kubernetesSchemas: KubernetesSchemas | undefined

/** The schemas of Kubernetes' own types: half a megabyte for those who need it, who may ask more than once. */
export function readKubernetesSchemas(): KubernetesSchemas {
  return (kubernetesSchemas ??= readJson('kubernetes.json') as KubernetesSchemas)
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, directory), 'utf8'))
}
