import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runOnce, runWithPeak } from '../measure/run.mjs'
import { commands } from './commands.mjs'
import { copyFleet, makeFleet } from './fleet.mjs'
import { makeReferences } from './references.mjs'
import { measureWatch } from './watch-rounds.mjs'

const watchRounds = 10

/**
 * Measures every command of each side, `{ name, cli }`, in rounds in which all take turns, so that a busy machine disturbs
 * them alike. Gives for each side and command the samples of all rounds, the peak of memory, and what the command left;
 * the samples of the references are beside them.
 */
export async function measureSides(sides, { directory, size, rounds }) {
  const fleets = makeFleets(sides, directory, size)
  const measured = sides.map((side, index) => warmUp(side, fleets[index]))
  const references = makeReferences(fleets[0])
  const samples = Object.fromEntries(references.map(({ name }) => [name, emptySamples()]))
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, measure } of references) keep(samples[name], measure())
    for (const command of commands) {
      const order = round % 2 === 0 ? [...sides.keys()] : [...sides.keys()].toReversed()
      for (const at of order)
        keep(measured[at][command.name], runCommand(runOnce, sides[at], fleets[at], command))
    }
  }
  for (const [at, { cli }] of sides.entries())
    measured[at].watch = await measureWatch(cli, fleets[at], watchRounds)
  return { fleet: fleets[0], measured, references: samples, titles: titlesOf(references) }
}

function makeFleets([first, ...others], directory, size) {
  const fleet = makeFleet(join(directory, first.name), size)
  return [fleet, ...others.map(({ name }) => copyFleet(fleet, join(directory, name)))]
}

function titlesOf(references) {
  return Object.fromEntries(references.map(({ name, title }) => [name, title]))
}

/** A run of each command that no time is kept of: its peak of memory, and what it prints and leaves. */
function warmUp(side, fleet) {
  mkdirSync(join(fleet.directory, 'cache'), { recursive: true, mode: 0o700 })
  return Object.fromEntries(
    commands.map((command) => {
      const { peak, stdout } = runCommand(runWithPeak, side, fleet, command)
      const written = command.written?.(fleet) ?? new Map()
      if (command.name === 'cold') expectFiles(written, fleet.made.files)
      const printed = command.varies === true ? [] : [['standard output', stdout]]
      return [command.name, { ...emptySamples(), peak, left: new Map([...printed, ...written]) }]
    }),
  )
}

function runCommand(runProgram, { cli }, fleet, { prepare, restore, in: directoryOf, words, status }) {
  const { environment, directory: work, repository } = fleet
  const settings = { cwd: directoryOf?.(fleet) ?? repository, status, environment, work }
  prepare?.(fleet, () => runOnce(cli, words, settings))
  try {
    return runProgram(cli, words, settings)
  } finally {
    restore?.(fleet)
  }
}

/** A measurement of a render that wrote something else would mean nothing. */
function expectFiles(written, expected) {
  const found = [...written.keys()].filter((path) => path.startsWith('clusters/')).length
  if (found !== expected) throw new Error(`Expected ${expected} files below clusters/, found ${found}.`)
}

function emptySamples() {
  return { wall: [], cpu: [] }
}

function keep(samples, { wall, cpu }) {
  samples.wall.push(wall)
  samples.cpu.push(cpu)
}
