import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { catalog } from '../../src/diagnostics/catalog/index.ts'
import { readExamples } from './examples.ts'
import { recordFileVariable } from './record-file.ts'

/** What one test file records. */
interface Recorded {
  readonly test: string
  readonly codes: readonly string[]
  /** The codes whose example, which the page of the code shows, was made. */
  readonly shown: readonly string[]
}

/**
 * Sees to it that a run of all tests makes a diagnostic of every code of the catalogue; a run of some proves nothing.
 * Gives what is to be done at the end: it prints the codes that nothing made, and fails the run. What only a process of its
 * own makes is not seen.
 */
export function setup(project: TestProject): () => Promise<void> {
  const isFirst = process.env[recordFileVariable] === undefined
  const file = (process.env[recordFileVariable] ??= join(
    mkdtempSync(join(tmpdir(), 'fedrender-codes-')),
    'codes',
  ))
  return async () => {
    if (!isFirst) return
    const wanted = await Promise.all(project.vitest.projects.map((each) => each.globTestFiles()))
    const { missing, stale } = missingCodes(file, new Set(wanted.flatMap(({ testFiles }) => testFiles)))
    rmSync(dirname(file), { recursive: true })
    if (project.config.testNamePattern !== undefined || missing.length + stale.length === 0) return
    if (missing.length > 0) console.error(`No test makes a diagnostic of these codes: ${missing.join(', ')}`)
    if (stale.length > 0)
      console.error(`No test makes the example of these codes, so see CONTRIBUTING.md: ${stale.join(', ')}`)
    process.exitCode = 1
  }
}

interface Missing {
  readonly missing: readonly string[]
  /** The codes of which there is another example, or none. */
  readonly stale: readonly string[]
}

/** The codes that nothing made, and those whose example nothing made, where all of some test files ran. */
function missingCodes(file: string, wanted: ReadonlySet<string>): Missing {
  const recorded = (existsSync(file) ? readFileSync(file, 'utf8') : '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded)
  const ran = new Set(recorded.map(({ test }) => test))
  if (![...wanted].every((test) => ran.has(test))) return { missing: [], stale: [] }
  const [created, shown] = [
    new Set(recorded.flatMap(({ codes }) => codes)),
    new Set(recorded.flatMap((each) => each.shown)),
  ]
  return {
    missing: Object.keys(catalog).filter((code) => !created.has(code)),
    stale: Object.keys(readExamples()).filter((code) => !shown.has(code)),
  }
}
