import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
import { isInstalled, run } from './measure/run.mjs'

/**
 * Measures `validate --kubernetes`, and of it the check alone, which looks at each variant once whatever the number of
 * its clusters. Build first: `npm run build && node bench/check.mjs`. Beside it is what kubeconform's README reports of
 * kubeconform, of other files on another machine; and, where they are given, the CPU time of Kubernetes' own code and of
 * kubeconform on one core, which get the same manifests.
 */

const { values: options } = parseArgs({
  options: {
    resources: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    /** The minor version to check by. */
    kubernetes: { type: 'string', default: '1.34' },
    /** Where the packages of Kubernetes' own code are. */
    packages: { type: 'string' },
    /** Where kubeconform finds Kubernetes' schemas. */
    schemas: { type: 'string' },
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
    measureOthers(directory)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** CPU time of `validate` without and with each of its checks, and of kubeconform, which gets each variant once, and then the whole output. */
function measureOthers(directory) {
  const fedrender = (...words) => run(execPath, [commandLine, ...words, directory], { isRead: true })
  const given = ['--kubernetes', options.kubernetes]
  const print = (title, measure) => {
    const { cpu } = median(Array.from({ length: rounds }, measure), (left, right) => left.cpu - right.cpu)
    console.log(`  ${title}: ${(cpu / 1000).toFixed(2)} s of CPU time`)
  }
  print('validate', () => fedrender('validate'))
  print('validate --kubernetes', () => fedrender('validate', ...given))
  if (options.packages !== undefined) {
    const packages = ['--kubernetes-packages', options.packages]
    print('validate --kubernetes-packages', () => fedrender('validate', ...given, ...packages))
  }
  if (options.schemas === undefined || !isInstalled('kubeconform', '-v')) return
  const unique = join(directory, 'unique.yaml')
  writeFileSync(unique, fedrender('render', '--stdout', '--unique').stdout)
  fedrender('render')
  const one = ['-strict', '-n', '1', '-kubernetes-version', `${options.kubernetes}.0`]
  const conform = (path) => run('kubeconform', [...one, '-schema-location', options.schemas, path])
  print('kubeconform, each variant once', () => conform(unique))
  print('kubeconform, the whole output', () => conform(join(directory, 'rendered/clusters')))
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

function median(values, order = (left, right) => left - right) {
  return values.toSorted(order)[Math.floor(values.length / 2)]
}
