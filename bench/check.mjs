import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readKubernetesSchemas, readSchemas } from '../dist/host/schemas.js'
import { defaultRenderConfig } from '../dist/model/render-config.js'
import { compile } from '../dist/render.js'
import { check } from '../dist/stages/check/check.js'
import { createSchemaValidator } from '../dist/stages/validate/schema-validator.js'
import { generate } from './generate.mjs'

/**
 * Measures what `validate --kubernetes` does beyond a compilation: each variant is checked once, whatever the number of
 * its clusters. Build first: `npm run build && node bench/check.mjs`. Beside it stands what kubeconform publishes of
 * itself (its README: 50,714 resources in 6.7 s on 4 cores, 23,380 of them skipped), which reads and parses the files
 * too, of another repository on another machine.
 */

const { values: options } = parseArgs({
  options: {
    resources: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
  },
})
const [resources, rounds] = [options.resources, options.rounds].map(Number)

console.log('clusters  manifests  variants  schemas  check   variants/s  manifests/s')
for (const clusters of [10, 100]) measure(clusters)
console.log('kubeconform, as published: 50,714 in 6.7 s, 7,569 manifests/s')

function measure(clusters) {
  const directory = mkdtempSync(join(tmpdir(), 'fedrender-check-'))
  const { variants, files } = generate(directory, { resources, clusters })
  const config = defaultRenderConfig
  const sources = readAll(directory)
  rmSync(directory, { recursive: true })
  const {
    plan,
    sources: { manifests },
  } = compile(sources, createSchemaValidator(readSchemas()), { config })
  const [reading, checking] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    const schemas = readKubernetesSchemas()
    const read = performance.now()
    const found = check(plan, { config, schemas, manifests, minor: 30 })
    checking.push(performance.now() - read)
    reading.push(read - start)
    if (found.length > 0) throw new Error(`There is something wrong: ${found[0].message}`)
  }
  const [schemas, check_] = [median(reading), median(checking)]
  const perSecond = (number) => Math.round((number * 1000) / (schemas + check_)).toLocaleString('en')
  console.log(
    [
      clusters,
      files,
      variants,
      `${Math.round(schemas)} ms`,
      `${Math.round(check_)} ms`,
      perSecond(variants),
      perSecond(files),
    ].join('  '),
  )
}

function readAll(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]
}
