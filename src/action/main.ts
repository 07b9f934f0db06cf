import { fileURLToPath } from 'node:url'
import { installDependencies } from './install-dependencies.ts'

// GitHub runs the action from a bare checkout, and Node 24 runs its TypeScript without a build.
installDependencies(fileURLToPath(new URL('../..', import.meta.url)))

const { runAction } = await import('./run-action.ts')
const { createNodeHost } = await import('../host/node-host.ts')

process.exitCode = runAction({
  host: createNodeHost(),
  environment: process.env,
  directory: process.cwd(),
  writeLog: (text) => process.stdout.write(text),
})
