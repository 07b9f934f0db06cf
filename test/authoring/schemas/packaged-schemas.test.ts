import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { env } from 'node:process'
import { dirname } from 'node:path'
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { schemaFiles } from '../../../src/authoring/schemas/schema-files.ts'
import { serializeSchema } from '../../../src/authoring/schemas/serialize-schema.ts'
import { readKubernetesSchemas, readSchemas } from '../../../src/host/schemas.ts'
import { builtinTypes } from '../../../src/kubefed/builtin-types.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { schemaOptions } from '../../../src/stages/validate/compile-schema.ts'
import { repositoryPath } from '../../docs/documents.ts'

const directory = repositoryPath('schemas')

it('the package has the schemas of the built-in types, and an index of all that it has', () => {
  const schemas = readSchemas()
  const kubernetes = readKubernetesSchemas()
  const files = schemaFiles({
    types: builtinTypes,
    definitions: new Map(),
    kubernetes,
    minor: kubernetes.minors[1],
    handWritten: (path) => schemas.get(path) as JsonObject,
  })
  const generated = [...files].filter(
    ([path]) => path === 'index.json' || path.startsWith('types.kubefed.io/'),
  )
  for (const [path, schema] of generated) {
    const text = serializeSchema(schema)
    if (env['UPDATE_GOLDEN'] !== undefined) {
      mkdirSync(dirname(`${directory}/${path}`), { recursive: true })
      writeFileSync(`${directory}/${path}`, text)
    }
    expect(readFileSync(`${directory}/${path}`, 'utf8'), path).toBe(text)
  }
  const held = readdirSync(`${directory}/types.kubefed.io/v1beta1`).filter(
    (name) => name !== 'Federated.json',
  )
  expect(held.sort()).toStrictEqual(
    generated
      .flatMap(([path]) => (path === 'index.json' ? [] : [path.slice(path.lastIndexOf('/') + 1)]))
      .sort(),
  )
})

it('the hand-written schemas are valid by the schema of JSON Schema, which no command asks', () => {
  const ajv = new Ajv(schemaOptions)
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^(?!types\.).+\/.+\.json$|\/Federated\.json$/.test(path))
  expect(paths.length).toBeGreaterThan(10)
  for (const path of paths) {
    const schema = readSchemas().get(path)
    expect(schema && ajv.validateSchema(schema), path).toBe(true)
  }
})
