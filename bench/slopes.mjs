import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { clusters, namespace } from './slopes/kubefed.mjs'
import { validate } from './slopes/operations.mjs'
import { shapes } from './slopes/shapes.mjs'

/**
 * How CPU time grows with what is read, for shapes of sources that invite quadratic work: the slope from one size to
 * eight times as much, 1 where time is proportional. Exits 1 where one is steeper than 1.15. Takes a pattern of names.
 * `--large` runs each shape once with 16 MiB instead, and exits 1 where that takes more than 30 s or 1 GiB; the heap is
 * bounded there, since Node.js takes as much as the machine has before it looks for what may go.
 * Build first: `npm run build && node --expose-gc bench/slopes.mjs`.
 */

const steepest = 1.15
const runs = 3
/** What takes less, in milliseconds, is measured with more, as what does not grow would hide what does. */
const leastTime = 25
/** A source of more than 16 MiB is not read, which eight times as much would be. */
const longest = 2 ** 20

/** The most that `--large` allows for 16 MiB of sources, in seconds and in MiB. */
const mostSeconds = 30
const mostMemory = 1024
/** Of that, in MiB, what the heap's old generation may take. */
const mostHeap = 800

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { large: { type: 'boolean' }, once: { type: 'string' } },
})
const wanted = new RegExp(positionals[0] ?? '')
if (options.once !== undefined) {
  runOnce(shapes[positionals[0]], Number(options.once))
} else if (options.large) {
  for (const [name, shape] of Object.entries(shapes)) if (wanted.test(name)) printLarge(name, shape)
} else {
  printSlopes()
}

function printSlopes() {
  for (let warmUp = 0; warmUp < 20; warmUp += 1) measure(shapes.objects, 20)
  for (const [name, shape] of Object.entries(shapes)) if (wanted.test(name)) printSlope(name, shape)
}

/** The largest source that is read, in a process of its own. */
function printLarge(name, shape) {
  const size = largestSize(shape)
  const script = fileURLToPath(import.meta.url)
  const command = [`--max-old-space-size=${mostHeap}`, script, '--once', String(size), name]
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    timeout: 20 * mostSeconds * 1000,
  })
  const [seconds, memory] = stdout.split(' ').map(Number)
  const failed = status !== 0 || seconds > mostSeconds || memory > mostMemory
  if (failed) process.exitCode = 1
  const end =
    status === 0 ? `${seconds.toFixed(1)} s, ${memory.toFixed(0)} MiB` : `ended by ${signal ?? status}`
  console.log(`${name.padEnd(24)}${String(size).padStart(9)}  ${end}${failed ? '  too much' : ''}`)
  if (status !== 0)
    console.log(
      stderr
        .split('\n')
        .filter((line) => /Error|FATAL|^ +at/.test(line))
        .slice(0, 4)
        .join('\n'),
    )
}

/** A diff reads both of its sides, which have to share the 16 MiB. */
function largestSize({ inventory = () => 1, text, base = () => '', size }) {
  const length = (each) => Math.max(text(each).length + base(each).length, clusters(inventory(each)).length)
  let found = size
  for (let next = found; length(next) < 2 ** 24; next = Math.ceil(found * 1.05)) {
    found = next
    next = Math.floor((found * 2 ** 24 * 0.97) / length(found))
    if (next > found && length(next) < 2 ** 24) found = next
  }
  return found
}

/** Runs a shape's operation and prints its CPU time, in seconds, and the peak of its memory, in MiB. */
function runOnce({ operation = validate, ...shape }, size) {
  const before = process.cpuUsage()
  operation(...sourcesOf(shape, size))
  const { user, system } = process.cpuUsage(before)
  process.stdout.write(`${(user + system) / 1e6} ${process.resourceUsage().maxRSS / 1024}`)
}

function printSlope(name, shape) {
  let { size } = shape
  measure(shape, size)
  let once = measure(shape, size)
  for (; once < leastTime && shape.text(size).length < longest; once = measure(shape, size)) size *= 2
  const eightfold = measure(shape, size * 8)
  const slope = Math.log(eightfold / once) / Math.log(8)
  const isSteep = slope > steepest
  if (isSteep) process.exitCode = 1
  const times = [once, eightfold].map((each) => `${each.toFixed(0).padStart(6)} ms`).join('')
  const mark = isSteep ? '  steep' : ''
  console.log(`${name.padEnd(24)}${String(size).padStart(8)}${times}  slope ${slope.toFixed(2)}${mark}`)
}

/** The median CPU time, in milliseconds: what other programs do on the machine is not in it. */
function measure({ operation = validate, ...shape }, size) {
  const times = Array.from({ length: runs }, () => {
    const sources = sourcesOf(shape, size)
    globalThis.gc?.()
    const before = process.cpuUsage()
    operation(...sources)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return times.sort((left, right) => left - right)[runs >> 1]
}

/** The files of a size, and those that a diff compares with. */
function sourcesOf({ inventory = () => 1, text, base }, size) {
  const shared = [
    { path: 'clusters.yaml', text: clusters(inventory(size)) },
    { path: 'namespace.yaml', text: namespace('ns') },
  ]
  return [text, ...(base ? [base] : [])].map((texts) => [
    ...shared,
    { path: 'shape.yaml', text: texts(size) },
  ])
}
