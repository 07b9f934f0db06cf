import { parseArgs } from 'node:util'
import { install } from '../e2e-real/install-binaries.ts'
import { recipes } from '../e2e-real/recipes/recipes.ts'
import { fuzz } from './fuzz.ts'
import { fuzzPlain } from './fuzz-plain.ts'
import { startRealReaders } from './read-with-go.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    files: { type: 'string', default: 'Infinity' },
    show: { type: 'string' },
    plain: { type: 'boolean' },
  },
})
/** For building the real readers, in milliseconds. */
const buildTime = 300_000
const limits = { seconds: Number(values.seconds), files: Number(values.files) }
const seed = Number(values.seed)

if (values.plain === true) runPlain()
else await runReal()

/** Compares fedrender's two readers with each other, which takes no other program. */
function runPlain(): void {
  const { documents, read, differing } = fuzzPlain({ root: '.', seed, ...limits })
  for (const text of differing.slice(0, 10)) console.log(JSON.stringify(text))
  console.log(`${documents} documents, ${read} read plainly, ${differing.length} differ, seed ${seed}`)
  process.exitCode = differing.length === 0 ? 0 : 1
}

async function runReal(): Promise<void> {
  const recipe = recipes.find(({ name }) => name === 'read-apimachinery')
  const binary = recipe ? install(recipe, Date.now() + buildTime) : { missing: 'there is no recipe' }
  if ('missing' in binary) {
    console.log(`skipped: ${binary.missing}`)
    return
  }
  const readers = startRealReaders(binary.path)
  const faults = await fuzz(readers, { root: '.', seed, ...limits, show: values.show }, console.log)
  readers.stop()
  process.exitCode = faults === 0 ? 0 : 1
}
