import process from 'node:process'
import { clusters, namespace } from './slopes/kubefed.mjs'
import { validate } from './slopes/operations.mjs'
import { shapes } from './slopes/shapes.mjs'

/**
 * How CPU time grows with what is read, for shapes of sources that invite quadratic work: the slope from one size to
 * eight times as much, 1 where time is proportional. Exits 1 where one is steeper than 1.15. Takes a pattern of names.
 * Build first: `npm run build && node --expose-gc bench/slopes.mjs`.
 */

const steepest = 1.15
const runs = 3
/** What takes less, in milliseconds, is measured with more, as what does not grow would hide what does. */
const leastTime = 25
/** A source of more than 16 MiB is not read, which eight times as much would be. */
const longest = 2 ** 20

const wanted = new RegExp(process.argv[2] ?? '')
for (let warmUp = 0; warmUp < 20; warmUp += 1) measure(shapes.objects, 20)
for (const [name, shape] of Object.entries(shapes)) if (wanted.test(name)) printSlope(name, shape)

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
function measure({ operation = validate, inventory = () => 1, text, base }, size) {
  const shared = filesOf('clusters.yaml', clusters(inventory(size))).concat(
    filesOf('ns.yaml', namespace('ns')),
  )
  const files = (texts) => [...shared, ...filesOf('shape.yaml', texts(size))]
  const times = Array.from({ length: runs }, () => {
    const given = [files(text), base && files(base)]
    globalThis.gc?.()
    const before = process.cpuUsage()
    operation(...given)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return times.sort((left, right) => left - right)[runs >> 1]
}

function filesOf(path, text) {
  return [{ path, text }]
}
