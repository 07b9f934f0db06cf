// `npm run mutation -- [group]... [option]...`: every group of groups.mjs, or those that are named, by Stryker, which
// also gets the options. Fails where the tests of one group notice too few.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { groups } from './groups.mjs'

const stryker = fileURLToPath(new URL('../../bin/stryker.js', import.meta.resolve('@stryker-mutator/core')))
const all = process.argv.slice(2)
const isName = (argument) => groups.some(({ name }) => name === argument)
const names = all.filter(isName)
const options = all.filter((argument) => !isName(argument))
const failed = groups
  .map(({ name }) => name)
  .filter((name) => names.length === 0 || names.includes(name))
  .filter((name) => {
    console.log(`${name}:`)
    const env = { ...process.env, MUTATION_GROUP: name }
    const command = [stryker, 'run', 'test/mutation/stryker.config.mjs', ...options]
    return spawnSync(process.execPath, command, { env, stdio: 'inherit' }).status !== 0
  })
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`)
  process.exitCode = 1
}
