import { createNodeHost } from '../../src/host/node-host.ts'
import { createTestRepository, type CommandResult } from './test-repository.ts'

/** Runs a command line in this process, in a directory of the disk. */
export function runInDirectory(directory: string, ...commandLine: readonly string[]): CommandResult {
  return createTestRepository({}).runOn({ host: createNodeHost(), directory }, ...commandLine)
}
