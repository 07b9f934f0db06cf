#!/usr/bin/env node
import module from 'node:module'
import { findCompiledCode } from '../host/compiled-code.ts'
import { readVersion } from '../host/version.ts'
import { allowClosedPipes } from './terminal/closed-pipes.ts'
import { optimizeLate } from './terminal/optimizing.ts'

/** What Node.js has from 22.8 on. */
const { enableCompileCache } = module as { enableCompileCache?: (directory: string) => unknown }

// What scripts ask before each run needs nothing else of the program, which takes longer to read than Node.js to start.
if (process.argv.length === 3 && process.argv[2] === '--version') {
  allowClosedPipes()
  process.stdout.write(`${readVersion()}\n`)
} else {
  // A render that the index answers for runs few functions very often, and says itself where it is none.
  if (process.argv[2] !== 'render') optimizeLate()
  if (enableCompileCache !== undefined) {
    const { env, getuid } = process
    const environment = (name: string): string | undefined => env[name]
    const directory = findCompiledCode({ environment, directory: process.cwd(), user: getuid?.() })
    if (directory !== undefined) enableCompileCache(directory)
  }
  void import('./main.ts')
}
