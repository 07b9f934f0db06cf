// Builds what is run from a clone. npm installs a package globally from Git without the packages that build it, which
// is what pre-commit has it do; they are installed here then.
import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const options = { stdio: ['ignore', process.stderr, process.stderr] }
if (!existsSync('node_modules')) {
  execSync('npm ci --no-global --include=dev --ignore-scripts --no-audit --no-fund', options)
}
execSync('npm run --silent build', options)
