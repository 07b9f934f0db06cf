#!/usr/bin/env node
import module, { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findCompiledCode } from '../host/compiled/compiled-code.ts'
import { readVersion } from '../host/version.ts'
import { exitError } from './exit-code.ts'
import { allowClosedPipes } from './terminal/closed-pipes.ts'
import {
  collectInOneThread,
  growYoungSpaceOnce,
  optimizeAsUsual,
  optimizeLate,
} from './terminal/optimizing.ts'

/** What Node.js has from 22.8 on. */
const { enableCompileCache } = module as { enableCompileCache?: (directory: string) => unknown }
/** The commands that run most of the program, so that what they compile serves the others too. */
const thorough = new Set(['render', 'validate', 'diff', 'publish'])
const [, , command = '', ...words] = process.argv

// What scripts ask before each run needs nothing else of the program, which takes longer to read than Node.js to start.
if (command === '--version' && words.length === 0) {
  allowClosedPipes()
  process.stdout.write(`${readVersion()}\n`)
} else {
  collectInOneThread()
  const { env, getuid } = process
  const environment = (name: string): string | undefined => env[name]
  const directory = findCompiledCode({ environment, directory: process.cwd(), user: getuid?.() })
  if (directory !== undefined && enableCompileCache === undefined) void startKept(directory)
  else {
    if (directory !== undefined) enableCompileCache?.(directory)
    optimizeUnlessRecalled()
    void import('./main.ts')
  }
}

/** Starts the program by code that an earlier run compiled, or keeps what this one compiles. */
async function startKept(directory: string): Promise<void> {
  const { openKeptProgram } = await import('../host/compiled/kept-program.ts')
  const file = join(__dirname, 'fedrender.mjs')
  const { load, keep } = openKeptProgram(file, directory)
  process.once('exit', (code) => {
    if (!thorough.has(command) || words.includes('--help') || code >= exitError) return
    // V8 takes code only where its settings are those with which it was kept.
    optimizeAsUsual()
    keep()
  })
  optimizeUnlessRecalled()
  const program = load() as (require: NodeJS.Require, url: string) => void
  program(createRequire(file), pathToFileURL(file).href)
}

/** A render that the index answers for runs few functions very often, and says itself where it is none. */
function optimizeUnlessRecalled(): void {
  if (command === 'render') growYoungSpaceOnce()
  else optimizeLate()
}
