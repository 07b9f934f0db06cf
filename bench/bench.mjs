import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { generate } from './generate.mjs'

/**
 * Measures a render against what nobody can beat by much, copying the output with `cp -r`, and against what every
 * pull request costs anyway, `git status` of the committed output. Build first: `npm run build && node bench/bench.mjs`.
 * The measurements take turns, round by round, so that a busy machine disturbs all of them alike.
 */

const { values: options } = parseArgs({
  options: {
    resources: { type: 'string', default: '1000' },
    clusters: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    cli: { type: 'string', default: fileURLToPath(new URL('../dist/fedrender.mjs', import.meta.url)) },
  },
})
const [resources, clusters, rounds] = [options.resources, options.clusters, options.rounds].map(Number)
const peakMemoryHook = new URL('peak-memory.mjs', import.meta.url).href

if (!existsSync(options.cli)) {
  console.error(`There is no ${options.cli}: run npm run build first.`)
  process.exit(2)
}
const memoryBacked = existsSync('/dev/shm')
const work = mkdtempSync(join(memoryBacked ? '/dev/shm' : tmpdir(), 'fedrender-bench-'))
try {
  measureAll()
} finally {
  rmSync(work, { recursive: true, force: true })
}

function measureAll() {
  const repository = join(work, 'repository')
  const rendered = join(repository, 'rendered')
  const size = generate(repository, { resources, clusters })
  render(repository)
  expectFiles(rendered, size.files)
  const committed = commitCopy(rendered)
  const measured = { cold: [], copy: [], unchanged: [], status: [] }
  const peaks = { cold: [], unchanged: [] }
  for (let round = 0; round < rounds; round += 1) {
    measured.copy.push(copy(rendered))
    rmSync(rendered, { recursive: true })
    keep(render(repository), 'cold')
    expectFiles(rendered, size.files)
    measured.status.push(run('git', ['status', '--porcelain'], { cwd: committed }))
    keep(render(repository), 'unchanged')
  }
  printTable(size, measured, peaks, measureKustomize(rendered))
  printDiff(measureDiff())

  function keep({ milliseconds, peak }, name) {
    measured[name].push(milliseconds)
    peaks[name].push(peak)
  }
}

/** One run of the built command line, in a process of its own. */
function fedrender(words, status = 0) {
  const peakFile = join(work, 'peak')
  const env = { ...process.env, BENCH_PEAK_MEMORY: peakFile }
  const command = ['--import', peakMemoryHook, options.cli, ...words]
  const milliseconds = run(process.execPath, command, { env }, status)
  return { milliseconds, peak: Number(readFileSync(peakFile, 'utf8')) / 1024 }
}

function render(repository) {
  return fedrender(['render', repository])
}

/** `fedrender diff` of sources in which one image changed, beside a render that compares with no output and writes none. */
function measureDiff() {
  const repository = join(work, 'changed')
  generate(repository, { resources, clusters })
  commitAll(repository)
  const deployment = listFiles(repository).find((path) => basename(path).startsWith('deployment-'))
  const text = readFileSync(deployment, 'utf8')
  writeFileSync(deployment, text.replace(/image: \S+/, 'image: registry.example.com/changed:2.0.0'))
  const [cold, diff] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    cold.push(fedrender(['render', '--dry-run', repository]))
    diff.push(fedrender(['diff', repository], 1))
  }
  return { cold, diff }
}

function printDiff({ cold, diff }) {
  const [coldTimes, diffTimes] = [cold, diff].map((runs) => runs.map((each) => each.milliseconds))
  const times = `${Math.round(median(diffTimes))} ms`
  const share = ratio(diffTimes, coldTimes).toFixed(2)
  const peak = Math.round(Math.max(...diff.map((each) => each.peak)))
  console.log(
    `\nfedrender diff with one changed image: ${times}, ${share} × a render without writing` +
      ` (${Math.round(median(coldTimes))} ms), peak memory ${peak} MiB.`,
  )
}

function copy(rendered) {
  const target = join(work, 'copy')
  const milliseconds = run('cp', ['-r', rendered, target])
  rmSync(target, { recursive: true })
  return milliseconds
}

/** A repository whose one commit holds the output; its index is warm, as after any `git status` of a developer. */
function commitCopy(rendered) {
  const directory = join(work, 'committed')
  mkdirSync(directory)
  cpSync(rendered, join(directory, 'rendered'), { recursive: true })
  commitAll(directory)
  run('git', ['status', '--porcelain'], { cwd: directory })
  return directory
}

function commitAll(directory) {
  const git = (...words) => run('git', words, { cwd: directory })
  git('init', '-q', '-b', 'main')
  git('-c', 'gc.auto=0', 'add', '.')
  git(
    '-c',
    'gc.auto=0',
    '-c',
    'user.name=bench',
    '-c',
    'user.email=bench@example.com',
    'commit',
    '-qm',
    'output',
  )
}

/**
 * `kubectl kustomize` of a base with one cluster's objects, through an overlay for each cluster: the least that an
 * overlay per cluster costs, since it patches nothing. Undefined where kubectl is not installed.
 */
function measureKustomize(rendered) {
  if (spawnSync('kubectl', ['version', '--client']).status !== 0) return undefined
  const base = join(work, 'base')
  const [first] = readdirSync(join(rendered, 'clusters'))
  const source = join(rendered, 'clusters', first ?? '')
  const files = listFiles(source).slice(0, 200)
  mkdirSync(base)
  files.forEach((file, index) => cpSync(file, join(base, `${index}.yaml`)))
  writeFileSync(
    join(base, 'kustomization.yaml'),
    `resources:\n${files.map((_, index) => `- ${index}.yaml\n`).join('')}`,
  )
  const overlays = Math.min(clusters, 3)
  const times = []
  for (let index = 0; index < overlays; index += 1) {
    const overlay = join(work, `overlay-${index}`)
    mkdirSync(overlay)
    const labels = `labels:\n- pairs:\n    cluster: c${index}\n`
    writeFileSync(join(overlay, 'kustomization.yaml'), `resources:\n- ../base\n${labels}`)
    times.push(run('kubectl', ['kustomize', relative(work, overlay)], { cwd: work }))
  }
  return { objects: files.length, overlays, scaled: median(times) * clusters * (resources / files.length) }
}

function run(command, words, settings = {}, expected = 0) {
  const started = performance.now()
  const { status, stderr, error } = spawnSync(command, words, {
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 26,
    ...settings,
  })
  const milliseconds = performance.now() - started
  if (error) throw error
  if (status !== expected) throw new Error(`${command} ${words.join(' ')} ended with ${status}:\n${stderr}`)
  return milliseconds
}

/** A measurement of a render that wrote something else would mean nothing. */
function expectFiles(rendered, expected) {
  const found = listFiles(join(rendered, 'clusters')).length
  if (found !== expected) throw new Error(`Expected ${expected} files below clusters/, found ${found}.`)
}

function listFiles(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

function median(numbers) {
  const sorted = numbers.toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The median of the rounds' own ratios: what disturbs a round disturbs both of its measurements. */
function ratio(times, base) {
  return median(times.map((time, round) => time / base[round]))
}

function printTable(size, measured, peaks, kustomize) {
  const row = (name, times, peak) =>
    [
      name,
      `${Math.round(median(times))} ms`,
      ratio(times, measured.copy).toFixed(2),
      ratio(times, measured.status).toFixed(1),
      peak ?? '',
    ].join(' | ')
  const memory = (numbers) => `${Math.round(Math.max(...numbers))} MiB`
  const rows = [
    row('`fedrender render`, no output yet', measured.cold, memory(peaks.cold)),
    row('`fedrender render`, nothing changed', measured.unchanged, memory(peaks.unchanged)),
    row('`cp -r` of the output', measured.copy),
    row('`git status` of the output, committed', measured.status),
    ...(kustomize
      ? [
          row(
            '`kubectl kustomize`, once per cluster (scaled)',
            measured.copy.map(() => kustomize.scaled),
          ),
        ]
      : []),
  ]
  const kilo = new Intl.NumberFormat('en')
  console.log(
    `${kilo.format(size.resources)} federated resources × ${kilo.format(size.clusters)} clusters = ${kilo.format(size.files)} files, ${kilo.format(size.variants)} variants; medians of ${rounds} rounds and of their ratios`,
  )
  console.log(
    `on ${describeFileSystem()}, Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}.\n`,
  )
  console.log('| | time | × `cp -r` | × `git status` | peak memory |\n|---|---:|---:|---:|---:|')
  for (const each of rows) console.log(`| ${each} |`)
  console.log(
    kustomize
      ? `\nkustomize: measured with ${kustomize.objects} objects and ${kustomize.overlays} overlays without patches, then multiplied.`
      : '\nkustomize: not measured, as kubectl is not installed.',
  )
}

/** 0x01021994 is the magic number of tmpfs (Linux: include/uapi/linux/magic.h). */
function describeFileSystem() {
  return statfsSync(work).type === 0x01021994
    ? `a memory-backed file system (${work.split('/').slice(0, 3).join('/')})`
    : `the file system of ${tmpdir()} (not known to be in memory)`
}
