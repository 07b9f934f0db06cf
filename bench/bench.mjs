import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildBase } from './measure/build-base.mjs'
import { compareOutput } from './report/compare-output.mjs'
import { printAims } from './report/print-aims.mjs'
import { printCommands, printComparison } from './report/print-commands.mjs'
import { measureSides } from './scenarios/measure-sides.mjs'
import { measureKubeconform, measureKustomize } from './scenarios/references.mjs'

/**
 * Measures the commands of fedrender beside what nobody can beat by much, and with `--against REF` beside what another
 * commit builds: its output has to be the same before any time is printed. Build first; `npm run bench` does both.
 */

const { values: options } = parseArgs({
  options: {
    against: { type: 'string' },
    resources: { type: 'string', default: '1000' },
    clusters: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    cli: { type: 'string', default: fileURLToPath(new URL('../dist/start.cjs', import.meta.url)) },
    /** Where to work, in place of a memory-backed file system and the one of temporary files. */
    place: { type: 'string', multiple: true },
    /** Where kubeconform finds Kubernetes' schemas. */
    schemas: { type: 'string' },
  },
})
const rounds = Number(options.rounds)
const smallSize = { resources: 300, clusters: 20 }
const largeSize = { resources: Number(options.resources), clusters: Number(options.clusters) }
/** The magic number of tmpfs (Linux: include/uapi/linux/magic.h). */
const tmpfs = 0x01021994

if (!existsSync(options.cli)) {
  console.error(`There is no ${options.cli}: run npm run build first.`)
  process.exit(2)
}
const base = options.against === undefined ? undefined : buildBase(options.against)
const sides = [
  { name: 'this', cli: options.cli },
  ...(base === undefined ? [] : [{ name: 'base', cli: base.cli }]),
]
for (const place of options.place ?? findPlaces()) await measureAt(place)
if (base === undefined) for (const name of ['startup.mjs', 'check.mjs']) runScript(name)

/** A memory-backed file system, and the one of temporary files where that is another. */
function findPlaces() {
  const isInMemory = existsSync('/dev/shm') && statfsSync('/dev/shm').type === tmpfs
  const onDisk = statfsSync(tmpdir()).type === tmpfs ? [] : [tmpdir()]
  return isInMemory ? ['/dev/shm', ...onDisk] : [tmpdir()]
}

/** What else is measured, of which no base is needed. */
function runScript(name) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(name, import.meta.url))], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}

async function measureAt(place) {
  const directory = mkdtempSync(join(place, 'fedrender-bench-'))
  try {
    const small = await measureSides(sides, { directory: join(directory, 'small'), size: smallSize, rounds })
    const large = await measureSides(sides, { directory: join(directory, 'large'), size: largeSize, rounds })
    const differences = base === undefined ? [] : [small, large].flatMap(compareOutput)
    if (differences.length > 0) throw new Error(`No time is printed:\n${differences.join('\n')}`)
    const others = [measureKustomize(large.fleet), measureKubeconform(large.fleet, options.schemas)]
    printAll(place, { small, large, others })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function printAll(place, { small, large, others: [kustomize, kubeconform] }) {
  const kind = statfsSync(place).type === tmpfs ? 'a memory-backed file system' : 'a file system on disk'
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor'
  console.log(
    `On ${kind} (${place}), Node ${process.version}, ${availableParallelism()} × ${processor}: medians of ` +
      `${rounds} rounds (least–most) and of their ratios${base === undefined ? '' : `; the base is ${base.commit}`}.\n`,
  )
  for (const measured of [small, large]) {
    const { resources, clusters, files, variants } = measured.fleet.made
    const [objects, written] = [resources, files].map((number) => number.toLocaleString('en'))
    console.log(`${objects} objects × ${clusters} clusters = ${written} files, ${variants} variants:\n`)
    if (base === undefined) printCommands(measured)
    else printComparison(measured)
  }
  console.log(`What is aimed at, of ${large.fleet.made.files.toLocaleString('en')} files:\n`)
  printAims({ small, large, kustomize, kubeconform })
  console.log(
    kustomize
      ? `kustomize: measured with ${kustomize.objects} objects and ${kustomize.overlays} overlays without patches, then multiplied.\n`
      : 'kustomize: not measured, as kubectl is not installed.\n',
  )
}
