import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readKubernetesSchemas, readSchemas } from '../dist/host/schemas.js'
import { defaultRenderConfig as config } from '../dist/model/render-config.js'
import { compile } from '../dist/render.js'
import { check } from '../dist/stages/check/check.js'
import { createSchemaValidator } from '../dist/stages/validate/schema-validator.js'
import { generate } from './generate.mjs'

/**
 * Measures `validate --kubernetes`, and of it the check alone, which looks at each variant once whatever the number of
 * its clusters. Build first: `npm run build && node bench/check.mjs`. Beside it is what kubeconform's README reports of
 * kubeconform, of other files on another machine.
 */

const { values: options } = parseArgs({
  options: {
    resources: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
  },
})
const [resources, rounds] = [options.resources, options.rounds].map(Number)
const commandLine = fileURLToPath(new URL('../dist/fedrender.mjs', import.meta.url))

for (const clusters of [10, 100]) measure(clusters)
console.log(
  'kubeconform, as published: 50,714 manifests, 23,380 of them skipped, in 6.7 s: 7,569 manifests/s',
)

function measure(clusters) {
  const directory = mkdtempSync(join(tmpdir(), 'fedrender-check-'))
  try {
    const { variants, files } = generate(directory, { resources, clusters })
    const alone = measureCheck(directory)
    const whole = median(Array.from({ length: rounds }, () => timeValidate(directory)))
    const perSecond = Math.round((files * 1000) / whole).toLocaleString('en')
    console.log(
      `${resources} resources × ${clusters} clusters: ${files} manifests, ${variants} variants; ` +
        `schemas and check ${Math.round(alone)} ms of ${Math.round(whole)} ms: ${perSecond} manifests/s`,
    )
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** The milliseconds of reading the schemas and checking, without what `validate` does anyway. */
function measureCheck(directory) {
  const { plan, sources } = compile(readAll(directory), createSchemaValidator(readSchemas()), { config })
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    const settings = { config, schemas: readKubernetesSchemas(), manifests: sources.manifests, minor: 30 }
    const [fault] = check(plan, settings)
    if (fault) throw new Error(`The sources are not valid: ${fault.message}`)
    return performance.now() - start
  })
  return median(times)
}

function timeValidate(directory) {
  const start = performance.now()
  const { status, stderr } = spawnSync(execPath, [commandLine, 'validate', '--kubernetes', '1.30', directory])
  if (status !== 0) throw new Error(String(stderr))
  return performance.now() - start
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
