import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/**
 * Measures what starting the command costs, against Node itself, which nobody can beat. Build first:
 * `npm run build && node bench/startup.mjs`. The measurements take turns, so that a busy machine disturbs all alike.
 */

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '30' } } })
const rounds = Number(options.rounds)
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const [start, bundle, unbundled, quickstart] = [
  'dist/start.cjs',
  'dist/fedrender.mjs',
  'dist/cli/main.js',
  'examples/quickstart',
].map(at)
const commandLines = [
  ['node -e 0', ['-e', '0']],
  ['fedrender --version', [start, '--version']],
  ['the same, one file', [bundle, '--version']],
  ['the same, unbundled', [unbundled, '--version']],
  ['fedrender validate', [start, 'validate', quickstart]],
  ['the same, one file', [bundle, 'validate', quickstart]],
  ['the same, unbundled', [unbundled, 'validate', quickstart]],
]

const times = commandLines.map(() => [])
for (let round = 0; round < rounds; round += 1) {
  for (const [index, [name, commandArguments]] of commandLines.entries()) {
    const start = performance.now()
    const { status } = spawnSync(process.execPath, commandArguments, { stdio: 'ignore' })
    times[index].push(performance.now() - start)
    if (status !== 0) throw new Error(`${name} failed`)
  }
}

const medians = times.map((each) => each.sort((left, right) => left - right)[Math.floor(rounds / 2)])
const lines = commandLines.map(([name], index) => {
  const ratio = (medians[index] / medians[0]).toFixed(2)
  return `${name.padEnd(24)}${medians[index].toFixed(0).padStart(6)} ms  ${ratio} × node`
})
process.stdout.write(`Node ${process.version}, median of ${rounds}\n${lines.join('\n')}\n`)
