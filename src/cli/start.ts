#!/usr/bin/env node
import module from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { findCompiledCode } from '../host/compiled-code.ts'
import { readVersion } from '../host/version.ts'
import { allowClosedPipes } from './terminal/closed-pipes.ts'

/** V8 as Node.js 20 has it. Later ones have a second, cheaper compiler between, and no such flag. */
const compilesEarly = process.versions.v8.startsWith('11.')

/** What Node.js has from 22.8 on. */
const { enableCompileCache } = module as { enableCompileCache?: (directory: string) => unknown }

// What scripts ask before each run needs nothing else of the program, which takes longer to read than Node.js to start.
if (process.argv.length === 3 && process.argv[2] === '--version') {
  allowClosedPipes()
  process.stdout.write(`${readVersion()}\n`)
} else {
  // Most functions of a run do not live for as long as optimizing them takes, which was a third of a run's CPU time: bytes of
  // bytecode that run before V8 looks at a function, 67,584 by default.
  if (compilesEarly) setFlagsFromString('--interrupt-budget=1000000')
  if (enableCompileCache !== undefined) {
    const { env, getuid } = process
    const environment = (name: string): string | undefined => env[name]
    const directory = findCompiledCode({ environment, directory: process.cwd(), user: getuid?.() })
    if (directory !== undefined) enableCompileCache(directory)
  }
  void import('./main.ts')
}
