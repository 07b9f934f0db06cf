import { parseArgs } from 'node:util'
import { install } from '../e2e-real/install-binaries.ts'
import { recipes } from '../e2e-real/recipes.ts'
import { fuzz } from './fuzz.ts'
import { startRealReaders } from './read-with-go.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    files: { type: 'string', default: 'Infinity' },
    show: { type: 'string' },
  },
})

/** For building the real readers, in milliseconds. */
const buildTime = 300_000

const recipe = recipes.find(({ name }) => name === 'read-apimachinery')
const binary = recipe ? install(recipe, Date.now() + buildTime) : { missing: 'there is no recipe' }
if ('missing' in binary) {
  console.log(`skipped: ${binary.missing}`)
} else {
  const readers = startRealReaders(binary.path)
  const { seconds, seed, files, show } = values
  const limits = { seconds: Number(seconds), files: Number(files) }
  const faults = await fuzz(readers, { root: '.', seed: Number(seed), ...limits, show }, console.log)
  readers.stop()
  process.exitCode = faults === 0 ? 0 : 1
}
