import { readdirSync, writeFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isShown, readLines, readSteps, type ConsoleLine, type Step } from './console/console-page.ts'
import { runLine, type Stage } from './console/run-line.ts'
import { scenes } from './console/scenes.ts'
import { documents, handWrittenPages, readRepositoryFile, repositoryPath } from './documents.ts'

const tested = readdirSync(repositoryPath('test/cli/transcripts')).flatMap((name) =>
  readLines(readRepositoryFile(`test/cli/transcripts/${name}/transcript.txt`)),
)

/** The pages for users, and those of examples that say where their console blocks run. */
const pages = documents.filter(
  (path) =>
    handWrittenPages.includes(path) ||
    (path.startsWith('examples/') && readRepositoryFile(path).includes('<!-- scene: ')),
)

describe('what a console block shows is printed', () => {
  for (const path of pages) {
    const steps = readSteps(readRepositoryFile(path))
    if (!steps.some(({ kind }) => kind === 'console')) continue
    it(`in ${path}`, async () => {
      const shown = steps.map(linesOf)
      const printed = await perform(steps)
      if (process.env['UPDATE_GOLDEN'] === '1') rewrite(path, steps, printed)
      else expect(printed, 'UPDATE_GOLDEN=1 rewrites the blocks').toStrictEqual(shown)
    })
  }

  it('in every page, and a block without a command line is no console block', () => {
    for (const path of pages) {
      expect(readRepositoryFile(path).match(/^ *```console\n(?!\$ )/gm), path).toBeNull()
      expect(readRepositoryFile(path).match(/^ *```console$/gm)?.length ?? 0, path).toBe(
        readSteps(readRepositoryFile(path)).filter(({ kind }) => kind === 'console').length,
      )
    }
  })
})

/**
 * Plays a page: steps of one scene share its directory as long as no other scene comes between them. Gives for each step
 * what its lines print, or what the page shows where that says the same.
 */
async function perform(steps: readonly Step[]): Promise<readonly (readonly ConsoleLine[])[]> {
  const results: (readonly ConsoleLine[])[] = []
  let current: { readonly scene: string; readonly stage: Stage } | undefined
  for (const step of steps) {
    if (step.kind === 'script') results.push([])
    else if (step.scene === 'transcripts') results.push(linesOf(step).map(asInTranscript))
    else {
      current = current?.scene === step.scene ? current : { scene: step.scene, stage: await open(step.scene) }
      results.push(await performStep(step, current.stage))
    }
  }
  return results
}

async function open(name: string): Promise<Stage> {
  const scene = scenes[name]
  if (scene === undefined) throw new Error(`test/docs/console/scenes.ts has no scene "${name}"`)
  return scene()
}

async function performStep(step: Step, stage: Stage): Promise<readonly ConsoleLine[]> {
  if (step.kind === 'file') {
    if (step.scene !== 'quickstart') write(`${stage.directory}/${step.path}`, step.text)
    return []
  }
  const results: ConsoleLine[] = []
  for (const line of linesOf(step)) {
    const printed = await runLine(line.commandLine, stage)
    results.push(isShown(printed, line.shown) ? line : { ...line, shown: printed })
  }
  return results
}

function linesOf(step: Step): readonly ConsoleLine[] {
  return step.kind === 'console' ? step.lines : []
}

/** The line as a transcript of the command's own tests has it. */
function asInTranscript(line: ConsoleLine): ConsoleLine {
  const same = tested.filter(({ commandLine }) => commandLine === line.commandLine)
  return (
    same.find(({ shown }) => shown === line.shown) ?? same[0] ?? { ...line, shown: 'no transcript has it' }
  )
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function rewrite(path: string, steps: readonly Step[], printed: readonly (readonly ConsoleLine[])[]): void {
  let page = readRepositoryFile(path)
  for (const [index, step] of [...steps.entries()].reverse()) {
    if (step.kind !== 'console') continue
    const block = (printed[index] ?? [])
      .map(({ commandLine, shown }) => `$ ${commandLine}\n${shown}`)
      .join('')
    page = page.slice(0, step.offset) + block + page.slice(step.offset + step.length)
  }
  writeFileSync(repositoryPath(path), page)
}
